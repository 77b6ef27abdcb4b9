import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { type Control, controlNatures, controlStatuses, controlTypes, frequencies } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { type ControlNames, relatedIds, systemName } from './control-names.ts';
import {
  domainName,
  domainNames,
  frequencyWords,
  natureNames,
  standingWords,
  statusWords,
  typeNames,
} from './control-words.ts';
import type { EditableField, MatrixField } from './matrix-fields.ts';

/** One word of a list as it is stored and as it is shown. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

const from = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>): readonly Choice[] =>
  values.map((value) => ({ value, label: labels[value] }));

/** From always running to once a year, as the menu of frequencies shows them. */
const byPace = frequencies.toReversed();
const choices: Partial<Readonly<Record<EditableField, readonly Choice[]>>> = {
  frequency: from(byPace, frequencyWords),
  targetCadence: from(byPace, frequencyWords),
  status: from(controlStatuses, statusWords),
  nature: from(controlNatures, natureNames),
  type: from(controlTypes, typeNames),
  isKey: [
    { value: 'key', label: 'Key' },
    { value: 'supporting', label: 'Supporting' },
  ],
  domain: Object.entries(domainNames).map(([value, label]) => ({ value, label })),
};

/** The words a field may hold; empty for fields that are not a choice. */
export const choicesOf = (field: EditableField): readonly Choice[] => choices[field] ?? [];

/** A field as the editor and a copied cell hold it: codes and ids, lists one piece a line. */
export function rawText(control: Control, field: EditableField): string {
  const value = control[field];
  if (typeof value === 'boolean') return value ? 'key' : 'supporting';
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return value.join(field === 'criteria' || field === 'systems' ? ', ' : '\n');
}

/** A field that is typed, as the matrix prints it. */
export function fieldText(control: Control, field: EditableField, names: Pick<ControlNames, 'systems'>): string {
  const raw = rawText(control, field);
  if (field === 'systems') return control.systems.map((id) => systemName(names, id)).join(', ');
  if (field === 'domain') return domainName(raw);
  return choicesOf(field).find(({ value }) => value === raw)?.label ?? raw;
}

/** Declared values in a line: `logRetentionDays 365`. */
const declaresText = ({ declares }: Control): string =>
  declares.map(({ parameter, value }) => `${parameter} ${canonicalJson(value)}`).join(', ');

/** Any column as text: what is copied, searched and sorted by. */
export function columnText(
  { control, reading, words }: ControlReading,
  field: MatrixField,
  names: ControlNames,
): string {
  switch (field) {
    case 'number':
      return '';
    case 'id':
      return control.id;
    case 'standing':
      return standingWords[reading];
    case 'period':
      return words;
    case 'declares':
      return declaresText(control);
    case 'checks':
      return control.checks.join(', ');
    case 'version':
      return String(control.version);
    case 'effectiveFrom':
      return control.effectiveFrom ?? '';
    case 'iso27001':
    case 'nistCsf':
    case 'dora':
      return relatedIds(names, control.criteria, field).join(', ');
    default:
      return fieldText(control, field, names);
  }
}
