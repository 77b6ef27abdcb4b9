import { Button, MultiSelect, Popover, Select, TextInput } from '@mantine/core';
import { type Severity, severities } from '@shared/domain/check.ts';
import { type FindingState, findingStates } from '@shared/domain/finding.ts';
import { Plus } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { severityWords } from '../../ui/severity.tsx';
import { type FilterField, type FindingChoices, type FindingFilter, fieldWords, stateWords } from './finding-words.ts';
import classes from './findings.module.css';

type Choice = { readonly value: string; readonly label: string };

const fieldChoices = Object.entries(fieldWords).map(([value, label]) => ({ value, label }));
const stateChoices = findingStates.map((value) => ({ value, label: stateWords[value] }));
const severityChoices = [...severities].reverse().map((value) => ({ value, label: severityWords[value] }));

const isField = (value: string | null): value is FilterField => value !== null && value in fieldWords;
const isState = (value: string): value is FindingState => value in stateWords;
const isSeverity = (value: string): value is Severity => value in severityWords;

const plainChoices = (values: readonly string[]): readonly Choice[] => values.map((value) => ({ value, label: value }));

/** What a field can be, where the list itself says so; null where it must be typed. */
function choicesOf(field: FilterField, choices: FindingChoices): readonly Choice[] | null {
  if (field === 'check') return choices.checks.map(({ id, title }) => ({ value: id, label: title }));
  if (field === 'account') return plainChoices(choices.accounts);
  if (field === 'region') return plainChoices(choices.regions);
  return field === 'type' ? plainChoices(choices.types) : null;
}

/** The filter that a field with these values means; null while nothing is chosen. */
function filterFrom(field: FilterField, values: readonly string[]): FindingFilter | null {
  const [first] = values;
  if (first === undefined || first.trim() === '') return null;
  if (field === 'state') return { state: values.filter(isState) };
  if (field === 'severity') return { severity: values.filter(isSeverity) };
  return { [field]: first.trim() };
}

interface ValueProps {
  readonly field: FilterField;
  readonly choices: FindingChoices;
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
}

const inside = { withinPortal: false } as const;

function ValueInput({ field, choices, values, onValues }: ValueProps) {
  if (field === 'state' || field === 'severity') {
    const data = field === 'state' ? stateChoices : severityChoices;
    return <MultiSelect label="is one of" data={data} value={[...values]} onChange={onValues} comboboxProps={inside} />;
  }
  const offered = choicesOf(field, choices);
  const [value = ''] = values;
  if (offered === null) {
    return <TextInput label="is" value={value} onChange={(event) => onValues([event.currentTarget.value])} />;
  }
  return (
    <Select
      label="is"
      data={[...offered]}
      value={value === '' ? null : value}
      onChange={(chosen) => onValues(chosen === null ? [] : [chosen])}
      searchable
      limit={100}
      comboboxProps={inside}
    />
  );
}

interface FilterMenuProps {
  readonly choices: FindingChoices;
  readonly onAdd: (filter: FindingFilter) => void;
}

/** Adds one filter: a field, then what it is. */
export function FilterMenu({ choices, onAdd }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState<FilterField>('state');
  const [values, setValues] = useState<readonly string[]>([]);
  const filter = filterFrom(field, values);
  const choose = (value: string | null) => {
    if (isField(value)) setField(value);
    setValues([]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (filter === null) return;
    onAdd(filter);
    setOpen(false);
    setValues([]);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.barButton} onClick={() => setOpen(!isOpen)}>
          <Plus size={13} strokeWidth={1.75} aria-hidden="true" />
          Filter
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} bd={0} aria-label="Add a filter">
        <form className={classes.menu} onSubmit={submit}>
          <Select
            label="Field"
            data={fieldChoices}
            value={field}
            onChange={choose}
            allowDeselect={false}
            comboboxProps={inside}
            data-autofocus
          />
          <ValueInput field={field} choices={choices} values={values} onValues={setValues} />
          <Button type="submit" disabled={filter === null}>
            Add filter
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
