import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { ChoiceField } from './quiet-fields.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Every control of the matrix, then every check that judged something here. */
async function choices(): Promise<readonly Choice[]> {
  const [controls, { choices: found }] = await Promise.all([
    call('control.list', {}),
    call('finding.query', { tab: 'all', search: '', group: 'none', sort: [], filter: {} }),
  ]);
  return [
    ...controls.map(({ control: { id, title } }) => ({ value: id, label: `${id} ${title}` })),
    ...found.checks.map(({ id, title }) => ({ value: id, label: `Check: ${title}` })),
  ];
}

interface MonitoringFieldProps {
  readonly value: string;
  readonly onChange: (id: string) => void;
}

/** The control or check that would notice a repeat. The choices are read when the field is entered. */
export function MonitoringField({ value, onChange }: MonitoringFieldProps) {
  const [data, setData] = useState<readonly Choice[] | null>(null);
  const known = data ?? [];
  const shown = value === '' || known.some((it) => it.value === value) ? known : [{ value, label: value }, ...known];
  const read = () => void attempt('The controls could not be read.', async () => setData(await choices()));
  return (
    <ChoiceField
      label="Control or check"
      data={shown}
      value={value === '' ? null : value}
      searchable
      onFocus={() => (data === null ? read() : undefined)}
      onChange={(id) => onChange(id ?? '')}
    />
  );
}
