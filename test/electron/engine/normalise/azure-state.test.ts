import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { armId } from '../../../../electron/engine/normalise/azure/id.ts';
import { azureRow } from '../../../../electron/engine/normalise/azure/row.ts';
import { stateText } from '../../../../electron/engine/normalise/azure/state.ts';

const fixtures = join(import.meta.dirname, '../../../fixtures/azure');

/** Every row in a body, however deep. */
function rowsIn(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(rowsIn);
  if (!isObject(value)) return [];
  return azureRow(value) === null ? Object.values(value).flatMap(rowsIn) : [value];
}

test('the states of the sample rows keep their ids: a workspace compares what it reads with what it read before', () => {
  const texts = readdirSync(fixtures).flatMap((name) => {
    const rows = rowsIn(JSON.parse(readFileSync(join(fixtures, name), 'utf8')));
    return rows.flatMap((raw) => {
      const read = azureRow(raw);
      return read === null ? [] : [stateText(read.row, read.envelope.type, read.envelope.region)];
    });
  });
  expect(texts).toHaveLength(28);
  expect(createHash('sha256').update(texts.join('\n')).digest('hex')).toBe(
    '839a8edebad5440c3e7b6c3956fe048b8434464c7e00508eca527597b8a184f1',
  );
});

const unset = new Set(['null', '""', '[]', '{}']);

function textIn(value: string): string {
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
  if (isInstant && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  return /^\/?(subscriptions|providers)\//i.test(value) ? armId(value) : value;
}

/** The text of a value as it is defined, member by member, without anything remembered. */
function defined(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(textIn(value));
  if (Array.isArray(value)) return `[${value.map(defined).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([key]) => key.toLowerCase() !== 'etag')
    .map(([key, inner]) => [JSON.stringify(key.toLowerCase()), defined(inner)])
    .filter(([, inner = '']) => !unset.has(inner));
  return `{${members
    .map(([key, inner]) => `${key}:${inner}`)
    .sort()
    .join(',')}}`;
}

const key = fc.oneof(
  fc.constantFrom('a', 'A', 'a b', 'a!', 'ab', 'aB', 'ETag', '1', '10', '9', 'a\nb', 'b', 'é', '"', '\\'),
  fc.string({ unit: 'grapheme', maxLength: 3 }).filter((it) => it !== '__proto__'),
);
const word = fc.constantFrom(
  ...['', 'Providers/X', '/Subscriptions/A/', 'subscription', '2024-03-11T08:15:22.4178312Z', '2024-13-41T08:15:22Z'],
  ...['2024', 'é"\\\n', '\ud800', 'TLS1_2'],
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    word,
    fc.constantFrom<Json>(null, true, false, 0, -0, 1e21, Number.POSITIVE_INFINITY),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
  ),
}));

test('property: whatever the value, its text is the one that is defined, also the second time', () => {
  fc.assert(
    fc.property(fc.dictionary(key, tree, { maxKeys: 5 }), (properties) => {
      const row: JsonObject = { properties };
      const whole = defined({ properties, type: 't', location: 'r' });
      expect(stateText(row, 't', 'r')).toBe(whole);
      expect(stateText(row, 't', 'r')).toBe(whole);
    }),
    { numRuns: 500 },
  );
});

test('more names and more shapes of objects than are remembered make no other text', () => {
  const names = Object.fromEntries(Array.from({ length: 30_000 }, (_, number) => [`k${number}`, number]));
  const shapes = Array.from({ length: 30_000 }, (_, number) => ({ [`k${number}`]: number, a: 1 }));
  const texts = [{ ...names, b: 1, a: 2 }, { shapes }, { shapes: shapes.toReversed() }, names].map((properties) => {
    const row: JsonObject = { properties };
    return [stateText(row, 't', 'r'), defined({ ...row, type: 't', location: 'r' })];
  });
  for (const [text, whole] of texts) expect(text).toBe(whole);
});
