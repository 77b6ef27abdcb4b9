import { useState } from 'react';
import classes from './exception.module.css';
import type { Detail } from './exception.store.ts';
import { PointMark } from './point-mark.tsx';

type Point = Detail['rubric']['points'][number];

const before = ({ state, isCritical }: Point): string => {
  if (state === 'met') return '';
  if (state === 'partial') return 'Half. ';
  return isCritical ? 'Missing, critical. ' : 'Missing. ';
};

/** One note beside its section: what is there, or what is missing, and a good example when asked. */
export function RubricNote({ point }: { readonly point: Point }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className={classes.note} aria-live="polite">
      <span className={classes.pointId}>{point.id}</span>
      <PointMark state={point.state} />
      <div>
        <b>{before(point)}</b>
        {point.words}{' '}
        {point.state === 'met' ? null : (
          <button type="button" className="link" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Hide the example' : 'Example'}
          </button>
        )}
        {isShown && point.state !== 'met' ? <p className={classes.example}>{point.example}</p> : null}
      </div>
    </div>
  );
}
