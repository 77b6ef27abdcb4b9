import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { Info, TriangleAlert } from 'lucide-react';
import { ListState } from '../../ui/list-state.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './engagement.module.css';
import { leftWords } from './readiness-words.ts';

type Readiness = Output<'engagement.readiness'>;

function Warning({ rule, level, words }: Readiness['warnings'][number]) {
  const Icon = level === 'warning' ? TriangleAlert : Info;
  return (
    <li className={classes.warning} data-level={level}>
      <Icon size={16} strokeWidth={1.75} role="img" aria-label={level === 'warning' ? 'Warning' : 'Note'} />
      <div>
        <strong>{rule}</strong>
        <p>{words}</p>
      </div>
    </li>
  );
}

function Day({ what, on, words, left }: Readiness['dates'][number]) {
  return (
    <li className={classes.day} data-past={left < 0 || undefined}>
      <time className="nums" dateTime={on}>
        {dayWords(on)}
      </time>
      <span className={classes.left}>{leftWords(left)}</span>
      <strong>{what}</strong>
      <p>{words}</p>
    </li>
  );
}

function Days({ dates }: { readonly dates: Readiness['dates'] }) {
  const past = dates.filter(({ left }) => left < 0);
  return (
    <>
      <ol className={classes.dayList}>
        {dates
          .filter(({ left }) => left >= 0)
          .map((date) => (
            <Day key={date.what} {...date} />
          ))}
      </ol>
      {past.length === 0 ? null : (
        <details className={classes.passed}>
          <summary>{counted(past.length, 'day has', 'days have')} passed</summary>
          <ol className={classes.dayList}>
            {past.map((date) => (
              <Day key={date.what} {...date} />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function Full({ dates, warnings }: Readiness) {
  return (
    <>
      <section>
        <h2 className="type-section">What a reader must know</h2>
        {warnings.length === 0 ? (
          <p className={classes.none}>No rule about dates speaks against this engagement.</p>
        ) : (
          <ul className={classes.warnings}>
            {warnings.map((it) => (
              <Warning key={it.words} {...it} />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2 className="type-section">Days to plan by</h2>
        <Days dates={dates} />
      </section>
    </>
  );
}

/** What follows from the facts as they are saved: warnings by rule, and the days that planning depends on. */
export function ReadinessPane({ isDirty }: { readonly isDirty: boolean }) {
  const answer = useRoute('engagement.readiness', {}, ['engagement', 'controls']);
  return (
    <aside className={classes.readiness} aria-label="What follows from the dates">
      {isDirty ? <p className={classes.stale}>This speaks of the facts as they were saved last.</p> : null}
      {answer.state === 'ready' ? <Full {...answer.value} /> : null}
      {answer.state === 'loading' ? <ListState kind="loading" title="The dates are being counted" /> : null}
      {answer.state === 'error' ? (
        <ListState
          kind="error"
          title="The dates could not be counted"
          text={answer.error.message}
          action={<Button onClick={answer.reload}>Try again</Button>}
        />
      ) : null}
    </aside>
  );
}
