import type { Scene } from '@shared/domain/check.ts';
import { isObject, type JsonObject } from '@shared/domain/json.ts';
import type { Property } from '@shared/domain/resource.ts';
import { AppError } from '@shared/errors.ts';
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

/** Checks ask for a list with every resource they judge; it is read once for as long as the same one is declared. */
function readOnce<Answer>(read: (declared: Property) => Answer): (scene: Scene, name: string) => Answer {
  const answers = new WeakMap<object, Answer>();
  return (scene, name) => {
    const declared = parameter(scene, name);
    if (!Array.isArray(declared.value)) return read(declared);
    const known = answers.get(declared.value);
    if (known !== undefined) return known;
    const answer = read(declared);
    answers.set(declared.value, answer);
    return answer;
  };
}

/** The parameter as a list of texts; an empty list names nothing. */
export const textsOf = readOnce((declared): readonly string[] => texts([declared]));

/** The parameter as a list of numbers in rising order, such as ports. */
export const numbersOf = readOnce((declared): readonly number[] =>
  elements(declared)
    .map((element) => number(element) ?? refuse(declared.path, 'a list of numbers'))
    .sort((a, b) => a - b),
);

/** The parameter as a map. */
export function mapOf(scene: Scene, name: string): JsonObject {
  const value = scene.parameter(name);
  return isObject(value) ? value : refuse(name, 'a map');
}
