import { type OptionsFilter, Select } from '@mantine/core';
import { type Control, controlStatuses, frequencies } from '@shared/domain/control.ts';
import { type KeyboardEvent, useContext, useEffect, useState } from 'react';
import { cellText, editOf } from './control-edit.ts';
import { frequencyWords, statusWords } from './control-words.ts';
import classes from './controls.module.css';
import { type Editing, edit, save, useControls } from './controls.store.ts';
import { MatrixContext, type MatrixHold } from './matrix-context.ts';

const frequencyChoices = frequencies.map((value) => ({ value, label: frequencyWords[value] }));
const statusChoices = controlStatuses.map((value) => ({ value, label: statusWords[value] }));

/** Typing finds a choice by its first letters, as in a spreadsheet. */
const byBeginning: OptionsFilter = ({ options, search }) =>
  options.filter((option) => 'label' in option && option.label.toLowerCase().startsWith(search.toLowerCase()));

interface CellEditorProps {
  readonly control: Control;
  readonly editing: Editing;
}

/** Leaves the cell as it was. */
function cancel(matrix: MatrixHold): void {
  edit(null);
  matrix.focus();
}

function TextEditor({ control, editing, column }: CellEditorProps & { readonly column: 'title' | 'owner' }) {
  const matrix = useContext(MatrixContext);
  const [text, setText] = useState(editing.draft);
  const finish = async (step: 1 | -1 | 0) => {
    if (!(await save(control, editOf(control, column, text)))) return;
    matrix.focus();
    if (step !== 0) matrix.step(step);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') cancel(matrix);
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    event.preventDefault();
    void finish(event.key === 'Enter' ? 0 : event.shiftKey ? -1 : 1);
  };
  return (
    <input
      ref={(field) => field?.focus()}
      className={classes.input}
      aria-label={`${column === 'title' ? 'Title' : 'Owner'} of ${control.id}`}
      aria-invalid={editing.refusal !== null}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => void save(control, editOf(control, column, text))}
    />
  );
}

function ChoiceEditor({ control, editing, column }: CellEditorProps & { readonly column: 'frequency' | 'status' }) {
  const matrix = useContext(MatrixContext);
  const [search, setSearch] = useState(cellText(control, column));
  // The field begins with the word of its value; what was typed to open it replaces that.
  useEffect(() => {
    if (editing.draft !== '') setSearch(editing.draft);
  }, [editing.draft]);
  const choose = async (value: string | null) => {
    if (value !== null && (await save(control, editOf(control, column, value)))) matrix.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') cancel(matrix);
  };
  // Choosing "not applicable" hands over to the question for a reason, which must survive this field.
  const onBlur = () => {
    if (useControls.getState().editing?.column === column) edit(null);
  };
  return (
    <Select
      className={classes.choice}
      aria-label={`${column === 'frequency' ? 'Declared frequency' : 'Status'} of ${control.id}`}
      data={column === 'frequency' ? frequencyChoices : statusChoices}
      value={control[column]}
      searchable
      filter={byBeginning}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(value) => void choose(value)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      selectFirstOptionOnChange
      allowDeselect={false}
      autoFocus
      defaultDropdownOpened={editing.draft !== ''}
      onFocus={(event) => editing.draft === '' && event.currentTarget.select()}
      withScrollArea={false}
      comboboxProps={{ width: 200, position: 'bottom-start', transitionProps: { duration: 0 } }}
    />
  );
}

/** The field inside a cell: text for titles and owners, a menu for frequency and status. */
export function CellEditor({ control, editing }: CellEditorProps) {
  const { column } = editing;
  if (column === 'title' || column === 'owner')
    return <TextEditor control={control} editing={editing} column={column} />;
  if (column === 'frequency' || column === 'status')
    return <ChoiceEditor control={control} editing={editing} column={column} />;
  return <span className="text-3">Edited above</span>;
}
