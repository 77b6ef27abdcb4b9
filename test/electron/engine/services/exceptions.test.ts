import { contract } from '@shared/contract/contract.ts';
import type { Control } from '@shared/domain/control.ts';
import { exceptionStatuses, transitions } from '@shared/domain/exception.ts';
import { emptyResponse } from '@shared/domain/response.ts';
import { beforeAll, expect, test } from 'vitest';
import { moveExceptions } from '../../../../electron/engine/services/exception-move.ts';
import {
  exceptionDetail,
  keepResponse,
  raiseException,
  typeResponse,
  updateException,
} from '../../../../electron/engine/services/exceptions.ts';
import { readReadings } from '../../../../electron/engine/services/readings.ts';
import { actionsOn, answered, byHand, moved, stateOf, typed, withdrawAll } from '../exceptions.ts';
import { deps, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
beforeAll(() => withdrawAll(sample()));

test('an exception raised by hand names its control and the criteria of it', () => {
  const workspace = newWorkspace();
  const { row, moves } = raiseException(workspace, deps(), byHand);
  expect(row.exception).toMatchObject({ id: 'EX-001', controlId: 'IAM-05', status: 'open', kind: 'operating' });
  expect(row.exception.criteria).toContain('CC6.2');
  expect(row.indicator).toMatch(/Indicates a risk of a qualified opinion on .*The judgement is the auditor's\./);
  expect(moves.map(({ to }) => to)).toEqual(transitions.open);
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
});

test('what is typed is kept as a draft, read by the rubric, and becomes a version with one log entry', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const { rubric } = typeResponse(workspace, deps(), {
    id: 'EX-001',
    response: { ...emptyResponse, statement: 'Noted.' },
  });
  expect(rubric.band).toBe('weak');
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
  expect(exceptionDetail(workspace, deps(), 'EX-001')).toMatchObject({
    isDraft: true,
    response: { statement: 'Noted.' },
  });
  const { versions, isDraft } = keepResponse(workspace, deps(), 'EX-001');
  expect(isDraft).toBe(false);
  expect(versions).toMatchObject([{ number: 1, response: { statement: 'Noted.' } }]);
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'response.changed']);
});

test('keeping what was kept already makes no version and no entry', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  typed(workspace, {});
  keepResponse(workspace, deps(), 'EX-001');
  typed(workspace, {});
  const { versions, isDraft } = keepResponse(workspace, deps(), 'EX-001');
  expect([versions.length, isDraft]).toEqual([1, false]);
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'response.changed']);
});

test('a text of 40,000 characters is refused with its field and its length, and what was typed before stays', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  typed(workspace, { rootCause: 'x'.repeat(20_000) });
  const long = { id: 'EX-001', response: answered({ rootCause: 'x'.repeat(40_000) }) };
  const { error } = contract['exception.type'].input.safeParse(long);
  expect(error?.issues).toMatchObject([
    { path: ['response', 'rootCause'], message: '40,000 characters, and 20,000 can be kept' },
  ]);
  expect(keepResponse(workspace, deps(), 'EX-001').response.rootCause).toHaveLength(20_000);
});

test('typing costs less than 50 milliseconds, with a text as long as can be kept', () => {
  const workspace = sample();
  const origins = workspace.findings
    .failing(['aws.security-group-admin-ports-closed'])
    .map(({ id }) => ({ kind: 'finding' as const, id }));
  const { id } = raiseException(workspace, deps(), { origins }).row.exception;
  const rootCause = 'The group was opened for a migration and nobody closed it. '.repeat(330);
  typeResponse(workspace, deps(), { id, response: answered({ rootCause }) });
  const spent = Array.from({ length: 9 }, (_, stroke) => {
    const before = performance.now();
    typeResponse(workspace, deps(), { id, response: answered({ rootCause: `${rootCause}${stroke}` }) });
    return performance.now() - before;
  });
  // The median: another process may take the processor away for one of them.
  expect(spent.toSorted((a, b) => a - b)[4]).toBeLessThan(50);
});

test('formulas and markup are text: they come back as they were typed', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const statement = '=HYPERLINK("http://x","y") <img src=x onerror=alert(1)> \u202e & -1+1';
  typed(workspace, { statement });
  expect(keepResponse(workspace, deps(), 'EX-001').response.statement).toBe(statement);
});

test('a response that is due before the exception was found is refused, and stays as a draft', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  typed(workspace, { dueOn: '2026-09-30' });
  expect(() => keepResponse(workspace, deps(), 'EX-001')).toThrow(
    'EX-001 is due on 30 Sep 2026, before it was found on 1 Oct 2026.',
  );
  expect(moved(workspace, 'response-drafted')).toContain('is due on 30 Sep 2026');
  expect(stateOf(workspace)).toBe('open');
  expect(exceptionDetail(workspace, deps(), 'EX-001')).toMatchObject({
    isDraft: true,
    response: { dueOn: '2026-09-30' },
  });
});

