import { Combobox, useCombobox } from '@mantine/core';
import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { ControlNames } from './control-names.ts';
import { useControls } from './controls.store.ts';
import { takeFocus } from './editor-focus.ts';
import type { EditorProps } from './editor-props.ts';
import classes from './matrix.module.css';
import { type EditableField, fieldName } from './matrix-fields.ts';

interface Entry {
  readonly id: string;
  readonly title: string;
}

/** What may be chosen, the ones chosen first: criteria or systems known, and those named that are not among them. */
function entriesOf(field: EditableField, { criteria, systems }: ControlNames, chosen: readonly string[]) {
  const known: readonly Entry[] =
    field === 'criteria' ? criteria : systems.map(({ id, name }) => ({ id, title: name }));
  const stranger = field === 'criteria' ? 'Not in scope' : 'Not in the scope register';
  return [
    ...chosen.map((id) => known.find((one) => one.id === id) ?? { id, title: stranger }),
    ...known.filter(({ id }) => !chosen.includes(id)),
  ];
}

const idsIn = (text: string): readonly string[] => text.split(', ').filter((id) => id !== '');

const isFound = ({ id, title }: Entry, search: string): boolean =>
  `${id} ${title}`.toLowerCase().includes(search.trim().toLowerCase());

const noneFits: Partial<Readonly<Record<EditableField, string>>> = {
  criteria: 'No criterion in scope fits.',
  systems: 'No system of the scope register fits. Systems are declared on the scope screen.',
};

interface MenuProps {
  readonly field: EditableField;
  readonly found: readonly Entry[];
  readonly chosen: readonly string[];
}

function Menu({ field, found, chosen }: MenuProps) {
  return (
    <Combobox.Dropdown className={classes.menu}>
      <Combobox.Options className={classes.options} aria-label={fieldName(field)} aria-multiselectable>
        {found.map(({ id, title }) => (
          <Combobox.Option
            key={id}
            value={id}
            active={chosen.includes(id)}
            aria-selected={chosen.includes(id)}
            className={classes.option}
          >
            <code className="type-mono">{id}</code>
            <span className="ellipsis" title={title}>
              {title}
            </span>
            <Check size={14} strokeWidth={1.75} data-shown={chosen.includes(id) || undefined} aria-hidden="true" />
          </Combobox.Option>
        ))}
        {found.length === 0 ? <Combobox.Empty>{noneFits[field]}</Combobox.Empty> : null}
      </Combobox.Options>
      <Combobox.Footer className={classes.footnote}>
        Enter takes an entry in or out. Tab or Ctrl Enter saves, Esc undoes.
      </Combobox.Footer>
    </Combobox.Dropdown>
  );
}

/** Several ids chosen from a list; the order of choosing is kept. */
export function ManyEditor({ line, field, text, onText, onSave }: EditorProps) {
  const names = useControls((state) => state.names);
  const [search, setSearch] = useState('');
  const chosen = idsIn(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is settled when the editor opens; lines must not jump while they are chosen.
  const entries = useMemo(() => entriesOf(field, names, chosen), [field, names]);
  const found = entries.filter((entry) => isFound(entry, search));
  const combobox = useCombobox({ defaultOpened: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is new at each drawing; only the search moves the choice.
  useEffect(() => {
    // The menu is drawn a moment later than its field.
    const drawn = requestAnimationFrame(() => combobox.selectFirstOption());
    return () => cancelAnimationFrame(drawn);
  }, [search]);
  const toggle = (id: string) =>
    onText((chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join(', '));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    onSave();
  };
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={toggle}
      width={340}
      position="bottom-start"
      offset={1}
      transitionProps={{ duration: 0 }}
    >
      <Combobox.Target withExpandedAttribute>
        <input
          ref={takeFocus}
          className={classes.input}
          aria-label={`${fieldName(field)} of ${line.reading.control.id}`}
          placeholder={chosen.join(', ')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDownCapture={onKeyDown}
        />
      </Combobox.Target>
      <Menu field={field} found={found} chosen={chosen} />
    </Combobox>
  );
}
