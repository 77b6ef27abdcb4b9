import { type ExceptionStatus, exceptionStatuses, transitions } from '@shared/domain/exception.ts';
import { emptyResponse } from '@shared/domain/response.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forbidden, statusWords } from '../../../../electron/engine/evaluate/moves.ts';
import { exceptionDetail, keepResponse, raiseException } from '../../../../electron/engine/services/exceptions.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { actionsOn, byHand, moved, type Said, stateOf, ticket, typed } from '../exceptions.ts';
import { deps, newWorkspace } from '../workspace.ts';

/** An exception with everything that any move may ask for. */
function complete(): Workspace {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  typed(workspace, { completedOn: '2026-10-01', proofEvidence: ['E-001'], statementEvidence: ['E-001'] });
  keepResponse(workspace, deps(), 'EX-001');
  const exception = workspace.exceptions.find('EX-001');
  if (exception === null) throw new Error('EX-001 is gone.');
  workspace.exceptions.put({ ...exception, evidence: [ticket('2026-10-01T00:00:00.000Z')] });
  return workspace;
}
const enough: Said = { evidence: ['E-001'], until: '2026-12-31' };

const put = (workspace: Workspace, status: ExceptionStatus): void => {
  const exception = workspace.exceptions.find('EX-001');
  if (exception !== null) workspace.exceptions.put({ ...exception, status });
};
const countMoves = (workspace: Workspace): number =>
  actionsOn(workspace).filter((action) => action === 'exception.moved').length;

test('over all pairs of states: a listed move leaves one entry, every other is refused by name and leaves none', () => {
  const workspace = complete();
  for (const from of exceptionStatuses)
    for (const to of exceptionStatuses) {
      // Another head each time, so that what was put by hand is read anew.
      put(workspace, from);
      raiseException(workspace, deps(), byHand);
      const [before, head] = [countMoves(workspace), workspace.log.head()];
      const why = moved(workspace, to, enough);
      const pair = `${from} → ${to}`;
      if (transitions[from].includes(to)) {
        expect([why, stateOf(workspace)], pair).toEqual(['', to]);
        expect([countMoves(workspace), workspace.log.head().entries], pair).toEqual([before + 1, head.entries + 1]);
      } else {
        expect(why, pair).toContain(`An exception that is ${statusWords[from]} cannot become ${statusWords[to]}`);
        for (const next of transitions[from]) expect(why, pair).toContain(statusWords[next]);
        expect([stateOf(workspace), workspace.log.head()], pair).toEqual([from, head]);
      }
    }
});

test('whatever is tried in whatever order, only listed moves happen and each leaves one entry', () => {
  const tries = fc.array(fc.constantFrom(...exceptionStatuses), { minLength: 1, maxLength: 12 });
  const workspace = complete();
  fc.assert(
    fc.property(tries, (states) => {
      for (const to of states) {
        const from = stateOf(workspace) ?? 'open';
        const before = countMoves(workspace);
        moved(workspace, to, enough);
        const goes = forbidden(from, to) === null;
        expect(stateOf(workspace)).toBe(goes ? to : from);
        expect(countMoves(workspace)).toBe(before + (goes ? 1 : 0));
      }
    }),
    { numRuns: 20 },
  );
});

test('a move keeps what was typed: one entry for the move and one for the response', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  typed(workspace, {});
  expect(moved(workspace, 'response-drafted')).toBe('');
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'response.changed', 'exception.moved']);
  const [last] = workspace.log.ofObject('exception', 'EX-001');
  expect(last?.reason).toBe('open → response drafted; by Ada Example; As agreed.');
  expect(last?.before).toMatchObject({ status: 'open' });
  expect(last?.after).toMatchObject({ status: 'response-drafted' });
});

