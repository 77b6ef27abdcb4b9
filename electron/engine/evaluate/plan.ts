import type { PlannedAction } from '@shared/domain/exception.ts';
import { addDays, type Period } from '@shared/domain/period.ts';

/** What is wrong with the actions of one exception, in words; `known` are the ids of all other actions, with what they wait for. */
export function planProblems(
  actions: readonly PlannedAction[],
  known: ReadonlyMap<string, readonly string[]>,
  period: Period,
  today: string,
): readonly string[] {
  const waits = new Map([...known, ...actions.map(({ id, dependsOn }) => [id, dependsOn] as const)]);
  const twice = actions.filter(({ id }, place) => actions.findIndex((other) => other.id === id) < place);
  return [
    ...twice.map(({ id }) => `${id} stands twice in the plan.`),
    ...actions.flatMap((action) => [...datesOf(action, period, today), ...dependenciesOf(action, waits)]),
  ];
}

function datesOf(
  { id, startOn, dueOn, doneOn, status, neededBeforePeriod }: PlannedAction,
  period: Period,
  today: string,
): readonly string[] {
  return [
    ...(startOn !== null && dueOn !== null && dueOn < startOn
      ? [`${id} is due on ${dueOn}, before it starts on ${startOn}.`]
      : []),
    ...(status === 'done' && doneOn === null ? [`${id} is done without a day on which it was done.`] : []),
    ...(doneOn !== null && doneOn > today ? [`${id} was done on ${doneOn}, which is still to come.`] : []),
    ...(doneOn !== null && status !== 'done' ? [`${id} has a day on which it was done, and is not done.`] : []),
    ...(neededBeforePeriod && dueOn !== null && dueOn >= period.from
      ? [`${id} is needed before the period begins on ${period.from}, and due on ${dueOn}.`]
      : []),
  ];
}

function dependenciesOf(
  { id, dependsOn }: PlannedAction,
  waits: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const unknown = dependsOn
    .filter((other) => !waits.has(other))
    .map((other) => `${id} waits for ${other}, which is no action.`);
  return [...unknown, ...(waitsForItself(id, waits) ? [`${id} waits for itself.`] : [])];
}

function waitsForItself(id: string, waits: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(waits.get(id) ?? [])];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === id) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(waits.get(at) ?? []));
  }
  return false;
}

/** When an exception was raised, closed and due: calendar days. */
export interface Span {
  readonly raisedOn: string;
  readonly closedOn: string | null;
  readonly dueOn: string;
}

/** A point of the burn-down: exceptions open at the end of a day, and how many of them were due by then. */
export interface BurnDownPoint {
  readonly on: string;
  readonly open: number;
  readonly due: number;
}

/** One point a week from the first one raised to the last day, both included. */
export function burnDown(spans: readonly Span[], until: string): readonly BurnDownPoint[] {
  const [first] = spans.map(({ raisedOn }) => raisedOn).sort();
  if (first === undefined) return [];
  const days: string[] = [];
  for (let day = first; day < until; day = addDays(day, 7)) days.push(day);
  return [...days, until].map((on) => {
    const open = spans.filter(({ raisedOn, closedOn }) => raisedOn <= on && (closedOn === null || closedOn > on));
    return { on, open: open.length, due: open.filter(({ dueOn }) => dueOn <= on).length };
  });
}
