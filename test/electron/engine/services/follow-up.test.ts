import { expect, test } from 'vitest';
import {
  exceptionDetail,
  keepResponse,
  listExceptions,
  raiseException,
} from '../../../../electron/engine/services/exceptions.ts';
import { endAcceptances, followUp } from '../../../../electron/engine/services/follow-up.ts';
import { judgeAll } from '../../../../electron/engine/services/judge.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { actionsOn, byHand, moved, ports, raisedOn, readAndJudge, stateOf, ticket, typed } from '../exceptions.ts';
import { group, recorder, snapshotFile } from '../items.ts';
import { deps, newWorkspace } from '../workspace.ts';

const january = '2026-01-10T00:00:00.000Z';
const may = '2026-05-04T06:00:00.000Z';
const later = '2026-11-01T00:00:00.000Z';
const snapshot = (name: string, at: string, openPort: number | null, ...more: ReturnType<typeof group>[]) =>
  snapshotFile(name, [recorder(january), group(at, openPort), ...more]);
const offers = (workspace: Workspace) => exceptionDetail(workspace, deps(later), 'EX-001').offers;

/** Raised in May, completed in June on the proof of the reading of June. */
async function remediated(): Promise<Workspace> {
  const [workspace] = await raisedOn([snapshot('may', may, 22)], '2026-05-05T00:00:00.000Z');
  await readAndJudge(workspace, [snapshot('june', '2026-06-04T06:00:00.000Z', null)], '2026-06-05T00:00:00.000Z');
  const [passing] = offers(workspace);
  typed(workspace, { completedOn: '2026-06-04', proofEvidence: passing?.findings ?? [] });
  for (const to of ['response-drafted', 'response-approved', 'in-remediation', 'remediated'] as const)
    expect(moved(workspace, to, { now: '2026-06-05T00:00:00.000Z' })).toBe('');
  return workspace;
}

async function verified(): Promise<Workspace> {
  const workspace = await remediated();
  const [offer] = offers(workspace);
  expect(moved(workspace, 'verified', { evidence: offer?.findings ?? [], now: '2026-06-05T00:00:00.000Z' })).toBe('');
  return workspace;
}

test('a newer reading that passes is offered as verification, and nothing moves by itself', async () => {
  const [workspace] = await raisedOn([snapshot('may', may, 22)], '2026-05-05T00:00:00.000Z');
  expect(offers(workspace)).toEqual([]);
  const reopened = await readAndJudge(
    workspace,
    [snapshot('june', '2026-06-04T06:00:00.000Z', null)],
    '2026-06-05T00:00:00.000Z',
  );
  const finding = workspace.findings.failing([ports])[0];
  expect([reopened, stateOf(workspace)]).toEqual([0, 'open']);
  expect(offers(workspace)).toEqual([
    {
      kind: 'passing',
      words: '1 finding of this exception passes in the reading of 4 Jun 2026 06:00 UTC. It can stand as verification.',
      findings: [finding?.id],
      capturedAt: '2026-06-04T06:00:00.000Z',
    },
  ]);
});

test('half of the findings passing is no verification', async () => {
  const second = group(may, 22, 'sg-0b');
  const [workspace] = await raisedOn([snapshot('may', may, 22, second)], '2026-05-05T00:00:00.000Z');
  await readAndJudge(workspace, [snapshot('june', '2026-06-04T06:00:00.000Z', null)], '2026-06-05T00:00:00.000Z');
  expect(offers(workspace)).toEqual([]);
});

test('a finding that passes after the completion verifies it, and the days before it stay in the period', async () => {
  const workspace = await verified();
  const { row } = exceptionDetail(workspace, deps(later), 'EX-001');
  expect(row.exception).toMatchObject({
    status: 'verified',
    windowStart: '2026-05-04',
    windowEnd: '2026-06-04',
    verification: { by: 'Ada Example', on: '2026-06-05' },
  });
  expect(row.daysInPeriod).toBe(31);
  expect(offers(workspace)).toEqual([]);
});

test('a verified exception that fails again is opened with the reason, by Fieldwork itself', async () => {
  const workspace = await verified();
  const before = actionsOn(workspace).length;
  const july = '2026-07-03T09:30:00.000Z';
  expect(await readAndJudge(workspace, [snapshot('july', july, 3389)], '2026-07-04T00:00:00.000Z')).toBe(1);
  expect(stateOf(workspace)).toBe('open');
  expect(actionsOn(workspace).slice(before)).toEqual(['exception.reopened']);
  const [entry] = workspace.log.ofObject('exception', 'EX-001');
  expect(entry).toMatchObject({
    actor: 'fieldwork',
    reason: 'verified → open; sg-0a0a0a0a0a0a0a0a0 failed again, as the reading of 3 Jul 2026 09:30 UTC shows.',
  });
  expect(workspace.exceptions.find('EX-001')?.verification).toBeNull();
  expect(offers(workspace)).toMatchObject([{ kind: 'failing-again', capturedAt: july }]);
  expect(judgeAll(workspace, deps('2026-07-04T00:00:00.000Z'))).toBe(0);
});

