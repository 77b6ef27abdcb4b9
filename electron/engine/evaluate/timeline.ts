import type { Lapse } from '@shared/domain/finding.ts';
import type { KnownState } from '@shared/domain/line.ts';
import { daysBetween, earlier, type Interval, later } from '@shared/domain/period.ts';
import type { Verdict } from '@shared/domain/verdict.ts';

/** One state of a resource as judged. */
export interface JudgedState extends KnownState {
  /** True when it is the state before, read another time: failing at both, it is one failing, however little was seen between. */
  readonly isReadAgain?: boolean;
  /** The verdict in full: read from where it is kept only when something is said of it. */
  words(): Verdict;
  readonly capturedAt: string;
  readonly itemSha256: string | null;
  readonly snapshotId: string | null;
}

const isFail = (state: JudgedState | undefined): boolean => state?.status === 'fail';

/** A run of failing states that follow each other without a passing or unobserved stretch between. */
function runs(states: readonly JudgedState[]): readonly (readonly JudgedState[])[] {
  return states.reduce<JudgedState[][]>((found, state, place) => {
    if (!isFail(state)) return found;
    const before = states[place - 1];
    const goesOn = before !== undefined && isFail(before) && (before.until >= state.from || state.isReadAgain === true);
    if (goesOn) found.at(-1)?.push(state);
    else found.push([state]);
    return found;
  }, []);
}

/** AWS Config notices a new resource minutes after it was made; within a day its first capture is its beginning. */
const isBornFailing = (first: JudgedState, createdAt: string | null): boolean =>
  createdAt !== null && daysBetween(createdAt, first.from) < 1;

function lapseOf(
  run: readonly JudgedState[],
  states: readonly JudgedState[],
  window: Interval,
  createdAt: string | null,
): Lapse | null {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return null;
  const place = states.indexOf(first);
  const before = states[place - 1];
  const isOpen = last === states.at(-1);
  // Failing that was only seen outside the window says nothing about it.
  if (first.from >= window.to || last.until <= window.from) return null;
  const { because, seen } = first.words();
  const startsUnseen = before === undefined ? !isBornFailing(first, createdAt) : before.until < first.from;
  return {
    from: later(first.from, window.from),
    to: isOpen ? null : earlier(last.until, window.to),
    isStartUncertain: startsUnseen && first.from > window.from,
    because,
    seen,
    capturedAt: first.capturedAt,
    itemSha256: first.itemSha256,
    snapshotId: first.snapshotId,
  };
}

/** The intervals of failing inside a window, oldest first. A fix ends one and never removes it. */
export function lapsesOf(states: readonly JudgedState[], window: Interval, createdAt: string | null): readonly Lapse[] {
  return runs(states).flatMap((run) => lapseOf(run, states, window, createdAt) ?? []);
}
