import type { PlannedAction } from '@shared/domain/exception.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { burnDown, planProblems } from '../../../../electron/engine/evaluate/plan.ts';
import { raiseException, updateException } from '../../../../electron/engine/services/exceptions.ts';
import { planException, remediationPlan } from '../../../../electron/engine/services/plan.ts';
import { actionsOn, byHand, moved, ports, withdrawAll } from '../exceptions.ts';
import { deps, newWorkspace, sharedSample } from '../workspace.ts';

const sample = sharedSample();
beforeAll(() => withdrawAll(sample()));
const action = (words: Partial<PlannedAction> = {}): PlannedAction => ({
  id: '',
  action: 'Close the port in every account.',
  owner: 'Ada Example',
  startOn: null,
  dueOn: null,
  effort: 2,
  dependsOn: [],
  successTest: 'No group opens port 22 to any address.',
  proof: 'The next snapshot.',
  neededBeforePeriod: false,
  status: 'planned',
  doneOn: null,
  ...words,
});
const period = { from: '2026-01-01', to: '2026-12-31' };
const today = '2026-10-01';
const problems = (actions: readonly PlannedAction[]) =>
  planProblems(actions, new Map([['EX-009-A1', []]]), period, today);

test('actions get ids of their exception, keep them, and leave one entry', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const plan = (actions: readonly PlannedAction[]) =>
    planException(workspace, deps(), { id: 'EX-001', actions }).row.exception.plan;
  const first = plan([action(), action()]);
  expect(first.map(({ id }) => id)).toEqual(['EX-001-A1', 'EX-001-A2']);
  expect(plan([...first.slice(1), action()]).map(({ id }) => id)).toEqual(['EX-001-A2', 'EX-001-A3']);
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'plan.changed', 'plan.changed']);
});

test('an id that was edited or taken from another exception is refused, and nothing is saved', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  const plan = () => planException(workspace, deps(), { id: 'EX-001', actions: [action({ id: 'EX-002-A1' })] });
  expect(plan).toThrow('EX-002-A1 is no action of EX-001; leave the id empty for a new one.');
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
});

test('dates, doubles and dependencies that cannot be are named', () => {
  const a = (words: Partial<PlannedAction>) => action({ id: 'EX-001-A1', ...words });
  const b = (words: Partial<PlannedAction>) => action({ id: 'EX-001-A2', ...words });
  expect(problems([a({ dependsOn: ['EX-009-A1', 'EX-001-A2'] }), b({})])).toEqual([]);
  expect(problems([a({ startOn: '2026-05-02', dueOn: '2026-05-01' })])).toEqual([
    'EX-001-A1 is due on 2026-05-01, before it starts on 2026-05-02.',
  ]);
  expect(problems([a({ status: 'done' })])).toEqual(['EX-001-A1 is done without a day on which it was done.']);
  expect(problems([a({ status: 'done', doneOn: '2026-10-02' })])).toEqual([
    'EX-001-A1 was done on 2026-10-02, which is still to come.',
  ]);
  expect(problems([a({ doneOn: '2026-09-30' })])).toEqual([
    'EX-001-A1 has a day on which it was done, and is not done.',
  ]);
  expect(problems([a({ neededBeforePeriod: true, dueOn: '2026-01-01' })])).toEqual([
    'EX-001-A1 is needed before the period begins on 2026-01-01, and due on 2026-01-01.',
  ]);
  expect(problems([a({}), a({})])).toEqual(['EX-001-A1 stands twice in the plan.']);
  expect(problems([a({ dependsOn: ['EX-008-A1'] })])).toEqual(['EX-001-A1 waits for EX-008-A1, which is no action.']);
  expect(problems([a({ dependsOn: ['EX-001-A2'] }), b({ dependsOn: ['EX-001-A1'] })])).toEqual([
    'EX-001-A1 waits for itself.',
    'EX-001-A2 waits for itself.',
  ]);
});