test('a remediated exception that fails again goes back into remediation', async () => {
  const workspace = await remediated();
  await readAndJudge(workspace, [snapshot('july', '2026-07-03T09:30:00.000Z', 22)], '2026-07-04T00:00:00.000Z');
  expect(stateOf(workspace)).toBe('in-remediation');
  expect(moved(workspace, 'remediated', { now: '2026-07-04T00:00:00.000Z' })).toContain(
    'evidence collected on or after',
  );
});

test('a lapse that came and went after the repair opens it again', async () => {
  const workspace = await verified();
  const paths = [
    snapshot('july', '2026-07-03T09:30:00.000Z', 22),
    snapshot('august', '2026-08-03T09:30:00.000Z', null),
  ];
  expect(await readAndJudge(workspace, paths, '2026-08-04T00:00:00.000Z')).toBe(1);
  expect(stateOf(workspace)).toBe('open');
});

test('an item captured before the repair and read unchanged after it says that nothing was repaired', async () => {
  const [workspace] = await raisedOn([snapshot('may', may, 22)], '2026-05-05T00:00:00.000Z');
  typed(workspace, { completedOn: '2026-06-04' });
  keepResponse(workspace, deps('2026-06-05T00:00:00.000Z'), 'EX-001');
  const exception = workspace.exceptions.find('EX-001');
  if (exception !== null) workspace.exceptions.put({ ...exception, status: 'remediated' });
  raiseException(workspace, deps(), byHand);
  const unrelated = group('2026-06-20T06:00:00.000Z', null, 'sg-0b');
  expect(await readAndJudge(workspace, [snapshot('june', may, 22, unrelated)], '2026-06-21T00:00:00.000Z')).toBe(1);
  expect(stateOf(workspace)).toBe('in-remediation');
});

test('a reading of the day of the repair, or judged as of a day before it, says nothing against it', async () => {
  const workspace = await verified();
  await readAndJudge(workspace, [snapshot('before', '2026-06-04T05:00:00.000Z', 22)], '2026-06-05T00:00:00.000Z');
  expect(judgeAll(workspace, deps(later), '2026-05-20T00:00:00.000Z')).toBe(0);
  expect(stateOf(workspace)).toBe('verified');
});

test('what failed again cannot be verified on older evidence', async () => {
  const workspace = await verified();
  await readAndJudge(workspace, [snapshot('july', '2026-07-03T09:30:00.000Z', 22)], '2026-07-04T00:00:00.000Z');
  const exception = workspace.exceptions.find('EX-001');
  if (exception !== null)
    workspace.exceptions.put({ ...exception, status: 'remediated', evidence: [ticket('2026-06-05T00:00:00.000Z')] });
  raiseException(workspace, deps(), byHand);
  expect(moved(workspace, 'verified', { evidence: ['E-001'] })).toContain(
    'a reading in which it holds (sg-0a0a0a0a0a0a0a0a0 failed after 4 Jun 2026, the day it was put right',
  );
});

test('remediation after the period end leaves the exception in its period', async () => {
  const workspace = newWorkspace({ reportType: 2, period: { from: '2026-01-01', to: '2026-06-30' } });
  await readAndJudge(workspace, [snapshot('may', may, 22)], '2026-05-05T00:00:00.000Z');
  const [finding] = workspace.findings.failing([ports]);
  raiseException(workspace, deps(), { origins: [{ kind: 'finding', id: finding?.id ?? '' }] });
  const { daysInPeriod, severity } = listExceptions(workspace, deps()).rows[0] ?? {};
  const exception = workspace.exceptions.find('EX-001');
  if (exception === null) throw new Error('EX-001 is gone.');
  const response = { ...exception.response, completedOn: '2026-09-01' };
  workspace.exceptions.put({ ...exception, status: 'remediated', response });
  await readAndJudge(workspace, [snapshot('september', '2026-09-02T06:00:00.000Z', null)], later);
  judgeAll(workspace, deps(later), '2026-09-03T00:00:00.000Z');
  const [row] = listExceptions(workspace, deps(later)).rows;
  expect(moved(workspace, 'verified', { evidence: [finding?.id ?? ''], now: later })).toBe('');
  const [after] = listExceptions(workspace, deps(later)).rows;
  for (const one of [row, after])
    expect(one).toMatchObject({ exception: { windowStart: '2026-05-04' }, severity: { level: severity?.level } });
  expect(after?.exception.affectedItems).toHaveLength(1);
  // From 4 May 06:00 to the end of June: no reading of the period shows an end.
  expect([daysInPeriod, after?.daysInPeriod]).toEqual([0.75, 57.75]);
});

test('an accepted risk comes back on the day after its end, with an entry that says whose acceptance ended', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  moved(workspace, 'accepted-risk', { until: '2026-12-15', reason: 'The tool is replaced in December.' });
  expect(endAcceptances(workspace, deps('2026-12-15T23:00:00.000Z'))).toBe(0);
  expect(endAcceptances(workspace, deps('2026-12-16T00:00:00.000Z'))).toBe(1);
  expect(workspace.exceptions.find('EX-001')).toMatchObject({ status: 'open', acceptedRisk: null });
  const [entry] = workspace.log.ofObject('exception', 'EX-001');
  expect(entry).toMatchObject({
    action: 'exception.reopened',
    reason: 'accepted risk → open; The acceptance by Ada Example ended on 15 Dec 2026.',
  });
  expect(followUp(workspace, deps('2026-12-16T00:00:00.000Z'))).toBe(0);
});
