import { isObject, type Json } from '@shared/domain/json.ts';

/** Compared one by one: every key of every row is asked, and a set takes longer. */
const isForbidden = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype';

function isClean(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isClean);
  if (!isObject(value)) return true;
  for (const key in value) if (isForbidden(key) || !isClean(value[key] ?? null)) return false;
  return true;
}

function without(value: Json): Json {
  if (Array.isArray(value)) return value.map(without);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([key]) => !isForbidden(key));
  return Object.fromEntries(members.map(([key, inner]) => [key, without(inner)]));
}

/** A value without the keys that could reach an object's prototype; what has none is the value itself. */
export const clean = (value: Json): Json => (isClean(value) ? value : without(value));
