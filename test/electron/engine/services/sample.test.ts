import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type FindingState, findingStates } from '@shared/domain/finding.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { summarise } from '../../../../electron/engine/services/engagement.ts';
import { listExceptions } from '../../../../electron/engine/services/exceptions.ts';
import { followUp } from '../../../../electron/engine/services/follow-up.ts';
import { remediationPlan } from '../../../../electron/engine/services/plan.ts';
import { makeSample, openSample } from '../../../../electron/engine/services/sample.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { deps, sharedSample, temporaryFolder } from '../workspace.ts';

const sample = sharedSample();

const states = z.object({ fail: z.array(z.string()), lapsed: z.array(z.string()), unknown: z.array(z.string()) });
const expectations = z
  .record(z.string(), states)
  .parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../fixtures/sample-expectations.json'), 'utf8')));

test('each check finds what the sample was built to show', () => {
  const findings = [...sample().findings.each()];
  const found = (check: string, state: FindingState) =>
    findings
      .filter((finding) => finding.checkId === check && finding.state === state)
      .map(({ resource }) => resource.id)
      .sort();
  const shown = Object.keys(expectations).map((check) => [
    check,
    { fail: found(check, 'fail'), lapsed: found(check, 'lapsed'), unknown: found(check, 'unknown') },
  ]);
  const sorted = Object.entries(expectations).map(([check, { fail, lapsed, unknown }]) => [
    check,
    { fail: fail.toSorted(), lapsed: lapsed.toSorted(), unknown: unknown.toSorted() },
  ]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(sorted));
  expect(Object.keys(expectations).length).toBeGreaterThan(40);
});

test('every state occurs in the sample', () => {
  const { counts } = summarise(sample());
  for (const state of findingStates) expect(counts.findings[state], state).toBeGreaterThan(0);
});

test('every file of the sample is read and the workspace is whole', () => {
  const [collection, ...more] = sample().collections.all();
  expect(more).toEqual([]);
  expect(collection?.state).toBe('done');
  expect(collection?.tasks.filter(({ state }) => state === 'failed')).toEqual([]);
  expect(verifyWorkspace(sample())).toMatchObject({ isIntact: true, problems: [] });
  expect(summarise(sample())).toMatchObject({ isSample: true, asOf: '2026-10-01T00:00:00.000Z' });
});

test('five exceptions, one of each kind, with responses from weak to verified', () => {
  const { rows } = listExceptions(sample(), deps());
  expect(rows.map(({ exception, rubric }) => [exception.kind, exception.status, rubric.band])).toEqual([
    ['operating', 'in-remediation', 'substantive'],
    ['timing', 'verified', 'substantive'],
    ['design', 'accepted-risk', 'adequate'],
    ['scope', 'response-approved', 'adequate'],
    ['evidence', 'response-drafted', 'weak'],
  ]);
  expect(rows.map(({ exception }) => exception.evidence.length)).toEqual([1, 2, 0, 0, 0]);
  expect(rows.every(({ exception }) => exception.affectedItems.length > 0)).toBe(true);
  expect(rows[1]?.exception.verification).toMatchObject({ by: 'Lena Example', evidence: ['E-003'] });
  expect(remediationPlan(sample(), deps()).lines).toHaveLength(4);
  expect(followUp(sample(), deps())).toBe(0);
});

test('the sample is the same for everyone on every day', async () => {
  const other = await makeSample(join(temporaryFolder(), 'sample'), {
    ...deps('2031-02-03T04:05:06.000Z'),
    actor: 'somebody else',
  });
  expect([...other.findings.each()]).toEqual([...sample().findings.each()]);
  expect(other.exceptions.all()).toEqual(sample().exceptions.all());
  expect(other.log.head()).toEqual(sample().log.head());
  other.close();
});

test('opening the sample makes it once', async () => {
  const folder = join(temporaryFolder(), 'sample');
  const made = await openSample(folder, deps());
  const head = made.log.head();
  made.close();
  const again = await openSample(folder, deps());
  expect(again.log.head()).toEqual(head);
  again.close();
});

test('a sample that was cut off while it was made is made anew', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'sample');
  mkdirSync(folder);
  mkdirSync(`${folder}.new`);
  writeFileSync(join(`${folder}.new`, 'engagement.db'), 'half');
  const made = await openSample(folder, deps());
  expect(made.log.head()).toEqual(sample().log.head());
  made.close();
  expect(readdirSync(parent)).toEqual(['sample']);
  expect(existsSync(join(folder, 'engagement.db'))).toBe(true);
});
