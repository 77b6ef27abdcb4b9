import { canonicalJson } from './canonical-json.ts';
import type { Parameter, Stricter } from './check.ts';
import type { Control, Declaration, Wording } from './control.ts';
import { isObject, type Json } from './json.ts';
import { addDays } from './period.ts';

/** How a declared value stands to another: `different` where neither is stricter for certain. */
export const comparisons = ['same', 'stricter', 'weaker', 'different'] as const;
export type Comparison = (typeof comparisons)[number];

/** A value that a control declares. */
export interface Declared {
  readonly controlId: string;
  readonly value: Json;
}

const version = /^\d+(\.\d+)*$/;

/** Which of two versions is higher, number by number: 1.10 is above 1.9. */
function versionOrder(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const place = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index).find(
    (index) => (left[index] ?? 0) !== (right[index] ?? 0),
  );
  return place === undefined ? 0 : (left[place] ?? 0) - (right[place] ?? 0);
}

/** Which of two lists contains the other; null when each has something of its own. */
function listOrder(a: readonly Json[], b: readonly Json[]): number | null {
  const [left, right] = [new Set(a.map(canonicalJson)), new Set(b.map(canonicalJson))];
  const onlyLeft = [...left].filter((it) => !right.has(it)).length;
  const onlyRight = [...right].filter((it) => !left.has(it)).length;
  return onlyLeft > 0 && onlyRight > 0 ? null : onlyLeft - onlyRight;
}

/** Above zero when `a` is more than `b`; null when they cannot be ordered. */
function order(a: Json, b: Json): number | null {
  if (canonicalJson(a) === canonicalJson(b)) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string')
    return version.test(a) && version.test(b) ? versionOrder(a, b) : null;
  return Array.isArray(a) && Array.isArray(b) ? listOrder(a, b) : null;
}

const moreIsStricter: Readonly<Record<Stricter, boolean>> = {
  higher: true,
  'longer-list': true,
  true: true,
  lower: false,
  'shorter-list': false,
  false: false,
};

/** How a value of a parameter stands to the library's default, or to another value. */
export function comparison(parameter: Parameter, value: Json, against: Json = parameter.default): Comparison {
  const more = order(value, against);
  if (more === 0) return 'same';
  if (more === null || parameter.stricter === undefined) return 'different';
  return more > 0 === moreIsStricter[parameter.stricter] ? 'stricter' : 'weaker';
}

/** The wording in force on a day; null before the first one. */
export function wordingOn(control: Control, day: string): Wording | null {
  const holds = ({ effectiveFrom }: { readonly effectiveFrom: string | null }): boolean =>
    effectiveFrom === null || effectiveFrom <= day;
  return holds(control) ? control : (control.earlier.findLast(holds) ?? null);
}

const speaksOn = ({ status, effectiveTo }: Control, day: string): boolean =>
  status !== 'not-applicable' && (effectiveTo === null || effectiveTo >= day);

/**
 * What the matrix declares for a parameter of a check on a day. Of several controls the strictest speaks; where they
 * cannot be compared, the first by id.
 */
export function declaredAt(
  controls: readonly Control[],
  checkId: string,
  parameter: Parameter,
  day: string,
): Declared | null {
  const found = controls
    .filter((control) => speaksOn(control, day))
    .flatMap((control) => wordingOn(control, day)?.declares.map((it) => ({ ...it, controlId: control.id })) ?? [])
    .filter((it) => it.checkId === checkId && it.parameter === parameter.name)
    .sort((a, b) => (a.controlId < b.controlId ? -1 : 1))
    .map(({ controlId, value }) => ({ controlId, value }));
  const strictest = found.find((one) =>
    found.every((other) => ['same', 'stricter'].includes(comparison(parameter, one.value, other.value))),
  );
  return strictest ?? found[0] ?? null;
}

/** The value that holds for a parameter from a day on; from the start when the day is null. */
export interface Standard {
  readonly from: string | null;
  readonly value: Json;
}

/** Days on which what a control declares may change. */
const turningDays = ({ effectiveFrom, effectiveTo, earlier }: Control): readonly (string | null)[] => [
  ...[effectiveFrom, ...earlier.map((past) => past.effectiveFrom)],
  effectiveTo === null ? null : addDays(effectiveTo, 1),
];

/** Before any day that a wording can name. */
const start = '0000-01-01';

/**
 * What holds for a parameter through time, oldest first: the values declared, and the default where none is. Empty where
 * the default holds always.
 */
export function standards(controls: readonly Control[], checkId: string, parameter: Parameter): readonly Standard[] {
  const days = controls.flatMap(turningDays).filter((day) => day !== null);
  const found = [null, ...[...new Set(days)].sort()].map((from) => ({
    from,
    value: (declaredAt(controls, checkId, parameter, from ?? start) ?? { value: parameter.default }).value,
  }));
  const isDefault = ({ value }: Standard): boolean => canonicalJson(value) === canonicalJson(parameter.default);
  if (found.every(isDefault)) return [];
  return found.filter(({ value }, place) => {
    const before = found[place - 1];
    return before === undefined || canonicalJson(before.value) !== canonicalJson(value);
  });
}

/** `keyRotationDays of aws.kms-key-rotation-on is 365` */
export const declarationWords = ({ checkId, parameter, value }: Declaration): string =>
  `${parameter} of ${checkId} is ${canonicalJson(value)}`;

/** What the elements of a list or a map are like: its default's, else texts. */
const elementLike = (value: readonly Json[]): Json => value[0] ?? '';

function isLike(value: Json, like: Json): boolean {
  if (Array.isArray(like)) return Array.isArray(value) && value.every((it) => isLike(it, elementLike(like)));
  if (isObject(like))
    return isObject(value) && Object.values(value).every((it) => isLike(it, elementLike(Object.values(like))));
  if (typeof like === 'number') return typeof value === 'number' && Number.isInteger(value) && value >= 0;
  return typeof value === typeof like;
}

function kindWords(like: Json): string {
  if (Array.isArray(like)) return `a list of ${typeof elementLike(like) === 'number' ? 'whole numbers' : 'texts'}`;
  if (isObject(like)) return 'a map like the default';
  if (typeof like === 'number') return 'a whole number, 0 or more';
  return typeof like === 'boolean' ? 'true or false' : 'a text';
}

/** Why a value cannot stand for a parameter (`a whole number, 0 or more` is wanted); null when it can. */
export function wantedInstead({ unit, default: like }: Parameter, value: Json): string | null {
  if (unit === 'version')
    return typeof value === 'string' && /^\d(\.\d)?$/.test(value) ? null : 'a version such as 1.2';
  return isLike(value, like) ? null : kindWords(like);
}
