import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Declaration } from '@shared/domain/control.ts';
import { declarationWords } from '@shared/domain/declaration.ts';
import { isObject, type Json } from '@shared/domain/json.ts';

/** A field of an object as it was and as it became, in words. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

function declarationOf(value: Json): Declaration | null {
  const { checkId, parameter, value: declared } = isObject(value) ? value : {};
  return typeof checkId === 'string' && typeof parameter === 'string' && declared !== undefined
    ? { checkId, parameter, value: declared }
    : null;
}

function elementWords(value: Json): string {
  const declaration = declarationOf(value);
  if (declaration !== null) return declarationWords(declaration);
  return typeof value === 'string' ? value : canonicalJson(value);
}

function inWords(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(elementWords).join(', ') : elementWords(value);
}

/** The fields in which two states of an object differ; a field that one of them lacks is empty there. */
export function fieldChanges(before: Json, after: Json): readonly FieldChange[] {
  const old = isObject(before) ? before : {};
  const now = isObject(after) ? after : {};
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((field) => ({ field, before: inWords(old[field]), after: inWords(now[field]) }))
    .filter((it) => it.before !== it.after);
}
