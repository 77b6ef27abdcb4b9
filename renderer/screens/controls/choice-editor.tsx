import { Combobox, useCombobox } from '@mantine/core';
import { frequencies } from '@shared/domain/control.ts';
import { slotWords } from '@shared/domain/slots.ts';
import { Check, ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useJudged } from '../../judged.ts';
import { useControls } from './controls.store.ts';
import { takeFocus, wasTyped } from './editor-focus.ts';
import type { EditorProps } from './editor-props.ts';
import { type Choice, choicesOf, rawText } from './field-text.ts';
import { versionWords } from './holds-from.ts';
import classes from './matrix.module.css';
import { type EditableField, fieldName } from './matrix-fields.ts';
import { useToday } from './use-today.ts';

/** What stands at the right of a choice: for frequencies, how often the control is due in the period. */
function useNotes(field: EditableField): (value: string) => string | null {
  const judged = useJudged();
  return (value) => {
    const frequency = frequencies.find((one) => one === value);
    if (field !== 'frequency' || frequency === undefined || judged === null) return null;
    return slotWords(frequency, judged.period);
  };
}

/** What choosing does besides: a new version, or the question for a reason. */
function useFootnote({ line, field }: EditorProps): string | null {
  const holds = useControls((state) => state.holds);
  const today = useToday();
  if (field === 'frequency' || field === 'nature') return versionWords(line.reading.control, holds, today, field);
  return field === 'status' ? 'Not applicable asks for the reason, which stands in every export.' : null;
}

const beginning = (choices: readonly Choice[], search: string): readonly Choice[] =>
  choices.filter(({ label }) => label.toLowerCase().startsWith(search.trim().toLowerCase()));

interface MenuProps {
  readonly props: EditorProps;
  readonly found: readonly Choice[];
  readonly current: string;
}

function Menu({ props, found, current }: MenuProps) {
  const noteOf = useNotes(props.field);
  const footnote = useFootnote(props);
  return (
    <Combobox.Dropdown className={classes.menu}>
      <Combobox.Options className={classes.options} aria-label={fieldName(props.field)}>
        {found.map(({ value, label }) => (
          <Combobox.Option key={value} value={value} active={value === current} className={classes.option}>
            <span>{label}</span>
            <small>{noteOf(value)}</small>
            <Check size={14} strokeWidth={1.75} data-shown={value === current || undefined} aria-hidden="true" />
          </Combobox.Option>
        ))}
        {found.length === 0 ? <Combobox.Empty>No choice begins so.</Combobox.Empty> : null}
      </Combobox.Options>
      {footnote === null ? null : <Combobox.Footer className={classes.footnote}>{footnote}</Combobox.Footer>}
    </Combobox.Dropdown>
  );
}

/** A menu in a cell: typing finds a choice by its first letters, as in a spreadsheet. */
export function ChoiceEditor(props: EditorProps) {
  const { line, field, onText } = props;
  const choices = choicesOf(field);
  const current = rawText(line.reading.control, field);
  const [search, setSearch] = useState(() => (wasTyped() ? '' : null));
  const found = search === null ? choices : beginning(choices, search);
  const combobox = useCombobox({ defaultOpened: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new at each drawing; only the search moves the choice.
  useEffect(() => {
    // The menu is drawn a moment later than its field.
    const drawn = requestAnimationFrame(() =>
      search === null ? combobox.selectActiveOption() : combobox.selectFirstOption(),
    );
    return () => cancelAnimationFrame(drawn);
  }, [search]);
  const type = (text: string) => {
    setSearch(text);
    // The first choice found is what Tab and a click elsewhere save.
    const [first] = beginning(choices, text);
    if (first !== undefined) onText(first.value);
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => onText(value, true)}
      width={260}
      position="bottom-start"
      offset={1}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.choice}>
        <Combobox.Target withExpandedAttribute>
          <input
            ref={takeFocus}
            className={classes.input}
            aria-label={`${fieldName(field)} of ${line.reading.control.id}`}
            value={search ?? choices.find(({ value }) => value === current)?.label ?? current}
            onChange={(event) => type(event.currentTarget.value)}
          />
        </Combobox.Target>
        <ChevronDown size={13} strokeWidth={1.75} aria-hidden="true" />
      </div>
      <Menu props={props} found={found} current={current} />
    </Combobox>
  );
}
