import type { Segment, SegmentKind } from '@shared/domain/finding.ts';
import { daysBetween } from '@shared/domain/period.ts';

/** What wins where several resources differ at one instant: one lapse is the control's lapse. */
const weight: Readonly<Record<SegmentKind, number>> = { 'not-applicable': 0, unobserved: 1, held: 2, lapsed: 3 };
const byWeight: readonly SegmentKind[] = ['lapsed', 'held', 'unobserved', 'not-applicable'];

/** Many lines laid over each other, fed one by one and held as counts, so that 100,000 lines cost little. */
export interface LineSum {
  add(segments: readonly Segment[]): void;
  result(): readonly Segment[];
}

/** Lays lines over each other: lapsed where any lapsed, else held where any was seen to hold, else unobserved. */
export function createLineSum(): LineSum {
  const changes = new Map<string, Int32Array>();
  const at = (instant: string): Int32Array => {
    const known = changes.get(instant) ?? new Int32Array(byWeight.length);
    changes.set(instant, known);
    return known;
  };
  const bump = (instant: string, kind: SegmentKind, by: number): void => {
    const counts = at(instant);
    counts[weight[kind]] = (counts[weight[kind]] ?? 0) + by;
  };
  return {
    add(segments) {
      for (const { kind, from, to } of segments) {
        bump(from, kind, 1);
        bump(to, kind, -1);
      }
    },
    result: () => sweep(changes),
  };
}

function sweep(changes: ReadonlyMap<string, Int32Array>): readonly Segment[] {
  const open = new Int32Array(byWeight.length);
  const instants = [...changes.keys()].sort();
  const line: Segment[] = [];
  instants.forEach((from, place) => {
    changes.get(from)?.forEach((by, index) => {
      open[index] = (open[index] ?? 0) + by;
    });
    const to = instants[place + 1];
    const kind = byWeight.find((it) => (open[weight[it]] ?? 0) > 0);
    if (to === undefined || kind === undefined) return;
    const before = line.at(-1);
    if (before?.kind === kind && before.to === from) line[line.length - 1] = { ...before, to };
    else line.push({ kind, from, to });
  });
  return line;
}

/** Several finished lines as one. */
export function mergeLines(lines: readonly (readonly Segment[])[]): readonly Segment[] {
  const sum = createLineSum();
  for (const line of lines) sum.add(line);
  return sum.result();
}

const days = (count: number): string => {
  if (count < 1) return 'under a day';
  return Math.round(count) === 1 ? '1 day' : `${Math.round(count)} days`;
};

/** A line in words: `2 lapses, 18 days, open`, `Held in every reading`, `Not observed`. Open: something still fails. */
export function lineWords(line: readonly Segment[], isOpen: boolean): string {
  const lapsed = line.filter(({ kind }) => kind === 'lapsed');
  const unobserved = line.filter(({ kind }) => kind === 'unobserved');
  if (lapsed.length > 0) {
    const total = lapsed.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
    return [lapsed.length === 1 ? '1 lapse' : `${lapsed.length} lapses`, days(total), ...(isOpen ? ['open'] : [])].join(
      ', ',
    );
  }
  if (!line.some(({ kind }) => kind === 'held'))
    return line.length === 0 || unobserved.length > 0 ? 'Not observed' : 'Not applicable';
  const hidden = unobserved.reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);
  return hidden >= 1 ? `Held where seen, ${days(hidden)} unobserved` : 'Held in every reading';
}
