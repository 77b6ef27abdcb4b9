import type { Input } from '@shared/contract/contract.ts';
import {
  type Control,
  type ControlStatus,
  controlStatuses,
  type Frequency,
  frequencies,
} from '@shared/domain/control.ts';
import { frequencyWords, statusWords } from './control-words.ts';

export type ControlChange = Input<'control.update'>['change'];

/** The columns a person may change; standing is derived and cannot be typed. */
const editableColumns = ['title', 'owner', 'frequency', 'status', 'statement'] as const;
export type EditableColumn = (typeof editableColumns)[number];

const isEditable = (column: string): column is EditableColumn => editableColumns.some((one) => one === column);
export const editable = (column: string | null): EditableColumn | null =>
  column !== null && isEditable(column) ? column : null;

const isFrequency = (value: string): value is Frequency => frequencies.some((one) => one === value);
const isStatus = (value: string): value is ControlStatus => controlStatuses.some((one) => one === value);

/** What the cell bar calls a column. */
export const columnWords: Readonly<Record<string, string>> = {
  id: 'Number',
  title: 'Title',
  criteria: 'Criteria',
  owner: 'Owner',
  frequency: 'Declared frequency',
  standing: 'Standing, derived',
  period: 'Audit period',
  status: 'Status',
  statement: 'Statement',
};

/** The whole value of a cell in words, for the cell bar. */
export function cellText(control: Control, column: EditableColumn): string {
  if (column === 'frequency') return frequencyWords[control.frequency];
  return column === 'status' ? statusWords[control.status] : control[column];
}

/** A change, that it must first be given a reason, or why the value cannot stand. */
export type Edit =
  | { readonly kind: 'change'; readonly change: ControlChange }
  | { readonly kind: 'needs-reason' }
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly why: string };

const change = (value: ControlChange): Edit => ({ kind: 'change', change: value });
const longest = { title: 200, owner: 120, statement: 4000 } as const;

function textEdit(control: Control, column: keyof typeof longest, value: string): Edit {
  const text = value.trim();
  if (text === control[column]) return { kind: 'same' };
  if (text === '' && column !== 'owner') return { kind: 'refused', why: 'This cell cannot be empty.' };
  if (text.length > longest[column])
    return { kind: 'refused', why: `${text.length} characters; at most ${longest[column]} fit.` };
  return change({ [column]: text });
}

/** What typing a value into a cell means. */
export function editOf(control: Control, column: EditableColumn, value: string): Edit {
  if (column === 'frequency') {
    if (!isFrequency(value)) return { kind: 'refused', why: `${value} is not a frequency.` };
    return value === control.frequency ? { kind: 'same' } : change({ frequency: value });
  }
  if (column !== 'status') return textEdit(control, column, value);
  if (!isStatus(value)) return { kind: 'refused', why: `${value} is not a status.` };
  if (value === 'not-applicable') return { kind: 'needs-reason' };
  return value === control.status ? { kind: 'same' } : change({ status: value, reason: null });
}

/** Declaring a control not applicable, with the reason that stands in every export. */
export function notApplicableEdit(control: Control, reason: string): Edit {
  const text = reason.trim();
  if (text === '') return { kind: 'refused', why: 'A control is not applicable only with a reason.' };
  if (text === control.reason && control.status === 'not-applicable') return { kind: 'same' };
  return change({ status: 'not-applicable', reason: text });
}

/** The change that takes another one back, read from the control as it was before. */
export function inverseOf(before: Control, made: ControlChange): ControlChange {
  return {
    ...(made.title === undefined ? {} : { title: before.title }),
    ...(made.statement === undefined ? {} : { statement: before.statement }),
    ...(made.owner === undefined ? {} : { owner: before.owner }),
    ...(made.frequency === undefined ? {} : { frequency: before.frequency }),
    ...(made.status === undefined ? {} : { status: before.status }),
    ...(made.reason === undefined ? {} : { reason: before.reason }),
  };
}
