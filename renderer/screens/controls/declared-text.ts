import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Declaration } from '@shared/domain/control.ts';
import type { Json } from '@shared/domain/json.ts';

/** A value as its field holds it: lists one piece a line, texts without quotes. */
export function valueText(value: Json): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(valueText).join('\n');
  return canonicalJson(value);
}

/** A value in a line. */
export const valueLine = (value: Json): string => {
  const text = Array.isArray(value) ? value.map(valueText).join(', ') : valueText(value);
  return text === '' ? 'none' : text;
};

type Read = { readonly value: Json } | { readonly why: string };

function readNumber(text: string): Read {
  return /^\d+$/.test(text) ? { value: Number(text) } : { why: `“${text}” is not a whole number.` };
}

function readList(text: string, like: readonly Json[]): Read {
  const lines = text.split(/\n|,/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  if (typeof like[0] !== 'number') return { value: lines };
  const stranger = lines.find((line) => !/^\d+$/.test(line));
  return stranger === undefined ? { value: lines.map(Number) } : { why: `“${stranger}” is not a whole number.` };
}

function readObject(text: string): Read {
  try {
    return { value: JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value)) };
  } catch {
    return { why: 'This is not JSON, such as {"111122223333": "production"}.' };
  }
}

/** A declared value from its field, of the kind that the library's default is. */
export function readDeclared(text: string, like: Json): Read {
  const trimmed = text.trim();
  if (typeof like === 'number') return readNumber(trimmed);
  if (typeof like === 'boolean') return { value: trimmed === 'true' };
  if (typeof like === 'string') return { value: trimmed };
  return Array.isArray(like) ? readList(text, like) : readObject(trimmed);
}

/** The declarations of a control with one value put in or, when null, taken out. */
export function withDeclared(
  declares: readonly Declaration[],
  of: Pick<Declaration, 'checkId' | 'parameter'>,
  value: Json,
): readonly Declaration[] {
  const others = declares.filter((one) => one.checkId !== of.checkId || one.parameter !== of.parameter);
  return value === null ? others : [...others, { ...of, value }];
}
