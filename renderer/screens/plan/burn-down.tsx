import { counted, dayWords, shortDay } from '@shared/domain/words.ts';
import { burnDownPath, type Frame, heightOf, type Point } from './burn-down-path.ts';
import classes from './plan.module.css';

const width = 720;
const height = 132;
const frame: Frame = { from: 24, to: width - 4, bottom: height - 20, top: 8 };

interface BurnDownProps {
  readonly points: readonly Point[];
  readonly isTable: boolean;
}

function PointsTable({ points }: Pick<BurnDownProps, 'points'>) {
  return (
    <table className={classes.points}>
      <thead>
        <tr>
          <th>Week ending</th>
          <th>Open</th>
          <th>Due by then</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ on, open, due }) => (
          <tr key={on}>
            <td>{dayWords(on)}</td>
            <td className={classes.number}>{open}</td>
            <td className={classes.number}>{due}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The key of the two lines, drawn as they are drawn. */
function Key() {
  return (
    <span className={classes.key}>
      <svg width="24" height="8" aria-hidden="true">
        <path d="M0 4H24" stroke="var(--ink-fill)" strokeWidth="2" />
      </svg>
      open
      <svg width="24" height="8" aria-hidden="true">
        <path d="M0 4H24" stroke="var(--fail-fill)" strokeWidth="1.5" strokeDasharray="4 3" />
      </svg>
      of them due by then
    </span>
  );
}

/** Exceptions open week by week, and how many of them were due: a picture with its words, or the same as a table. */
export function BurnDown({ points, isTable }: BurnDownProps) {
  const last = points.at(-1);
  const first = points[0];
  if (last === undefined || first === undefined) return null;
  if (isTable) return <PointsTable points={points} />;
  const most = Math.max(1, ...points.map(({ open, due }) => Math.max(open, due)));
  const since = points.length === 1 ? '' : `; at most ${most} since ${dayWords(first.on)}`;
  const words = `${counted(last.open, 'exception')} open on ${dayWords(last.on)}, ${last.due} of them due${since}.`;
  return (
    <figure className={classes.figure}>
      <figcaption>
        {words} <Key />
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={words}>
        <title>{words}</title>
        {[0, most].map((value) => (
          <g key={value}>
            <path d={`M${frame.from} ${heightOf(value, most, frame)}H${frame.to}`} stroke="var(--line-hair)" />
            <text x={frame.from - 6} y={heightOf(value, most, frame) + 4} textAnchor="end" className={classes.axis}>
              {value}
            </text>
          </g>
        ))}
        <path d={burnDownPath(points, 'open', most, frame)} fill="none" stroke="var(--ink-fill)" strokeWidth="2" />
        <path
          d={burnDownPath(points, 'due', most, frame)}
          fill="none"
          stroke="var(--fail-fill)"
          strokeWidth="1.5"
          strokeDasharray="4 3"
        />
        <text x={frame.from} y={height - 4} className={classes.axis}>
          {shortDay(first.on)}
        </text>
        {points.length === 1 ? null : (
          <text x={frame.to} y={height - 4} textAnchor="end" className={classes.axis}>
            {shortDay(last.on)}
          </text>
        )}
      </svg>
    </figure>
  );
}
