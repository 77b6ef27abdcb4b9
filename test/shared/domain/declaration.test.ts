import type { Parameter } from '@shared/domain/check.ts';
import type { Control, Declaration } from '@shared/domain/control.ts';
import {
  comparison,
  declarationWords,
  declaredAt,
  standards,
  wantedInstead,
  wordingOn,
} from '@shared/domain/declaration.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import { aControl } from './control.fixture.ts';

const parameter = (value: Json, stricter?: Parameter['stricter'], unit = 'days'): Parameter => ({
  name: 'retention',
  unit,
  meaning: 'shortest retention',
  default: value,
  stricter,
});
const retention = parameter(365, 'higher');
const declares = (value: Json, checkId = 'aws.log'): readonly Declaration[] => [
  { checkId, parameter: 'retention', value },
];
const declaring = (id: string, value: Json, more: Partial<Control> = {}): Control =>
  aControl({ id, declares: declares(value), ...more });

describe('a declared value stands to the default as', () => {
  test.each<[Parameter, Json, string]>([
    [retention, 365, 'same'],
    [retention, 400, 'stricter'],
    [retention, 90, 'weaker'],
    [parameter(90, 'lower'), 30, 'stricter'],
    [parameter(90, 'lower'), 120, 'weaker'],
    [parameter('1.2', 'higher', 'version'), '1.10', 'stricter'],
    [parameter('1.2', 'higher', 'version'), '1.2.0', 'same'],
    [parameter('1.2', 'higher', 'version'), '1.1', 'weaker'],
    [parameter(true, 'true'), false, 'weaker'],
    [parameter(false, 'true'), true, 'stricter'],
    [parameter(false, 'false'), true, 'weaker'],
    [parameter(true, 'false'), false, 'stricter'],
    [parameter([22, 3389], 'longer-list'), [3389, 22], 'same'],
    [parameter([22, 3389], 'longer-list'), [22, 3389, 23], 'stricter'],
    [parameter([22, 3389], 'longer-list'), [22], 'weaker'],
    [parameter([22, 3389], 'longer-list'), [22, 23, 80, 443], 'different'],
    [parameter([], 'shorter-list'), ['a'], 'weaker'],
    [parameter(['a', 'b'], 'shorter-list'), ['b'], 'stricter'],
    [parameter('class=scratch'), 'class=temporary', 'different'],
    [parameter('class=scratch', 'higher'), 'class=temporary', 'different'],
    [parameter({ a: ['x'] }), { a: ['x'] }, 'same'],
    [parameter({ a: ['x'] }), { a: ['y'] }, 'different'],
    [parameter(8), 16, 'different'],
  ])('%j against %j: %s', (of, value, expected) => {
    expect(comparison(of, value)).toBe(expected);
  });
});

test('the wording in force on a day is the newest that began by then', () => {
  const control = aControl({
    version: 3,
    effectiveFrom: '2026-06-01',
    statement: 'third',
    earlier: [
      { ...aControl({ statement: 'first' }), version: 1, effectiveFrom: '2026-01-10' },
      { ...aControl({ statement: 'second' }), version: 2, effectiveFrom: '2026-03-01' },
    ],
  });
  const statementOn = (day: string) => wordingOn(control, day)?.statement ?? null;
  expect(['2026-01-09', '2026-01-10', '2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map(statementOn)).toEqual(
    [null, 'first', 'first', 'second', 'second', 'third'],
  );
});

test('a declaration speaks while its control applies and has not ended', () => {
  const at = (control: Control, day = '2026-05-01') => declaredAt([control], 'aws.log', retention, day);
  expect(at(declaring('A', 30))).toEqual({ controlId: 'A', value: 30 });
  expect(at(declaring('A', 30, { status: 'not-applicable', reason: 'None.' }))).toBeNull();
  expect(at(declaring('A', 30, { effectiveTo: '2026-04-30' }))).toBeNull();
  expect(at(declaring('A', 30, { effectiveTo: '2026-05-01' }))).toEqual({ controlId: 'A', value: 30 });
  expect(at(declaring('A', 30, { declares: declares(30, 'aws.other') }))).toBeNull();
});

test('of several declarations the strictest speaks, and the first by id where they cannot be compared', () => {
  const at = (of: Parameter, ...controls: readonly Control[]) => declaredAt(controls, 'aws.log', of, '2026-05-01');
  expect(at(retention, declaring('A', 30), declaring('B', 400), declaring('C', 90))).toEqual({
    controlId: 'B',
    value: 400,
  });
  expect(at(retention, declaring('B', 30), declaring('A', 30))?.controlId).toBe('A');
  expect(at(parameter([], 'longer-list'), declaring('B', ['x']), declaring('A', ['y']))?.controlId).toBe('A');
  expect(at(parameter('', undefined, 'tag'), declaring('B', 'x'), declaring('A', 'y'))?.controlId).toBe('A');
});

test('what holds through time is told from the day it begins, and not told where it is always the default', () => {
  const changed = declaring('A', 90, {
    version: 2,
    effectiveFrom: '2026-06-01',
    effectiveTo: '2026-09-30',
    earlier: [{ ...aControl({}), declares: declares(30), version: 1, effectiveFrom: null }],
  });
  expect(standards([changed], 'aws.log', retention)).toEqual([
    { from: null, value: 30 },
    { from: '2026-06-01', value: 90 },
    { from: '2026-10-01', value: 365 },
  ]);
  expect(standards([declaring('A', 365)], 'aws.log', retention)).toEqual([]);
  expect(standards([changed], 'aws.other', retention)).toEqual([]);
  const reworded = { ...changed, declares: declares(30), effectiveTo: null };
  expect(standards([reworded], 'aws.log', retention)).toEqual([{ from: null, value: 30 }]);
});

test('a value must be of the kind of the default', () => {
  const of = (value: Json, unit?: string) => (given: Json) => wantedInstead(parameter(value, undefined, unit), given);
  expect([of(365)(30), of(365)(0)]).toEqual([null, null]);
  for (const bad of ['30', -1, 1.5, null, [30]]) expect(of(365)(bad)).toBe('a whole number, 0 or more');
  expect([of(true)(false), of(true)('false')]).toEqual([null, 'true or false']);
  expect([of('1.2', 'version')('1.3'), of('1.2', 'version')('new')]).toEqual([null, 'a version such as 1.2']);
  expect([of('a=b', 'tag')('c=d'), of('a=b', 'tag')(1)]).toEqual([null, 'a text']);
  expect([of([22])([22, 80]), of([22])(['ssh'])]).toEqual([null, 'a list of whole numbers']);
  expect([of([])(['x']), of([])([1]), of([])('x')]).toEqual([null, 'a list of texts', 'a list of texts']);
  expect([of({ a: ['x'] })({ b: ['y'] }), of({ a: ['x'] })({ b: 'y' }), of({})([])]).toEqual([
    null,
    'a map like the default',
    'a map like the default',
  ]);
});

test('a declaration is said in words', () => {
  expect(declarationWords({ checkId: 'aws.kms-key-rotation-on', parameter: 'keyRotationDays', value: 365 })).toBe(
    'keyRotationDays of aws.kms-key-rotation-on is 365',
  );
});
