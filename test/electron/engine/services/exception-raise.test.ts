import type { Origin } from '@shared/domain/exception.ts';
import { beforeAll, expect, test } from 'vitest';
import { moveExceptions } from '../../../../electron/engine/services/exception-move.ts';
import {
  addToException,
  exceptionDetail,
  listExceptions,
  raiseException,
} from '../../../../electron/engine/services/exceptions.ts';
import { scopeView } from '../../../../electron/engine/services/scope.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { byHand, moved, ports, withdrawAll } from '../exceptions.ts';
import { group, historyFile, recorder, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
beforeAll(() => withdrawAll(sample()));
const january = '2026-01-10T00:00:00.000Z';

const origins = (workspace: Workspace, checkIds: readonly string[], kind: Origin['kind'] = 'finding') =>
  workspace.findings.failing(checkIds).map(({ id }) => ({ kind, id }));
const raised = (workspace: Workspace, checkIds: readonly string[], kind?: Origin['kind']) =>
  raiseException(workspace, deps(), { origins: origins(workspace, checkIds, kind) });
const withdraw = (workspace: Workspace, id: string) =>
  moveExceptions(workspace, deps(), { ids: [id], to: 'withdrawn', by: 'Ada Example', reason: 'A test.' });

test('several findings of one rule say how many of how many, since when, and with which hashes', () => {
  const workspace = sample();
  const failing = workspace.findings.failing([ports]);
  const { row, segments, findings } = raised(workspace, [ports]);
  expect(row.exception).toMatchObject({
    title: '2 of 13 security groups open an administration port to any address',
    controlId: 'NET-01',
    criteria: ['CC6.6', 'CC6.1'],
    kind: 'operating',
    source: 'drift',
    sampleSize: 13,
    deviationCount: 2,
    windowStart: '2026-02-02',
    windowEnd: null,
    detectedOn: '2026-10-01',
    detectedBy: 'tester',
  });
  expect(row.exception.affectedItems.map(({ findingId }) => findingId)).toEqual(
    failing.flatMap(({ id, lapses }) => lapses.map(() => id)),
  );
  expect(row.exception.affectedItems.every(({ itemSha256 }) => itemSha256 !== null)).toBe(true);
  expect(row.exception.description).not.toContain('was removed');
  expect(findings.map(({ id }) => id)).toEqual(failing.map(({ id }) => id));
  expect(segments.length).toBeGreaterThan(0);
  withdraw(workspace, row.exception.id);
});

test('a lapse that is over says its days, and the last of them is inside the period', () => {
  const workspace = sample();
  const { row } = raised(workspace, ['aws.s3-bucket-policy-not-public'], 'lapse');
  expect(row.exception).toMatchObject({
    title: '1 of 14 buckets grants access to everyone by policy or access list, from 3 Mar 2026 to 9 Mar 2026',
    windowStart: '2026-03-03',
    windowEnd: '2026-03-09',
  });
  expect(row.daysInPeriod).toBeGreaterThan(5);
  expect(row.daysInPeriod).toBeLessThan(7);
  withdraw(workspace, row.exception.id);
});

test('findings of several rules of one control become one exception of that control', () => {
  const workspace = sample();
  const { row } = raised(workspace, [ports, 'aws.security-group-public-ports-approved']);
  expect(row.exception.controlId).toBe('NET-01');
  expect(row.exception.title).toMatch(/^2 of 13 resources fail 2 rules of NET-01: .+; .+/);
  expect([row.exception.deviationCount, row.exception.sampleSize]).toEqual([2, 13]);
  withdraw(workspace, row.exception.id);
});

test('findings whose rules share no control are refused, unless a person names the control', () => {
  const workspace = sample();
  const both = [ports, 'aws.kms-key-rotation-on'];
  expect(() => raised(workspace, both)).toThrow('share no control of the matrix');
  const { row } = raiseException(workspace, deps(), { origins: origins(workspace, both), controlId: 'NET-01' });
  expect(row.exception.controlId).toBe('NET-01');
  withdraw(workspace, row.exception.id);
});

test('a rule that holds elsewhere points to operation, one that could not be judged to evidence', () => {
  const workspace = sample();
  const logs = findingsOf(workspace, 'aws.vpc-flow-logs-on', '2026-10-01T00:00:00.000Z');
  expect(logs.some(({ state }) => state === 'pass')).toBe(true);
  expect(raised(workspace, ['aws.vpc-flow-logs-on']).row.exception.kind).toBe('operating');
  const [unknown] = [...workspace.findings.each()].filter(
    ({ state, checkId }) => state === 'unknown' && checkId === 'aws.guardduty-detector-on',
  );
  const { row } = raiseException(workspace, deps(), { origins: [{ kind: 'missing-evidence', id: unknown?.id ?? '' }] });
  expect(row.exception).toMatchObject({ kind: 'evidence', windowStart: null, windowEnd: null });
  expect(row.exception.title).toMatch(/^1 of \d+ could not be judged: /);
  expect(row.daysInPeriod).toBeNull();
});

test('a group that was open in every reading, and the only one, is a matter of design', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [snapshotFile('may', [recorder(january), group('2026-05-04T00:00:00.000Z', 22)])]);
  findingsOf(workspace, ports);
  const { row } = raised(workspace, [ports]);
  expect(row.exception).toMatchObject({ kind: 'design', sampleSize: 1, deviationCount: 1 });
});

