import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exceptionStatuses } from '@shared/domain/exception.ts';
import { pointIds, rootCauseCategories } from '@shared/domain/response.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadRubric } from '../../../../electron/engine/services/rubric-file.ts';
import { root } from '../../../house/sources.ts';

const resources = join(root, 'resources');
const rubric = loadRubric(resources);
/** What the file says and the program has as code: both must say the same. */
const file = z
  .object({
    scoring: z.object({
      perPoint: z.object({ met: z.literal(1), partial: z.literal(0.5), notMet: z.literal(0) }),
      max: z.literal(10),
      caps: z.array(z.object({ when: z.string(), maxBand: z.string() })),
    }),
    items: z.array(z.object({ weight: z.literal(1) })),
    rootCauseCategories: z.array(z.string()),
    status: z.array(z.string()),
  })
  .parse(JSON.parse(readFileSync(join(resources, 'controls', 'response-rubric.json'), 'utf8')));

test('the rubric has ten points of equal weight, five of them critical', () => {
  expect(rubric.points.map(({ id }) => id)).toEqual([...pointIds]);
  expect(rubric.points.filter(({ isCritical }) => isCritical).map(({ id }) => id)).toEqual([
    'R2',
    'R3',
    'R7',
    'R8',
    'R9',
  ]);
  expect(file.items).toHaveLength(10);
});

test('bands begin at 6 and 8, and the four caps are those of the program', () => {
  expect([rubric.adequateFrom, rubric.substantiveFrom]).toEqual([6, 8]);
  expect(file.scoring.caps.map(({ when, maxBand }) => [when, maxBand])).toEqual([
    ['any critical point is notMet', 'adequate'],
    ['two or more critical points are notMet', 'weak'],
    ['completion is claimed without evidence (R9)', 'weak'],
    ['the response denies without evidence', 'weak'],
  ]);
});

test('limits, phrases and rejected causes come from the file', () => {
  expect(rubric.dueDays).toEqual({ critical: 7, high: 30, medium: 60, low: 90 });
  expect(rubric.rejectedCauses).toContain('human error');
  expect(Object.values(rubric.phrases).map((phrases) => phrases.length)).toEqual([5, 6, 5, 4]);
});

test('categories and states of the file are those of the program', () => {
  expect(file.rootCauseCategories).toEqual([...rootCauseCategories]);
  expect(file.status.filter((status) => !exceptionStatuses.some((known) => known === status))).toEqual([]);
});

test('it is read once and kept', () => {
  expect(loadRubric(resources)).toBe(rubric);
});
