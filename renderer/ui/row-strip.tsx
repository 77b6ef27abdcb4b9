import type { Segment, SegmentKind } from '@shared/domain/finding.ts';
import type { Interval } from '@shared/domain/period.ts';
import { place, type StripShape, stripShapes } from '@shared/domain/pictures/period-strip.ts';

/** Narrowest drawing of a lapse in px: minutes in a year must still be seen. */
const leastLapse = 2.5;

const heights: Readonly<Record<SegmentKind, number>> = { held: 3, lapsed: 8, unobserved: 7, 'not-applicable': 0 };
const fills = [
  ['held', 'var(--pass-fill)'],
  ['unobserved', 'url(#hatch)'],
  ['lapsed', 'var(--fail-fill)'],
] as const;

const boxes = (shapes: readonly StripShape[], kind: SegmentKind, middle: number): string =>
  shapes
    .filter((shape) => shape.kind === kind)
    .map(
      ({ x, width }) =>
        `M${x.toFixed(1)} ${middle - heights[kind] / 2}h${width.toFixed(1)}v${heights[kind]}h-${width.toFixed(1)}z`,
    )
    .join('');

const dots = (shapes: readonly StripShape[], middle: number): string =>
  shapes
    .filter(({ kind }) => kind === 'not-applicable')
    .map(({ x, width }) => `M${x.toFixed(1)} ${middle}h${width.toFixed(1)}`)
    .join('');

interface RowStripProps {
  readonly segments: readonly Segment[];
  readonly span: Interval;
  /** The instant judged; null before the first judging. */
  readonly asOf: string | null;
  /** Size in px. */
  readonly width: number;
  readonly height: number;
  /** The same facts in words. */
  readonly label: string;
}

/** The period strip of a table row: the same shapes as the large one in a handful of paths, so that thousands of rows scroll smoothly. */
export function RowStrip({ segments, span, asOf, width, height, label }: RowStripProps) {
  const middle = height / 2;
  const shapes = stripShapes(segments, span, width, leastLapse);
  const now = asOf === null ? 0 : place(asOf, span) * width;
  const ahead = now < width ? `M${now.toFixed(1)} ${middle}H${width}` : '';
  return (
    <svg width={width} height={height} role="img" aria-label={label} style={{ display: 'block' }}>
      {fills.map(([kind, fill]) => {
        const path = boxes(shapes, kind, middle);
        return path === '' ? null : <path key={kind} d={path} fill={fill} />;
      })}
      <path d={dots(shapes, middle) + ahead} stroke="var(--line-strong)" strokeDasharray="1.5 3" />
      {now > 0 && now < width ? <path d={`M${now.toFixed(1)} 0V${height}`} stroke="var(--accent)" /> : null}
    </svg>
  );
}
