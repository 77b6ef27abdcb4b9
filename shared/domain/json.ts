/** A decoded JSON value. Objects are plain or null-prototype maps; `__proto__` keys never survive the readers. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for a JSON object: neither null nor an array. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Missing, null, `{}`, `[]` and `''` all mean "unset" in recorded cloud items (AWS Config drops nulls in some shapes). */
export function isUnset(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** A plain object as JSON, by what `JSON.stringify` keeps of it. */
export const asJson = (value: object): Json => JSON.parse(JSON.stringify(value));
