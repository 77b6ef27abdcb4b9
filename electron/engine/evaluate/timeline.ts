import { addStretch, type Lapse, type Segment, type SegmentKind, segmentKinds } from '@shared/domain/finding.ts';
import { daysBetween, earlier, type Interval, later } from '@shared/domain/period.ts';
import type { Verdict, VerdictStatus } from '@shared/domain/verdict.ts';

/** One state of a resource as judged: from its capture, for as long as it is known to have held. */
export interface JudgedState {
  readonly from: string;
  readonly until: string;
  /** True when it is the state before, read another time: failing at both, it is one failing, however little was seen between. */
  readonly isReadAgain?: boolean;
  readonly status: VerdictStatus;
  /** The verdict in full: read from where it is kept only when something is said of it. */
  words(): Verdict;
  readonly capturedAt: string;
  readonly itemSha256: string | null;
  readonly snapshotId: string | null;
}

/** Adds a stretch clipped to the window. */
function append(line: Segment[], window: Interval, kind: SegmentKind, from: string, to: string): void {
  const stretch = { kind, from: later(from, window.from), to: earlier(to, window.to) };
  if (stretch.from < stretch.to) addStretch(line, stretch);
}

/** What a line shows of a state. */
type ShownState = Pick<JudgedState, 'from' | 'until' | 'status'>;

function appendBeginning(line: Segment[], window: Interval, first: ShownState, createdAt: string | null): void {
  const bornAt = createdAt !== null && createdAt < first.from ? createdAt : first.from;
  if (createdAt !== null) append(line, window, 'not-applicable', window.from, bornAt);
  append(line, window, 'unobserved', createdAt === null ? window.from : bornAt, first.from);
}

/**
 * The line of a finding through a window: held, lapsed, or not observed. What lies between the end of one known state
 * and the capture of the next is never coloured in.
 */
export function segmentsOf(
  states: readonly ShownState[],
  window: Interval,
  createdAt: string | null,
): readonly Segment[] {
  const line: Segment[] = [];
  const first = states[0];
  if (first === undefined) return [{ kind: 'unobserved', ...window }];
  appendBeginning(line, window, first, createdAt);
  states.forEach((state, place) => {
    const next = states[place + 1]?.from ?? window.to;
    append(line, window, segmentKinds[state.status], state.from, earlier(state.until, next));
    append(line, window, 'unobserved', earlier(state.until, next), next);
  });
  return line;
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
