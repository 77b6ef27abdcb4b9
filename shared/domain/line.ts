import type { Segment, SegmentKind } from './finding.ts';
import { earlier, type Interval, later } from './period.ts';
import type { VerdictStatus } from './verdict.ts';

/** A state of a resource with its verdict: from its capture, for as long as it is known to have held. */
export interface KnownState {
  readonly from: string;
  readonly until: string;
  readonly status: VerdictStatus;
}

const kinds: Readonly<Record<VerdictStatus, SegmentKind>> = {
  pass: 'held',
  fail: 'lapsed',
  unknown: 'unobserved',
  'not-applicable': 'not-applicable',
};

/** Adds a stretch clipped to the window; equal neighbours become one. */
function append(line: Segment[], window: Interval, kind: SegmentKind, from: string, to: string): void {
  const stretch = { kind, from: later(from, window.from), to: earlier(to, window.to) };
  if (stretch.from >= stretch.to) return;
  const before = line.at(-1);
  if (before?.kind === kind && before.to === stretch.from) line[line.length - 1] = { ...before, to: stretch.to };
  else line.push(stretch);
}

function appendBeginning(line: Segment[], window: Interval, first: KnownState, createdAt: string | null): void {
  const bornAt = createdAt !== null && createdAt < first.from ? createdAt : first.from;
  if (createdAt !== null) append(line, window, 'not-applicable', window.from, bornAt);
  append(line, window, 'unobserved', createdAt === null ? window.from : bornAt, first.from);
}

/**
 * The line of a finding through a window: held, lapsed, or not observed. What lies between the end of one known state
 * and the capture of the next is never coloured in.
 */
export function segmentsOf(
  states: readonly KnownState[],
  window: Interval,
  createdAt: string | null,
): readonly Segment[] {
  const line: Segment[] = [];
  const first = states[0];
  if (first === undefined) return [{ kind: 'unobserved', ...window }];
  appendBeginning(line, window, first, createdAt);
  states.forEach((state, place) => {
    const next = states[place + 1]?.from ?? window.to;
    append(line, window, kinds[state.status], state.from, earlier(state.until, next));
    append(line, window, 'unobserved', earlier(state.until, next), next);
  });
  return line;
}
