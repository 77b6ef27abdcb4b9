import type { Segment, SegmentKind } from '../finding.ts';
import type { Interval } from '../period.ts';

/** A stretch of a strip: left edge and width in the unit of the strip's own width. */
export interface StripShape {
  readonly kind: SegmentKind;
  readonly x: number;
  readonly width: number;
}

/** Where an instant stands in a span, from 0 to 1; instants outside are held at the nearer end. */
export function place(at: string, span: Interval): number {
  const from = Date.parse(span.from);
  const whole = Date.parse(span.to) - from;
  if (whole <= 0) return 0;
  return Math.min(1, Math.max(0, (Date.parse(at) - from) / whole));
}

/** The first midnights of the months that begin inside a span, oldest first (ISO, UTC). */
export function monthStarts(span: Interval): readonly string[] {
  const start = new Date(span.from);
  const found: string[] = [];
  for (let month = start.getUTCMonth(); ; month += 1) {
    const at = new Date(Date.UTC(start.getUTCFullYear(), month, 1)).toISOString();
    if (at >= span.to) return found;
    if (at >= span.from) found.push(at);
  }
}

/** The stretches of a line as shapes on a strip of `width`. A lapse is never drawn narrower than `leastLapse`, so that minutes in a year can be seen. */
export function stripShapes(
  segments: readonly Segment[],
  span: Interval,
  width: number,
  leastLapse: number,
): readonly StripShape[] {
  return segments.flatMap(({ kind, from, to }) => {
    const start = place(from, span) * width;
    const exact = place(to, span) * width - start;
    const wide = kind === 'lapsed' ? Math.max(exact, leastLapse) : exact;
    return wide > 0 ? [{ kind, x: Math.min(start, width - wide), width: wide }] : [];
  });
}
