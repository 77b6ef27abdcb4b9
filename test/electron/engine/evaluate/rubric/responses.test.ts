import { exceptionKinds } from '@shared/domain/exception.ts';
import { bands, pointIds, rootCauseCategories } from '@shared/domain/response.ts';
import { describe, expect, test } from 'vitest';
import { readRubric } from '../../../../../electron/engine/evaluate/rubric/rubric.ts';
import { lettersOf, written } from './responses.fixture.ts';

describe.each(bands)('a response written to be %s', (band) => {
  const all = written.filter((one) => one.band === band);

  test('is one of twenty', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(20);
  });

  test.each(all)('$exception: $name', ({ response, context, points, score, cap }) => {
    const reading = readRubric(response, context);
    const expected = { points, score, band };
    const read = { points: lettersOf(reading), score: reading.score, band: reading.band };
    expect(read, reading.points.map(({ id, state, words }) => `${id} ${state}: ${words}`).join('\n')).toEqual(expected);
    expect(reading.cap).toBe(cap ?? null);
  });
});

test('they speak of all kinds of exceptions and all categories of causes', () => {
  const kinds = new Set(written.map(({ context }) => context.exception.kind));
  const categories = new Set(written.map(({ response }) => response.rootCauseCategory));
  expect(exceptionKinds.filter((kind) => !kinds.has(kind))).toEqual([]);
  expect(rootCauseCategories.filter((category) => !categories.has(category))).toEqual([]);
});

test('among them are disputes, refused look backs and repeats, in weak and in better ones', () => {
  const bandsWhere = (holds: (one: (typeof written)[number]) => boolean) =>
    new Set(written.filter(holds).map(({ band }) => band));
  expect(bandsWhere(({ response }) => response.position === 'disputes').size).toBe(3);
  expect(bandsWhere(({ response }) => response.lookback.performed === false)).toEqual(
    new Set(['adequate', 'substantive']),
  );
  expect(bandsWhere(({ context }) => context.exception.repeatOf !== null).size).toBe(3);
});

test.each(pointIds)('%s is met, half there and missing in some of them', (id) => {
  const at = pointIds.indexOf(id);
  const readings = written.map(({ response, context }) => lettersOf(readRubric(response, context)));
  expect(new Set(readings.map((letters) => letters[at]))).toEqual(new Set(['m', 'p', 'n']));
});

test('every point says in a sentence what is there or missing, and gives an example', () => {
  const points = written.flatMap(({ response, context }) => readRubric(response, context).points);
  for (const { words, example } of points) {
    expect(words).toMatch(/^[\p{Lu}\d“].*\.$/u);
    expect(words).not.toMatch(/undefined|null|NaN|!/);
    expect(example).not.toBe('');
  }
});

test('the same response gives the same reading', () => {
  for (const { response, context } of written)
    expect(readRubric(structuredClone(response), context)).toEqual(readRubric(response, context));
});
