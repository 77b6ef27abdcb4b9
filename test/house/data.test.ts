import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checks } from '../../electron/engine/checks/registry.ts';
import { ourFiles, text } from './sources.ts';

const json = <T extends z.ZodType>(path: string, shape: T): z.infer<T> => shape.parse(JSON.parse(text(path)));
const { controls } = json(
  'resources/controls/control-library.json',
  z.object({
    controls: z.array(z.object({ id: z.string(), criteria: z.array(z.string()).min(1), checks: z.array(z.string()) })),
  }),
);
const { criteria, groups } = json(
  'resources/frameworks/tsc-2017.json',
  z.object({
    criteria: z.array(z.object({ id: z.string(), title: z.string().min(1) })),
    groups: z.array(z.object({ id: z.string(), criteria: z.array(z.string()) })),
  }),
);
const crosswalk = json(
  'resources/frameworks/crosswalk.json',
  z.object({ map: z.array(z.object({ criterion: z.string() })) }),
).map.map(({ criterion }) => criterion);

const criterionIds = criteria.map(({ id }) => id);
const repeated = (ids: readonly string[]) => ids.filter((id, place) => ids.indexOf(id) !== place);
const unknownIn = (ids: readonly string[]) => ids.filter((id) => !criterionIds.includes(id));

test('each check stands in the file of its name, and each file holds one check', () => {
  const files = ourFiles.filter((path) => path.endsWith('.check.ts'));
  const named = files.map((path) => `${path.split('/').at(-2)}.${basename(path, '.check.ts')}`);
  const inFiles = checks.filter(({ judgedBy }) => judgedBy === undefined);
  expect(named.toSorted()).toEqual(inFiles.map(({ id }) => id).toSorted());
  expect(repeated(checks.map(({ id }) => id))).toEqual([]);
  for (const { id, provider } of checks) expect(id.startsWith(`${provider}.`), id).toBe(true);
});

test('each check is linked by a control', () => {
  const linked = new Set(controls.flatMap((control) => control.checks));
  expect(checks.map(({ id }) => id).filter((id) => !linked.has(id))).toEqual([]);
});

test('a control and each check it links speak to a criterion they share', () => {
  const apart = controls.flatMap((control) =>
    checks
      .filter(({ id }) => control.checks.includes(id))
      .filter((check) => !check.criteria.some((id) => control.criteria.includes(id)))
      .map(({ id }) => `${control.id} ${id}`),
  );
  expect(apart).toEqual([]);
});

test('every criterion that a check or a control names is in the standard', () => {
  expect(checks.flatMap((check) => unknownIn(check.criteria).map((id) => `${check.id} ${id}`))).toEqual([]);
  expect(controls.flatMap((control) => unknownIn(control.criteria).map((id) => `${control.id} ${id}`))).toEqual([]);
});

test('every criterion stands in one group, and every group names criteria that exist', () => {
  const grouped = groups.flatMap((group) => group.criteria);
  expect(grouped.toSorted()).toEqual(criterionIds.toSorted());
  expect(repeated(grouped)).toEqual([]);
});

test('the crosswalk speaks of every criterion once', () => {
  expect(crosswalk.toSorted()).toEqual(criterionIds.toSorted());
});

test('ids are unique', () => {
  expect(repeated(controls.map(({ id }) => id))).toEqual([]);
  expect(repeated(criterionIds)).toEqual([]);
  for (const control of controls) expect(repeated(control.checks), control.id).toEqual([]);
});

test('no text of a check claims that a criterion is fulfilled', () => {
  for (const { id, title, failsAs, why, remediation, cannotShow } of checks)
    expect([title, failsAs, why, remediation, cannotShow].join(' '), id).not.toMatch(/\bcompliant\b|\bis met\b|!/i);
});
