import type { Segment, SegmentKind } from '@shared/domain/finding.ts';
import type { Period } from '@shared/domain/period.ts';
import { monthStarts, place, stripShapes } from '@shared/domain/pictures/period-strip.ts';
import { stripSpan } from './strip-scale.ts';
import { durationWords, instantWords } from './words.ts';

interface StripProps {
  readonly segments: readonly Segment[];
  /** Days (both inclusive) or instants; the whole width of the strip. */
  readonly period: Period;
  /** The instant judged: where the future begins; null before the first judging. */
  readonly asOf: string | null;
  /** Instants marked with a tick, such as collections. */
  readonly ticks?: readonly string[] | undefined;
  readonly height?: number | undefined;
  /** For rows of a table: lapses 8 px high instead of 12, and no lines of months. */
  readonly dense?: boolean | undefined;
  /** The same facts in words. */
  readonly label: string;
}

// Percent of the strip: keeps a lapse of no measurable length among the shapes; its drawn floor is in pixels.
const leastLapse = 0.01;

const kindWords: Readonly<Record<SegmentKind, string>> = {
  held: 'Held',
  lapsed: 'Lapsed',
  unobserved: 'Not observed',
  'not-applicable': 'Not applicable',
};
const fills: Readonly<Record<SegmentKind, string>> = {
  held: 'var(--pass-fill)',
  lapsed: 'var(--fail-fill)',
  unobserved: 'url(#hatch)',
  'not-applicable': 'none',
};

const segmentTitle = ({ kind, from, to }: Segment): string =>
  `${kindWords[kind]}, ${instantWords(from)} to ${instantWords(to)}, ${durationWords(from, to)}`;

function thickness(kind: SegmentKind, dense: boolean): number {
  if (kind === 'held') return 3;
  if (kind === 'unobserved') return 7;
  return dense ? 8 : 12;
}

interface PartProps {
  readonly kind: SegmentKind;
  /** Left edge and width in percent of the strip. */
  readonly x: number;
  readonly width: number;
  readonly middle: number;
  readonly dense: boolean;
  readonly title: string;
}

function Part({ kind, x, width, middle, dense, title }: PartProps) {
  const high = thickness(kind, dense);
  // A lapse of minutes in a year must still be seen, so its width has a floor.
  const wide = kind === 'lapsed' ? `max(2.5px, ${width}%)` : `${width}%`;
  return (
    <rect x={`${x}%`} y={middle - high / 2} height={high} fill={fills[kind]} style={{ width: wide }}>
      <title>{title}</title>
    </rect>
  );
}

interface LineProps {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly isDotted?: boolean;
}

/** A level line; dotted where nobody can speak yet or the resource did not exist. */
function Level({ from, to, y, isDotted = false }: LineProps) {
  if (to <= from) return null;
  const dots = isDotted ? { strokeDasharray: '1.5 3' } : {};
  return <line x1={`${from}%`} x2={`${to}%`} y1={y} y2={y} stroke="var(--line-strong)" {...dots} />;
}

interface UprightProps {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly stroke: string;
  readonly title?: string;
}

/** An upright line: a month, the day judged, or a tick with its instant. */
function Upright({ x, from, to, stroke, title }: UprightProps) {
  return (
    <line x1={`${x}%`} x2={`${x}%`} y1={from} y2={to} stroke={stroke} strokeWidth={title === undefined ? 1 : 1.25}>
      {title === undefined ? null : <title>{title}</title>}
    </line>
  );
}

/** The audit period as one line: held, lapsed, not observed, not yet; drawn in percent so that any width fits. */
export function PeriodStrip({ segments, period, asOf, ticks, height = 24, dense = false, label }: StripProps) {
  const span = stripSpan(period);
  const y = height / 2;
  const at = (instant: string) => place(instant, span) * 100;
  const now = asOf === null ? 0 : at(asOf);
  const drawn = segments.map((segment) => ({ segment, shape: stripShapes([segment], span, 100, leastLapse)[0] }));
  return (
    <svg width="100%" height={height} role="img" aria-label={label} style={{ display: 'block', overflow: 'visible' }}>
      {monthStarts(span)
        .filter((month) => month > span.from)
        .map((month) => (
          <Upright key={month} x={at(month)} from={0} to={height} stroke="var(--line-hair)" />
        ))}
      {ticks === undefined ? null : <Level from={0} to={now} y={y} />}
      {drawn.map(({ segment, shape }) => {
        if (shape === undefined) return null;
        const { kind, x, width } = shape;
        const title = segmentTitle(segment);
        return kind === 'not-applicable' ? (
          <Level key={title} from={x} to={x + width} y={y} isDotted />
        ) : (
          <Part key={title} kind={kind} x={x} width={width} middle={y} dense={dense} title={title} />
        );
      })}
      <Level from={now} to={100} y={y} isDotted />
      {now > 0 && now < 100 ? <Upright x={now} from={0} to={height} stroke="var(--accent)" /> : null}
      {ticks?.map((tick) => (
        <Upright key={tick} x={at(tick)} from={y - 4} to={y + 4} stroke="var(--ink-fill)" title={instantWords(tick)} />
      ))}
    </svg>
  );
}
