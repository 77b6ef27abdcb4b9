import type { Input, Output } from '@shared/contract/contract.ts';
import { type Severity, severities } from '@shared/domain/check.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import { type AuditException, exceptionStatuses, type PlannedAction } from '@shared/domain/exception.ts';
import { dayOf } from '@shared/domain/period.ts';
import { AppError } from '@shared/errors.ts';
import { z } from 'zod';
import { isOpen } from '../evaluate/moves.ts';
import { burnDown, planProblems, type Span } from '../evaluate/plan.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { dueOn, type Surroundings, surroundings } from './exception-context.ts';
import { detailOf, exceptionAt, rowOfException } from './exception-view.ts';
import { writeException } from './exceptions.ts';
import { today } from './known.ts';

type Plan = Output<'plan.get'>;
type Line = Plan['lines'][number];

/** Actions without an id get the next one of their exception: `EX-001-A1`. */
function withIds(
  exceptionId: string,
  before: readonly PlannedAction[],
  actions: readonly PlannedAction[],
): readonly PlannedAction[] {
  const head = `${exceptionId}-A`;
  let last = Math.max(0, ...before.map(({ id }) => Number(id.slice(head.length))));
  return actions.map((action) => {
    if (action.id !== '') return action;
    last += 1;
    return { ...action, id: `${head}${last}` };
  });
}

/** Ids that were not given here: an edited or copied one would take over another action's place. */
const strangers = (
  exceptionId: string,
  before: readonly PlannedAction[],
  actions: readonly PlannedAction[],
): readonly string[] =>
  actions
    .filter(({ id }) => id !== '' && !before.some((action) => action.id === id))
    .map(({ id }) => `${id} is no action of ${exceptionId}; leave the id empty for a new one.`);

/** Writes the actions of an exception's remediation plan. */
export function planException(
  workspace: Workspace,
  deps: Deps,
  { id, actions }: Input<'exception.plan'>,
): Output<'exception.plan'> {
  const before = exceptionAt(workspace, id);
  const plan = withIds(id, before.plan, actions);
  const others = workspace.exceptions.all().filter((it) => it.id !== id);
  const known = new Map(others.flatMap((it) => it.plan.map((action) => [action.id, action.dependsOn] as const)));
  const period = reportPeriod(workspace.engagements.get().scope);
  const problems = [
    ...strangers(id, before.plan, actions),
    ...planProblems(plan, known, period, today(workspace, deps)),
  ];
  if (problems.length > 0) throw new AppError('bad-input', problems.join(' '), 'Correct the plan; nothing was saved.');
  writeException(workspace, deps, { ...before, plan }, { action: 'plan.changed', before });
  return detailOf(workspace, deps, id);
}

const urgency = ({ touchesCustomerData, severity, action }: Line): readonly (number | string)[] => [
  action.status === 'done' ? 1 : 0,
  touchesCustomerData ? 0 : 1,
  -severities.indexOf(severity),
  action.dueOn ?? '9999',
];

function byUrgency(a: Line, b: Line): number {
  const [left, right] = [urgency(a), urgency(b)];
  const at = left.findIndex((value, place) => value !== right[place]);
  if (at < 0) return a.action.id < b.action.id ? -1 : 1;
  return (left[at] ?? 0) < (right[at] ?? 0) ? -1 : 1;
}

function linesOf(exception: AuditException, workspace: Workspace, around: Surroundings): readonly Line[] {
  const { severity, touchesCustomerData } = rowOfException(exception, workspace, around);
  const level: Severity = severity.level;
  return exception.plan.map((action) => ({
    exceptionId: exception.id,
    title: exception.title,
    severity: level,
    touchesCustomerData,
    action,
    isOverdue: action.status !== 'done' && action.dueOn !== null && action.dueOn < around.today,
  }));
}

const statusOf = z.object({ status: z.enum(exceptionStatuses) });

/** The stretches in which something was still to be done: one, and one more for each time it was opened again. */
function spansOf(exception: AuditException, workspace: Workspace, around: Surroundings): readonly Span[] {
  const { timeZone } = around.engagement;
  const due = dueOn(exception, around);
  const states = workspace.log
    .ofObject('exception', exception.id)
    .flatMap(({ at, after }) => {
      const { data } = statusOf.safeParse(after);
      return data === undefined ? [] : [{ on: dayOf(at, timeZone), isOpen: isOpen(data) }];
    })
    .reverse();
  const turns = states.filter(({ isOpen: goesOn }, place) => goesOn !== (states[place - 1]?.isOpen ?? false));
  return turns.flatMap(({ on, isOpen: goesOn }, place) =>
    goesOn ? [{ raisedOn: on, closedOn: turns[place + 1]?.on ?? null, dueOn: due }] : [],
  );
}

/** Every action of every exception, customer data first, and how the open exceptions burn down. */
export function remediationPlan(workspace: Workspace, deps: Deps): Plan {
  const around = surroundings(workspace, deps);
  const live = around.exceptions.filter(({ status }) => status !== 'withdrawn');
  return {
    lines: live.flatMap((exception) => linesOf(exception, workspace, around)).sort(byUrgency),
    burnDown: burnDown(
      live.flatMap((exception) => spansOf(exception, workspace, around)),
      around.today,
    ),
  };
}
