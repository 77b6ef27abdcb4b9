import { describe, expect, test } from 'vitest';
import { checkFiles, checks } from '../../../../electron/engine/checks/registry.ts';
import framework from '../../../../resources/frameworks/tsc-2017.json' with { type: 'json' };
import { judgeExample } from './scene.ts';

const criteria = new Set(framework.criteria.map(({ id }) => id));
const containers = ['aws.account', 'aws.account-region', 'azure.subscription', 'azure.tenant'];
const isSentence = /^[A-Z0-9"][^\n]*[^.\s]\.$/;

const examples = checks.flatMap((check) =>
  Object.entries(check.examples).map(([status, example]) => ({ id: check.id, status, check, example })),
);

test('there are checks to run', () => {
  expect(checks.length).toBeGreaterThan(20);
});

describe.each(examples)('$id judges its own example: $status', ({ check, status, example }) => {
  const verdict = judgeExample(check, example);
  const isContainer = containers.includes(example.resource.type ?? check.looksAt[0] ?? '');

  test('the status is the example’s key', () => {
    expect({ status: verdict.status, because: verdict.because }).toMatchObject({ status });
  });
  test('the reason is one full sentence that ends with a period', () => {
    expect(verdict.because).toMatch(isSentence);
  });
  test('what was seen is quoted, at most eight properties', () => {
    expect(verdict.seen.length).toBeLessThanOrEqual(8);
    if ((status === 'pass' || status === 'fail') && !isContainer) expect(verdict.seen).not.toHaveLength(0);
  });
  test('the resource judged is of a type the check looks at', () => {
    expect(check.looksAt).toContain(example.resource.type ?? check.looksAt[0]);
  });
});

describe.each(checks.map((check) => ({ id: check.id, check })))('$id', ({ check }) => {
  test('names criteria of the framework, most direct first', () => {
    expect(check.criteria).not.toHaveLength(0);
    expect(check.criteria.filter((id) => !criteria.has(id))).toEqual([]);
  });
  test('has a title of at most 90 characters and full sentences', () => {
    expect(check.title.length).toBeLessThanOrEqual(90);
    expect(check.title).not.toMatch(/\.$/);
    for (const words of [check.why, check.remediation, check.cannotShow]) expect(words).toMatch(isSentence);
  });
  test('says how resources fail in plural lower case', () => {
    expect(check.failsAs).toMatch(/^[a-zA-Z]/);
    expect(check.failsAs).not.toMatch(/\.$/);
  });
  test('declares each parameter once, with its meaning', () => {
    const names = check.parameters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { meaning, unit } of check.parameters) expect(meaning.length * unit.length).toBeGreaterThan(0);
  });
});

test('every file is named after the id of its check', () => {
  const named = Object.entries(checkFiles).map(([file, { id }]) => [file, `./${id.replace('.', '/')}.check.ts`]);
  expect(named.filter(([file, expected]) => file !== expected)).toEqual([]);
});

test('no id is used twice', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
});
