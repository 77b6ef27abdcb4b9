import { counted } from '@shared/domain/words.ts';
import { call } from '../api.ts';
import { attempt, useShell } from '../app.store.ts';
import { useEngagement } from '../engagement.store.ts';
import { putOffPrompt, useLive } from '../live/live.store.ts';
import { go, useNavigation } from '../navigation.store.ts';
import { CoverageLine } from '../ui/coverage-line.tsx';
import { Mark } from '../ui/mark.tsx';
import classes from './status-bar.module.css';
import { progressWords } from './status-words.ts';

function Coverage() {
  const coverage = useEngagement((state) => state.summary?.coverage);
  if (coverage === undefined) return null;
  return <CoverageLine coverage={coverage} onOpen={() => go('collections', { view: 'coverage' })} />;
}

/** A question that was put off waits here. */
function PutOff() {
  const prompt = useLive((state) => (state.isPutOff ? state.prompt : null));
  return prompt === null ? null : (
    <button type="button" className={classes.waiting} onClick={() => putOffPrompt(false)}>
      <Mark state="unknown" /> The run waits for you
    </button>
  );
}

type Stop = 'collection.cancel' | 'binder.cancel';

function CancelLink({ stop }: { readonly stop: Stop }) {
  return (
    <button
      type="button"
      className="link"
      onClick={() => void attempt('The work was not cancelled.', () => call(stop, {}))}
    >
      Cancel
    </button>
  );
}

/** Leads to the run from every other page. */
function ShowLink({ id }: { readonly id: number }) {
  const { screen, params } = useNavigation((state) => state.here);
  if (screen === 'collections' && (params.id ?? id) === id && (params.view ?? 'runs') === 'runs') return null;
  return (
    <button type="button" className="link" onClick={() => go('collections', { id })}>
      Show
    </button>
  );
}

function Running() {
  const { importing, judging, exporting } = useEngagement();
  const collecting = useLive((state) => state.run);
  const words = progressWords({ importing, collecting, judging, exporting });
  if (words === null) return <Coverage />;
  const stop = importing !== null ? 'collection.cancel' : exporting !== null ? 'binder.cancel' : null;
  return (
    <span className={classes.running} role="status">
      <progress
        className={classes.progress}
        max={Math.max(1, words.total)}
        value={words.done}
        aria-label={words.text}
      />
      <span className="ellipsis" title={words.text}>
        {words.text}
      </span>
      {importing === null && collecting !== null ? (
        <ShowLink id={collecting.collectionId} />
      ) : stop === null ? null : (
        <CancelLink stop={stop} />
      )}
      <PutOff />
    </span>
  );
}

/** Left: what the screen shows, in words. Right: what was read of what was offered, or the work that runs. */
export function StatusBar() {
  const status = useShell((state) => state.status);
  const counts = useEngagement((state) => state.summary?.counts);
  const whole = counts === undefined ? [] : [counted(counts.resources, 'resource'), counted(counts.checks, 'check')];
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
