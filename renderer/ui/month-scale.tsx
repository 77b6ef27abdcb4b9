import type { Period } from '@shared/domain/period.ts';
import { monthStarts, place } from '@shared/domain/pictures/period-strip.ts';
import { monthName, shortDay } from '@shared/domain/words.ts';
import classes from './month-scale.module.css';
import { fittingMonths, stripSpan } from './strip-scale.ts';

interface MonthScaleProps {
  readonly period: Period;
  /** The day judged, named in the accent where it stands; left out where the strip below says it. */
  readonly asOf?: string | null | undefined;
}

/** The names of the months above a period strip of the same width. */
export function MonthScale({ period, asOf = null }: MonthScaleProps) {
  const span = stripSpan(period);
  const now = asOf !== null && asOf > span.from && asOf < span.to ? place(asOf, span) : null;
  const months = monthStarts(span).map((at) => ({ at, x: place(at, span) }));
  return (
    <div className={classes.scale} aria-hidden="true">
      {fittingMonths(months, now).map(({ at, x }) => (
        <span key={at} style={{ left: `calc(${x * 100}% + 3px)` }}>
          {monthName(at)}
        </span>
      ))}
      {now === null || asOf === null ? null : (
        <span className={classes.now} style={{ left: `${now * 100}%` }}>
          {shortDay(asOf)}
        </span>
      )}
    </div>
  );
}

/** The ends of a period and its year, for heads of narrow strip columns. */
export function ScaleEnds({ period }: { readonly period: Period }) {
  return (
    <span className={classes.ends}>
      <span>{monthName(period.from)}</span>
      <span>{period.from.slice(0, 4)}</span>
      <span>{monthName(period.to)}</span>
    </span>
  );
}
