import { count } from '@shared/domain/words.ts';
import { call } from '../api.ts';
import { attempt, useShell } from '../app.store.ts';
import { useEngagement } from '../engagement.store.ts';
import { go } from '../navigation.store.ts';
import { Mark } from '../ui/mark.tsx';
import classes from './status-bar.module.css';
import { coverageWords, progressWords } from './status-words.ts';

function CoverageLine() {
  const coverage = useEngagement((state) => state.summary?.coverage);
  if (coverage === undefined) return null;
  const { before, numbers, after } = coverageWords(coverage);
  return (
    <button
      type="button"
      className={classes.coverage}
      title={`${before}${numbers}${after}`}
      onClick={() => go('collections', { view: 'coverage' })}
    >
      {coverage.reasons.length > 0 || coverage.collectionId === null ? <Mark state="unknown" /> : null}
      <span className="ellipsis">
        {before}
        <b>{numbers}</b>
        {after}
      </span>
    </button>
  );
}

function Running() {
  const { importing, judging, exporting } = useEngagement();
  const words = progressWords({ importing, judging, exporting });
  if (words === null) return <CoverageLine />;
  const stop = importing !== null ? 'collection.cancel' : exporting !== null ? 'binder.cancel' : null;
  return (
    <span className={classes.running} role="status">
      <progress
        className={classes.progress}
        max={Math.max(1, words.total)}
        value={words.done}
        aria-label={words.text}
      />
      <span className="ellipsis">{words.text}</span>
      {stop === null ? null : (
        <button
          type="button"
          className="link"
          onClick={() => void attempt('The work was not cancelled.', () => call(stop, {}))}
        >
          Cancel
        </button>
      )}
    </span>
  );
}

/** Left: what the screen shows, in words. Right: what was read of what was offered, or the work that runs. */
export function StatusBar() {
  const status = useShell((state) => state.status);
  const counts = useEngagement((state) => state.summary?.counts);
  const whole = counts === undefined ? [] : [`${count(counts.resources)} resources`, `${count(counts.checks)} checks`];
  return (
    <footer className={classes.bar}>
      <div className={classes.facts}>
        {(status.length > 0 ? status : whole).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </div>
      <Running />
    </footer>
  );
}
