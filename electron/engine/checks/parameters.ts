import type { Scene } from '@shared/domain/check.ts';
import { isObject, isUnset, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Property } from '@shared/domain/resource.ts';
import { AppError } from '@shared/errors.ts';
import { onceForEach } from './once.ts';
import { elements, flag, number, texts } from './read.ts';

const parameter = (scene: Scene, name: string): Property => ({ path: name, value: scene.parameter(name) });

/** A parameter of the wrong kind is a fault of the input, so it may not end in a verdict. */
const refuse = (name: string, kind: string): never => {
  throw new AppError('bad-input', `The parameter ${name} is not ${kind}.`);
};

/** The parameter as a number (days, prefix length …). */
export const numberOf = (scene: Scene, name: string): number =>
  number(parameter(scene, name)) ?? refuse(name, 'a number');

/** The parameter as true or false. */
export const flagOf = (scene: Scene, name: string): boolean =>
  flag(parameter(scene, name)) ?? refuse(name, 'true or false');

// Checks ask for the same list with every resource they judge.
const textsIn = onceForEach((list: readonly Json[]) => texts([{ path: '', value: list }]));
const numbersIn = onceForEach((list: readonly Json[]): readonly number[] | null => {
  const numbers = elements({ path: '', value: list }).map(number);
  const known = numbers.filter((one) => one !== null);
  return known.length === numbers.length ? known.sort((a, b) => a - b) : null;
});

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : isUnset(value) ? [] : [value]);

/** The parameter as a list of texts; an empty list names nothing. */
export const textsOf = (scene: Scene, name: string): readonly string[] => textsIn(listOf(scene.parameter(name)));

/** The parameter as a list of numbers in rising order, such as ports. */
export const numbersOf = (scene: Scene, name: string): readonly number[] =>
  numbersIn(listOf(scene.parameter(name))) ?? refuse(name, 'a list of numbers');

/** The parameter as a map. */
export function mapOf(scene: Scene, name: string): JsonObject {
  const value = scene.parameter(name);
  return isObject(value) ? value : refuse(name, 'a map');
}