test('a compensating control must exist, share a criterion, not fail itself and have no open exception', () => {
  const workspace = sample();
  const { id } = raiseException(workspace, deps(), { ...byHand, controlId: 'NET-03' }).row.exception;
  const refusal = (controlId: string): string => {
    typed(workspace, { compensatingControlIds: [controlId] }, id);
    try {
      keepResponse(workspace, deps(), id);
      return '';
    } catch (error) {
      return String(error);
    }
  };
  expect(refusal('NET-99')).toContain('There is no control NET-99 in the matrix');
  expect(refusal('GOV-01')).toContain('GOV-01 shares no criterion with NET-03');
  expect(refusal('NET-01')).toContain('NET-01 is itself contradicted by a finding');
  const choices = exceptionDetail(workspace, deps(), id).compensatingChoices;
  const worked = choices.find(({ isEffective }) => isEffective)?.id;
  const untested = choices.find(({ standing }) => standing === 'silent')?.id;
  expect(refusal(worked ?? '')).toBe('');
  const other = raiseException(workspace, deps(), { ...byHand, controlId: worked ?? '' }).row.exception.id;
  expect(refusal(untested ?? '')).toBe('');
  expect(refusal(worked ?? '')).toContain(
    `${worked} has an open exception itself, ${other}, so it cannot have limited ${id}.`,
  );
});

test('only a control of its own criteria lowers the severity, however well another one works', () => {
  const workspace = sample();
  const { controls } = readReadings(workspace, deps());
  const raised = new Set(workspace.exceptions.all().map(({ controlId }) => controlId));
  const free = controls.filter(({ control }) => !raised.has(control.id));
  const [near, ...others] = free.filter(({ reading }) => reading === 'supported').map(({ control }) => control);
  const sharesWith = (one: Control | undefined) => (other: Control) =>
    one !== undefined && one.id !== other.id && one.criteria.some((it) => other.criteria.includes(it));
  const own = free.map(({ control }) => control).find(sharesWith(near));
  const far = others.find((other) => other.id !== own?.id && !sharesWith(own)(other));
  const { id } = raiseException(workspace, deps(), { ...byHand, controlId: own?.id ?? '' }).row.exception;
  const moves = (controlId = '') => {
    typed(workspace, { compensatingControlIds: [controlId] }, id);
    const { parts } = exceptionDetail(workspace, deps(), id).row.severity;
    return parts.find(({ input }) => input === 'Compensating control')?.moves;
  };
  expect([far === undefined, moves(near?.id), moves(far?.id), moves(own?.id)]).toEqual([false, -1, 0, 0]);
});

test('facts that cannot be are refused one by one, and nothing is written', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const wrong = [
    [{ windowStart: '2026-05-01', windowEnd: '2026-04-30' }, 'before it begins'],
    [{ windowStart: '2025-12-31' }, '2025-12-31 lies outside the period, 2026-01-01 to 2026-12-31.'],
    [{ windowEnd: '2027-01-01' }, 'lies outside the period'],
    [{ sampleSize: 3, deviationCount: 4 }, '4 deviations cannot be found in 3 items.'],
    [{ detectedOn: '2026-10-02' }, '2 Oct 2026 is still to come.'],
    [{ controlId: 'NET-99' }, 'There is no control NET-99'],
  ] as const;
  for (const [change, message] of wrong)
    expect(() => updateException(workspace, deps(), { id: 'EX-001', change }), message).toThrow(message);
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
});

test('changing facts leaves one entry, changing nothing leaves none, and another control brings its criteria', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  updateException(workspace, deps(), { id: 'EX-001', change: { kind: 'operating' } });
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
  const override = { level: 'high' as const, reason: 'Two quarters in a row.', by: 'Ada Example' };
  const { row } = updateException(workspace, deps(), {
    id: 'EX-001',
    change: { controlId: 'AVL-02', kind: 'timing', override, repeatOf: 'EX-004 of 2025' },
  });
  expect(row.exception.criteria).toEqual(workspace.controls.find('AVL-02')?.criteria);
  expect(row.severity).toMatchObject({ level: 'high', proposed: expect.not.stringMatching('high') });
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'exception.changed']);
  const { history } = exceptionDetail(workspace, deps(), 'EX-001');
  expect(history[0]?.fields.map(({ field }) => field).toSorted()).toEqual([
    'controlId',
    'criteria',
    'kind',
    'repeatOf',
    'severityInputs',
  ]);
});

test('ids that are not there are refused one by one while the others move', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const { rows, refused } = moveExceptions(workspace, deps(), {
    ids: ['EX-001', 'EX-099', 'EX-001'],
    to: 'withdrawn',
    by: 'Ada Example',
    reason: 'Raised twice.',
  });
  expect(rows.map(({ exception }) => [exception.id, exception.status])).toEqual([['EX-001', 'withdrawn']]);
  expect(refused).toEqual([{ id: 'EX-099', why: 'There is no exception EX-099. Choose one from the list.' }]);
});

test('a state that is not listed is refused by name, and nothing is written', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const head = workspace.log.head();
  for (const to of exceptionStatuses.filter((status) => !transitions.open.includes(status)))
    expect(moved(workspace, to)).toContain('An exception that is open cannot become');
  expect(workspace.log.head()).toEqual(head);
});
