import { isObject, type Json } from '@shared/domain/json.ts';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A value without the keys that could reach an object's prototype; what has none is the value itself. */
export function clean(value: Json): Json {
  if (Array.isArray(value)) {
    const inner = value.map(clean);
    return inner.some((it, place) => it !== value[place]) ? inner : value;
  }
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([key]) => !forbidden.has(key));
  const inner = members.map(([key, it]) => [key, clean(it)] as const);
  const isSame = members.length === Object.keys(value).length && inner.every(([key, it]) => it === value[key]);
  return isSame ? value : Object.fromEntries(inner);
}