test('the window stays inside the period: what began before it begins with it, what ends at midnight ended the day before', async () => {
  const workspace = newWorkspace({ reportType: 2, period: { from: '2026-03-01', to: '2026-06-30' } });
  await importInto(workspace, [
    historyFile('group', [
      group('2026-01-20T00:00:00.000Z', 22),
      group('2026-04-10T00:00:00.000Z', null),
      group('2026-06-20T00:00:00.000Z', null),
    ]),
  ]);
  findingsOf(workspace, ports);
  const { row } = raised(workspace, [ports], 'lapse');
  expect(row.exception).toMatchObject({ windowStart: '2026-03-01', windowEnd: '2026-04-09' });
  expect(row.daysInPeriod).toBe(40);
});

test('a scope difference becomes an exception of kind scope, of the control that keeps the register', () => {
  const workspace = sample();
  const [difference] = scopeView(workspace, deps()).differences;
  const origin = { kind: 'scope-difference', id: difference?.id ?? '' } as const;
  const { row } = raiseException(workspace, deps(), { origins: [origin] });
  expect(row.exception).toMatchObject({ kind: 'scope', controlId: 'GOV-06', origins: [origin] });
  expect(row.exception.title).toContain(difference?.account);
  expect(row.exception.description).toContain(difference?.consequence);
  expect(() => raiseException(workspace, deps(), { origins: [{ ...origin, id: 'gone' }] })).toThrow(
    'The scope difference gone is not there any more.',
  );
});

test('a sample deviation comes from a test, missing evidence is of kind evidence, and both need a title', () => {
  const workspace = newWorkspace();
  const raise = (kind: Origin['kind'], title?: string) =>
    raiseException(workspace, deps(), { ...byHand, origins: [{ kind, id: 'T-1 A-7' }], title });
  expect(() => raise('sample-deviation', '')).toThrow('An exception needs a title.');
  expect(raise('sample-deviation', '1 of 25 changes had no approval').row.exception).toMatchObject({
    source: 'test',
    kind: 'operating',
  });
  expect(() => raise('missing-evidence', 'No ticket')).toThrow('EX-001 covers this already');
  const origin = { kind: 'missing-evidence' as const, id: 'T-1 A-9' };
  const { row } = raiseException(workspace, deps(), { ...byHand, origins: [origin] });
  expect(row.exception).toMatchObject({ kind: 'evidence', source: 'self-assessment' });
});

test('what a person writes wins over what was proposed, and the day it was found may be earlier', () => {
  const workspace = newWorkspace();
  const given = { kind: 'timing', source: 'incident', detectedOn: '2026-07-02', detectedBy: 'Ben Example' } as const;
  const { row } = raiseException(workspace, deps(), { ...byHand, ...given });
  expect(row.exception).toMatchObject({ ...given, raisedBy: 'tester', raisedAt: '2026-10-01T00:00:00.000Z' });
  expect(() => raiseException(workspace, deps(), { ...byHand, detectedOn: '2026-10-02' })).toThrow('still to come');
});

test('a finding that is gone, a control that is not there and a finding covered already are refused', () => {
  const workspace = sample();
  const check = 'aws.ebs-volume-encrypted';
  expect(() => raiseException(workspace, deps(), { origins: [{ kind: 'finding', id: 'gone' }] })).toThrow(
    'Finding gone is not in the last judgement.',
  );
  expect(() => raiseException(workspace, deps(), { ...byHand, controlId: 'NET-99' })).toThrow('no control NET-99');
  const { id } = raised(workspace, [check]).row.exception;
  const before = listExceptions(workspace, deps()).suggestions;
  expect(() => raised(workspace, [check])).toThrow(`${id} covers this already`);
  withdraw(workspace, id);
  expect(listExceptions(workspace, deps()).suggestions).toBe(before + origins(workspace, [check]).length);
  expect(raised(workspace, [check]).row.exception.id).not.toBe(id);
});

test('numbers go on and are never given twice', () => {
  const workspace = newWorkspace();
  const ids = ['one', 'two', 'three'].map((title) => {
    const { id } = raiseException(workspace, deps(), { ...byHand, title }).row.exception;
    withdraw(workspace, id);
    return id;
  });
  expect(ids).toEqual(['EX-001', 'EX-002', 'EX-003']);
});

test('matching findings are offered, and added only when a person says so', async () => {
  const workspace = newWorkspace();
  const groups = ['sg-0a', 'sg-0b', 'sg-0c'].map((id) => group('2026-05-04T00:00:00.000Z', 22, id));
  await importInto(workspace, [snapshotFile('may', [recorder(january), ...groups])]);
  findingsOf(workspace, ports);
  const [first, ...others] = origins(workspace, [ports]);
  raiseException(workspace, deps(), { origins: first === undefined ? [] : [first] });
  const offers = () => exceptionDetail(workspace, deps(), 'EX-001').offers;
  expect(offers()).toMatchObject([{ kind: 'more-match', findings: others.map(({ id }) => id) }]);
  expect(workspace.exceptions.find('EX-001')?.origins).toHaveLength(1);
  const { row } = addToException(workspace, deps(), { id: 'EX-001', findings: others.map(({ id }) => id) });
  expect(row.exception).toMatchObject({ deviationCount: 3, sampleSize: 3 });
  expect(row.exception.affectedItems).toHaveLength(3);
  expect(offers()).toEqual([]);
});

test('findings of another control, or for a closed exception, are not added', () => {
  const workspace = sample();
  const { id } = raised(workspace, ['aws.cloudtrail-all-regions']).row.exception;
  const [finding] = workspace.findings.failing(['aws.secret-rotation-on']);
  const add = () => addToException(workspace, deps(), { id, findings: [finding?.id ?? ''] });
  expect(add).toThrow('aws.secret-rotation-on does not speak to LOG-01');
  expect(moved(workspace, 'withdrawn', {}, id)).toBe('');
  expect(add).toThrow(`${id} is closed.`);
});
