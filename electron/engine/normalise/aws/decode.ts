import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';

const isForbidden = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';
/** Deeper than any recorded item; text below it stays text, which checks read as "could not be decoded". */
const depthLimit = 64;

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unescapeUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** JSON inside a string: plain, twice encoded, or URL-encoded as IAM does; any other string is itself. */
function decodeText(text: string, depth: number): Json {
  const first = text.charCodeAt(0);
  const isUrl = first === 0x25 && /^%(7b|5b)/i.test(text);
  const isJson = first === 0x7b || first === 0x5b || first === 0x22 || first === 0x20 || first === 0x0a;
  if (!isUrl && !isJson) return text;
  const value = parsed(isUrl ? unescapeUrl(text) : text);
  if (typeof value === 'string') return value === text ? text : decodeText(value, depth + 1);
  return typeof value === 'object' && value !== null ? decode(value, depth + 1) : text;
}

function decodeList(list: readonly Json[], depth: number): Json {
  let copy: Json[] | undefined;
  for (let place = 0; place < list.length; place += 1) {
    const before = list[place] ?? null;
    const after = decode(before, depth + 1);
    if (after !== before) {
      copy ??= [...list];
      copy[place] = after;
    }
  }
  return copy ?? list;
}

function decodeObject(object: JsonObject, depth: number): Json {
  if (Object.hasOwn(object, 'value') && Object.keys(object).length === 1)
    return decode(object.value ?? null, depth + 1);
  let copy: Record<string, Json> | undefined;
  for (const key in object) {
    const before = object[key] ?? null;
    const after = decode(before, depth + 1);
    if (after === before && !isForbidden(key)) continue;
    copy ??= { ...object };
    if (isForbidden(key)) delete copy[key];
    else copy[key] = after;
  }
  return copy ?? object;
}

/**
 * Brings the encodings met in recorded items to one: JSON in strings (once, twice or URL-encoded) becomes values,
 * query rows' `{ "value": x }` becomes x, and keys that could reach an object's prototype are dropped. Untouched parts
 * are shared with the input.
 */
export function decode(value: Json, depth = 0): Json {
  if (depth > depthLimit) return value;
  if (typeof value === 'string') return decodeText(value, depth);
  if (Array.isArray(value)) return decodeList(value, depth);
  return isObject(value) ? decodeObject(value, depth) : value;
}
