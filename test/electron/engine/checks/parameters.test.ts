import type { Scene } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { describe, expect, test } from 'vitest';
import { flagOf, mapOf, numberOf, numbersOf, textsOf } from '../../../../electron/engine/checks/parameters.ts';
import { minimumTls } from '../../../../electron/engine/checks/tls.ts';

const scene = (value: Json): Scene => ({
  asOf: '2026-10-01T00:00:00.000Z',
  ownAccounts: [],
  of: () => [],
  known: () => ({ isKnown: true }),
  parameter: () => value,
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
