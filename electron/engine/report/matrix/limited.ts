import { controlEdit } from '@shared/contract/matrix.ts';
import type { ControlEdit } from '@shared/domain/control.ts';
import { count, counted } from '@shared/domain/words.ts';
import type { z } from 'zod';
import { isMatrixField, type MatrixField } from './columns.ts';

/** A value that goes beyond what a field holds. */
export interface Excess {
  readonly field: MatrixField | null;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

const sized = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

/** The value an issue is about, found by its path. */
const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Object.getOwnPropertyDescriptor(at, key)?.value : undefined),
    value,
  );

function words(issue: Issue, value: unknown): string {
  if (issue.code === 'too_small') return 'The cell is empty.';
  if (issue.code !== 'too_big') return `The cell cannot be read: ${issue.message}.`;
  const most = Number(issue.maximum);
  if (issue.origin === 'array')
    return `The cell has ${counted(sized(value), 'line')}; at most ${count(most)} are kept.`;
  const what = issue.path.length > 2 ? 'A line of the cell' : 'The cell';
  return `${what} has ${counted(sized(value), 'character')}; at most ${count(most)} are kept.`;
}

const fieldOf = ({ path }: Issue): MatrixField | null => {
  const name = String(path[0] === 'id' ? 'id' : path[1]);
  return isMatrixField(name) ? name : null;
};

/** An edit whose values keep to the limits of their fields, or every value that does not. */
export function limitedEdit(wanted: object): { readonly edit: ControlEdit } | { readonly excess: readonly Excess[] } {
  const parsed = controlEdit.safeParse(wanted);
  if (parsed.success) return { edit: parsed.data };
  return {
    excess: parsed.error.issues.map((issue) => ({
      field: fieldOf(issue),
      message: words(issue, valueAt(wanted, issue.path)),
    })),
  };
}
