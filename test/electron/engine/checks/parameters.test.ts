import type { Scene } from '@shared/domain/check.ts';
import { comparison, wantedInstead } from '@shared/domain/declaration.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { describe, expect, test } from 'vitest';
import { flagOf, mapOf, numberOf, numbersOf, textsOf } from '../../../../electron/engine/checks/parameters.ts';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { minimumTls } from '../../../../electron/engine/checks/tls.ts';

const scene = (value: Json): Scene => ({
  asOf: '2026-10-01T00:00:00.000Z',
  isPast: () => false,
  ownAccounts: [],
  of: () => [],
  known: () => ({ isKnown: true }),
  parameter: () => value,
});

const ways = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return ['longer-list', 'shorter-list'];
  return typeof value === 'boolean' ? ['true', 'false'] : ['higher', 'lower'];
};

test.each(
  checks.flatMap(({ id, parameters }) => parameters.map((parameter) => [id, parameter.name, parameter] as const)),
)('the default of %s %s could be declared, and its stricter way fits it', (_id, _name, parameter) => {
  expect(wantedInstead(parameter, parameter.default)).toBeNull();
  expect(comparison(parameter, parameter.default)).toBe('same');
  if (parameter.stricter !== undefined) expect(ways(parameter.default)).toContain(parameter.stricter);
});

test('every number, version and switch that a check compares with has a stricter way', () => {
  const undecided = checks.flatMap(({ id, parameters }) =>
    parameters
      .filter((it) => it.stricter === undefined && !isObject(it.default))
      .filter((it) => typeof it.default !== 'string' || it.unit === 'version')
      .map(({ name, default: value }) => [id, name, Array.isArray(value) ? 'list' : typeof value]),
  );
  // Lists that may be strictest when empty, or laxest. Maps have no order, so none is asked for.
  const eitherWay = ['approvedLocations', 'scopeAccounts', 'acceptedRedundancy'];
  expect(undecided.filter(([, name]) => !eitherWay.includes(name ?? ''))).toEqual([]);
});

describe('a parameter', () => {
  test('is read as the kind that the check asks for, also when written as text', () => {
    expect(numberOf(scene('14'), 'days')).toBe(14);
    expect(flagOf(scene('false'), 'accept')).toBe(false);
    expect(textsOf(scene(['a', 'b']), 'names')).toEqual(['a', 'b']);
    expect(numbersOf(scene([3389, '22']), 'ports')).toEqual([22, 3389]);
    expect(mapOf(scene({ a: 1 }), 'table')).toEqual({ a: 1 });
    expect(minimumTls(scene('TLSv1.3'))).toBe(1.3);
  });
  test.each([
    ['a number', () => numberOf(scene('soon'), 'days')],
    ['true or false', () => flagOf(scene(1), 'accept')],
    ['a list of numbers', () => numbersOf(scene(['ssh']), 'ports')],
    ['a map', () => mapOf(scene([]), 'table')],
    ['a TLS version', () => minimumTls(scene('new'))],
  ])('that is not %s stops the judgement instead of colouring it', (kind, read) => {
    expect(read).toThrow(AppError);
    expect(read).toThrow(`is not ${kind}`);
  });
});
