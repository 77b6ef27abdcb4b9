import { type Control, type ControlChange, controlStatuses } from '@shared/domain/control.ts';
import { isDay } from '@shared/domain/period.ts';
import { count, counted, listed } from '@shared/domain/words.ts';
import type { ControlNames } from './control-names.ts';
import { choicesOf, rawText } from './field-text.ts';
import { type EditableField, fieldColumn, fieldName } from './matrix-fields.ts';

/** A change, that it must first be given a reason, or why the value cannot stand. */
export type Edit =
  | { readonly kind: 'change'; readonly change: ControlChange }
  | { readonly kind: 'needs-reason' }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly why: string };

const refused = (why: string): Edit => ({ kind: 'refused', why });
const change = (value: ControlChange): Edit => ({ kind: 'change', change: value });
const folded = (text: string): string => text.trim().toLowerCase();
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

function choiceEdit(field: EditableField, text: string): Edit {
  if (text === '') return refused(`${fieldName(field)} cannot be empty.`);
  const all = choicesOf(field);
  const found = all.find(({ value, label }) => [value, label].some((word) => folded(word) === folded(text)));
  if (found === undefined) {
    const words = listed(all.map(({ label }) => label)).replace(/ and (?=[^,]*$)/, ' or ');
    return refused(`“${shortened(text)}” is none of the words allowed: ${words}.`);
  }
  if (field === 'isKey') return change({ isKey: found.value === 'key' });
  if (field !== 'status') return change({ [field]: found.value });
  const status = controlStatuses.find((one) => one === found.value);
  return status === 'not-applicable' ? { kind: 'needs-reason' } : change({ status, reason: null });
}

/** Pieces of a text, each once. */
const pieces = (text: string, between: RegExp): readonly string[] => [
  ...new Set(
    text
      .split(between)
      .map((piece) => piece.trim())
      .filter((piece) => piece !== ''),
  ),
];

const criterionShape = /^(CC[1-9]|A1|C1|PI1|P[1-8])\.\d{1,2}$/;

function criteriaEdit(text: string): Edit {
  const criteria = pieces(text.toUpperCase(), /[\s,;|]+/);
  const stranger = criteria.find((id) => !criterionShape.test(id));
  return stranger === undefined
    ? change({ criteria })
    : refused(`“${shortened(stranger)}” is not the id of a criterion, such as CC6.1.`);
}

function systemsEdit(text: string, { systems }: Pick<ControlNames, 'systems'>): Edit {
  const words = pieces(text, /[\n,;]+/);
  const found = words.map((word) =>
    systems.find(({ id, name }) => [id, name].some((known) => folded(known) === folded(word))),
  );
  const at = found.indexOf(undefined);
  if (at !== -1) return refused(`“${shortened(words[at] ?? '')}” is not in the scope register.`);
  return change({ systems: found.flatMap((system) => system?.id ?? []) });
}

function linesEdit(field: EditableField, text: string, longest: number): Edit {
  const lines = pieces(text, /\n/);
  const tooLong = lines.find((line) => line.length > longest);
  return tooLong === undefined
    ? change({ [field]: lines })
    : refused(`A line has ${counted(tooLong.length, 'character')}; at most ${count(longest)} fit.`);
}

function dayEdit(field: EditableField, text: string): Edit {
  if (text === '') return change({ [field]: null });
  return isDay(text) ? change({ [field]: text }) : refused(`“${shortened(text)}” is not a day such as 2026-12-31.`);
}

function textEdit(field: EditableField, text: string, longest: number, mayBeEmpty: boolean): Edit {
  if (text === '' && !mayBeEmpty) return refused(`${fieldName(field)} cannot be empty.`);
  if (text.length > longest)
    return refused(`${counted(text.length, 'character')}; at most ${count(longest)} fit in ${fieldName(field)}.`);
  return change({ [field]: text });
}

/** The reason belongs to the status it explains. */
function reasonEdit(control: Control, text: string, longest: number): Edit {
  if (control.status === 'not-applicable')
    return text === ''
      ? refused('A control is not applicable only with a reason.')
      : textEdit('reason', text, longest, false);
  return text === ''
    ? { kind: 'same' }
    : refused('Only a control that is not applicable has a reason; change its status first.');
}

function read(control: Control, field: EditableField, text: string, names: Pick<ControlNames, 'systems'>): Edit {
  const { kind, longest = 0, mayBeEmpty = false } = fieldColumn(field) ?? {};
  if (field === 'criteria') return criteriaEdit(text);
  if (field === 'systems') return systemsEdit(text, names);
  if (field === 'reason') return reasonEdit(control, text, longest);
  if (kind === 'choice') return choiceEdit(field, text);
  if (kind === 'lines') return linesEdit(field, text, longest);
  if (kind === 'day') return dayEdit(field, text);
  return textEdit(field, kind === 'text' ? text.replace(/\s*\n\s*/g, ' ') : text, longest, mayBeEmpty);
}

/** A control with a change in it, before its versions are counted. */
export const withChange = (control: Control, value: ControlChange): Control =>
  Object.assign({}, control, Object.fromEntries(Object.entries(value).filter(([, it]) => it !== undefined)));

/** What writing a text into a cell means. Words are taken as they are shown or as they are stored. */
export function editOf(
  control: Control,
  field: EditableField,
  text: string,
  names: Pick<ControlNames, 'systems'>,
): Edit {
  const edit = read(control, field, text.trim(), names);
  if (edit.kind === 'needs-reason') return control.status === 'not-applicable' ? { kind: 'same' } : edit;
  if (edit.kind !== 'change') return edit;
  return rawText(withChange(control, edit.change), field) === rawText(control, field) ? { kind: 'same' } : edit;
}
