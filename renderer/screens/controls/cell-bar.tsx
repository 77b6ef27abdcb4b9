import { Textarea } from '@mantine/core';
import type { Control } from '@shared/domain/control.ts';
import { type KeyboardEvent, type ReactNode, useContext, useState } from 'react';
import { cellText, columnWords, editable, editOf, notApplicableEdit } from './control-edit.ts';
import classes from './controls.module.css';
import { controlAt, type Editing, edit, save, useControls } from './controls.store.ts';
import { MatrixContext } from './matrix-context.ts';

interface LongEditorProps {
  readonly control: Control;
  readonly editing: Editing;
  readonly column: 'statement' | 'reason';
}

/** A long text opens below the bar; Enter saves, Shift and Enter breaks the line. */
function LongEditor({ control, editing, column }: LongEditorProps) {
  const matrix = useContext(MatrixContext);
  const [text, setText] = useState(editing.draft);
  const finish = async () => {
    const made = column === 'reason' ? notApplicableEdit(control, text) : editOf(control, column, text);
    if (await save(control, made)) matrix.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      edit(null);
      matrix.focus();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void finish();
  };
  return (
    <div className={classes.longEditor}>
      <Textarea
        ref={(field) => field?.focus()}
        aria-label={column === 'reason' ? `Reason why ${control.id} does not apply` : `Statement of ${control.id}`}
        autosize
        minRows={1}
        maxRows={10}
        value={text}
        error={editing.refusal}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p className="type-second text-3">
        {column === 'reason' ? 'The reason stands in every export. ' : ''}Enter saves, Shift Enter breaks the line, Esc
        undoes.
      </p>
    </div>
  );
}

function Value({ control, column }: { readonly control: Control; readonly column: string }): ReactNode {
  const field = editable(column);
  if (column === 'standing') return <span className="text-3">Standing follows from findings and is not typed.</span>;
  if (field === null) return <span className="text-3">{control.criteria.join(', ')}</span>;
  const reason = field === 'status' && control.reason !== null ? control.reason : null;
  return (
    <span className="ellipsis" title={cellText(control, field)}>
      {cellText(control, field)}
      {reason === null ? null : <span className="text-3"> {reason}</span>}
    </span>
  );
}

function longColumn(editing: Editing | null): 'statement' | 'reason' | null {
  return editing?.column === 'statement' || editing?.column === 'reason' ? editing.column : null;
}

/** The bar above the matrix: which cell has the focus, its whole value, and what editing says. */
export function CellBar() {
  const { lines, cell, editing, said } = useControls();
  const control = controlAt(lines, cell.line);
  const long = longColumn(editing);
  const name = long === 'reason' ? 'Why it does not apply' : (columnWords[cell.column] ?? '');
  const message = said ?? (long === null ? editing?.refusal : null) ?? null;
  return (
    <div className={classes.cellBar}>
      <div className={classes.address}>
        {control === null ? null : <code className="type-mono">{control.id}</code>}
        <span className="ellipsis">{control === null ? 'Domain' : name}</span>
      </div>
      <div className={classes.value}>
        {control === null || long !== null ? null : <Value control={control} column={cell.column} />}
        {control !== null && long !== null && editing !== null ? (
          <LongEditor key={`${control.id} ${long}`} control={control} editing={editing} column={long} />
        ) : null}
        <span className={classes.said} role="status">
          {message}
        </span>
      </div>
    </div>
  );
}