/** What is still missing for a move, after a change to a complete exception. */
function lacking(from: ExceptionStatus, to: ExceptionStatus, said: Said, response: object = {}): string {
  const workspace = complete();
  const exception = workspace.exceptions.find('EX-001');
  if (exception === null) throw new Error('EX-001 is gone.');
  const changed = { ...exception, status: from, response: { ...exception.response, ...response } };
  workspace.exceptions.put(changed);
  raiseException(workspace, deps(), byHand);
  const { entries } = workspace.log.head();
  const why = moved(workspace, to, { ...enough, ...said });
  expect(workspace.log.head().entries).toBe(entries);
  return why;
}

test('each move says what is missing for it', () => {
  expect(lacking('open', 'response-drafted', {}, emptyResponse)).toContain('some text in the response');
  expect(lacking('open', 'withdrawn', { reason: ' ' })).toContain('a reason');
  expect(lacking('verified', 'open', { reason: '' })).toContain('a reason');
  expect(lacking('response-drafted', 'response-approved', { by: '' })).toContain('the person who approves');
  expect(lacking('response-drafted', 'response-approved', {}, { position: null })).toContain('accepted or disputed');
  expect(lacking('response-approved', 'in-remediation', {}, { correctiveAction: ' ' })).toContain('the action');
  expect(lacking('response-drafted', 'disputed', {}, { statementEvidence: [] })).toContain('a piece of evidence');
  expect(lacking('response-drafted', 'disputed', {}, { statementEvidence: ['E-009'] })).toContain(
    'a piece of evidence',
  );
});

test('an accepted risk needs a person, a reason and an end that is still to come', () => {
  const accept = (said: Said) => lacking('open', 'accepted-risk', said);
  expect(accept({ by: '' })).toContain('the person who accepts the risk');
  expect(accept({ reason: '' })).toContain('a reason');
  expect(accept({ until: '2026-10-01' })).toContain('an end that is in the future');
  const workspace = complete();
  expect(moved(workspace, 'accepted-risk', { by: 'Ada Example', reason: 'Known.' })).toContain(
    'the day the acceptance ends',
  );
});

test('completion without evidence, with older evidence, with foreign evidence or in the future is refused', () => {
  const done = (response: object) => lacking('in-remediation', 'remediated', {}, response);
  expect(done({ completedOn: null })).toContain('the day it was completed');
  expect(done({ proofEvidence: [] })).toContain('evidence collected on or after 1 Oct 2026');
  expect(done({ proofEvidence: ['E-009'] })).toContain('evidence collected on or after 1 Oct 2026');
  expect(done({ completedOn: '2026-10-02' })).toContain('a completion that is not in the future (2 Oct 2026)');
});

test('verification needs a person and evidence of its own that is not older than the completion', () => {
  const verify = (said: Said) => lacking('remediated', 'verified', said);
  expect(verify({ by: '' })).toContain('the person who verified');
  expect(verify({ evidence: [] })).toContain('a later occurrence that worked');
  expect(verify({ evidence: ['E-001', 'E-009'] })).toContain('(E-009 is neither)');
});

test('what a move leaves behind: the acceptance, the verification, and nothing of them when it is opened again', () => {
  const workspace = complete();
  moved(workspace, 'accepted-risk', { by: 'Ada Example', reason: 'Known.', until: '2026-12-31' });
  expect(workspace.exceptions.find('EX-001')?.acceptedRisk).toEqual({
    by: 'Ada Example',
    reason: 'Known.',
    until: '2026-12-31',
  });
  moved(workspace, 'open');
  expect(workspace.exceptions.find('EX-001')?.acceptedRisk).toBeNull();
  put(workspace, 'remediated');
  raiseException(workspace, deps(), byHand);
  moved(workspace, 'verified', { evidence: ['E-001'], reason: 'The third quarter review was done.' });
  expect(workspace.exceptions.find('EX-001')?.verification).toEqual({
    by: 'Ada Example',
    on: '2026-10-01',
    words: 'The third quarter review was done.',
    evidence: ['E-001'],
  });
  expect(exceptionDetail(workspace, deps(), 'EX-001').moves).toEqual([{ to: 'open', missing: [] }]);
});