test('actions that wait only for earlier ones never wait for themselves; closing the ring always does', () => {
  const chain = fc
    .integer({ min: 2, max: 12 })
    .chain((length) =>
      fc.tuple(
        ...Array.from({ length }, (_, place) => fc.subarray(Array.from({ length: place }, (__, at) => `A${at}`))),
      ),
    );
  fc.assert(
    fc.property(chain, (waits) => {
      const actions = waits.map((dependsOn, place) => action({ id: `A${place}`, dependsOn }));
      expect(problems(actions)).toEqual([]);
      const ring = actions.map((it, place) => ({
        ...it,
        dependsOn: [`A${(place + actions.length - 1) % actions.length}`],
      }));
      expect(problems(ring)).toHaveLength(actions.length);
    }),
  );
});

test('customer data comes first, then severity, then the day; what is done comes last', () => {
  const workspace = sample();
  const raise = (title: string, level: 'low' | 'critical', checkId?: string): string => {
    const findings = checkId === undefined ? [] : workspace.findings.failing([checkId]);
    const origins = findings.map(({ id }) => ({ kind: 'finding' as const, id }));
    const control = checkId === undefined ? { controlId: 'IAM-05' } : {};
    const { id } = raiseException(workspace, deps(), { title, ...control, origins }).row.exception;
    const override = { level, reason: 'For the order.', by: 'Ada Example' };
    updateException(workspace, deps(), { id, change: { override } });
    return id;
  };
  const [grave, slight, customer] = [
    raise('Grave', 'critical'),
    raise('Slight', 'low'),
    raise('Customer', 'low', ports),
  ];
  const plan = (id: string, actions: readonly PlannedAction[]) => planException(workspace, deps(), { id, actions });
  plan(slight, [action({ dueOn: '2026-09-30' }), action({ dueOn: '2026-09-01' }), action()]);
  plan(grave, [action({ status: 'done', doneOn: '2026-09-30', dueOn: '2026-09-01' }), action({ dueOn: '2026-10-01' })]);
  plan(customer, [action({ dueOn: '2026-12-01' })]);
  const { lines } = remediationPlan(workspace, deps());
  const own = lines.filter(({ exceptionId }) => [grave, slight, customer].includes(exceptionId));
  expect(own.map((line) => [line.action.id, line.touchesCustomerData, line.isOverdue])).toEqual([
    [`${customer}-A1`, true, false],
    [`${grave}-A2`, false, false],
    [`${slight}-A2`, false, true],
    [`${slight}-A1`, false, true],
    [`${slight}-A3`, false, false],
    [`${grave}-A1`, false, false],
  ]);
});

test('the plan of a withdrawn exception is not asked for', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps(), byHand);
  planException(workspace, deps(), { id: 'EX-001', actions: [action()] });
  expect(remediationPlan(workspace, deps()).lines).toHaveLength(1);
  moved(workspace, 'withdrawn');
  expect(remediationPlan(workspace, deps())).toEqual({ lines: [], burnDown: [] });
});

test('the burn-down counts each week what was open then, also what was closed and opened again', () => {
  const workspace = newWorkspace();
  raiseException(workspace, deps('2026-03-02T00:00:00.000Z'), byHand);
  raiseException(workspace, deps('2026-03-10T00:00:00.000Z'), { ...byHand, title: 'Another' });
  const accept = { until: '2026-12-31', now: '2026-03-12T00:00:00.000Z' };
  moved(workspace, 'accepted-risk', accept);
  moved(workspace, 'open', { now: '2026-03-25T00:00:00.000Z' });
  const { burnDown: points } = remediationPlan(workspace, deps('2026-04-01T00:00:00.000Z'));
  expect(points.map(({ on, open }) => [on, open])).toEqual([
    ['2026-03-02', 1],
    ['2026-03-09', 1],
    ['2026-03-16', 1],
    ['2026-03-23', 1],
    ['2026-03-30', 2],
    ['2026-04-01', 2],
  ]);
});

test('what is due by a day is never more than what is open on it', () => {
  const day = fc
    .integer({ min: 0, max: 300 })
    .map((at) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10));
  const span = fc
    .record({ raisedOn: day, closedOn: fc.option(day, { nil: null }), dueOn: day })
    .filter(({ raisedOn, closedOn }) => closedOn === null || closedOn >= raisedOn);
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 20 }), (spans) => {
      const points = burnDown(spans, '2026-12-31');
      expect(points.at(-1)?.open).toBe(spans.filter(({ closedOn }) => closedOn === null).length);
      for (const { open, due } of points) expect(due).toBeLessThanOrEqual(open);
    }),
  );
});
