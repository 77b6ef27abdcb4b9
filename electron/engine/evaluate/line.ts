import { addStretch, type Segment, type SegmentKind } from '@shared/domain/finding.ts';
import { daysBetween } from '@shared/domain/period.ts';

/** What wins where several resources differ at one instant: one lapse is the control's lapse. */
const weight: Readonly<Record<SegmentKind, number>> = { 'not-applicable': 0, unobserved: 1, held: 2, lapsed: 3 };
const byWeight: readonly SegmentKind[] = ['lapsed', 'held', 'unobserved', 'not-applicable'];

/** Many lines laid over each other, fed one by one and held as counts, so that 100,000 lines cost little. */
export interface LineSum {
  add(segments: readonly Segment[]): void;
  /** Adds all lines of another sum, what held in them as what it is in these. */
  addSum(other: LineSum, held: SegmentKind): void;
  /** Hour since 1970 to how many stretches of each kind begin (or, below nothing, end) there. */
  readonly changes: ReadonlyMap<number, Int32Array>;
  result(): readonly Segment[];
}

const hour = 3_600_000;

/**
 * Lays lines over each other: lapsed where any lapsed, else held where any was seen to hold, else unobserved. To the
 * hour: a lapse is widened to whole hours, so that a short one is never lost; exact instants stand in each finding.
 */
export function createLineSum(): LineSum {
  const changes = new Map<number, Int32Array>();
  const bump = (at: number, index: number, by: number): void => {
    const counts = changes.get(at) ?? new Int32Array(byWeight.length);
    changes.set(at, counts);
    counts[index] = (counts[index] ?? 0) + by;
  };
  return {
    changes,
    add(segments) {
      for (const { kind, from, to } of segments) {
        const end = Date.parse(to) / hour;
        bump(Math.floor(Date.parse(from) / hour), weight[kind], 1);
        bump(kind === 'lapsed' ? Math.ceil(end) : Math.floor(end), weight[kind], -1);
      }
    },
    addSum(other, held) {
      for (const [at, counts] of other.changes)
        for (const [index, by] of counts.entries()) bump(at, index === weight.held ? weight[held] : index, by);
    },
    result: () => sweep(changes),
  };
}

const instantOf = (at: number): string => new Date(at * hour).toISOString();

function sweep(changes: ReadonlyMap<number, Int32Array>): readonly Segment[] {
  const open = new Int32Array(byWeight.length);
  const hours = [...changes.keys()].sort((a, b) => a - b);
  const line: Segment[] = [];
  hours.forEach((at, place) => {
    changes.get(at)?.forEach((by, index) => {
      open[index] = (open[index] ?? 0) + by;
    });
    const next = hours[place + 1];
    const kind = byWeight.find((it) => (open[weight[it]] ?? 0) > 0);
    if (next === undefined || kind === undefined) return;
    addStretch(line, { kind, from: instantOf(at), to: instantOf(next) });
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

/** A line in words: `2 lapses, 18 days, open`, `Held, 249 days unobserved`, `Not observed`. Open: something still fails. */
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
  return hidden >= 1 ? `Held, ${days(hidden)} unobserved` : 'Held in every reading';
}
