import { type FindingState, findingStates } from '@shared/domain/finding.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import { count, counted } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import classes from './overview.module.css';

const meanings: Readonly<Record<FindingState, string>> = {
  fail: 'contradicts what is declared',
  lapsed: 'failed inside the period, not seen to fail now',
  unknown: 'could not be judged, with the reason',
  pass: 'held in what was read',
  'not-applicable': 'nothing for the check to judge',
};

interface JudgedChecks {
  readonly checks: readonly CheckReading[];
  /** False before the first judging, when a zero would say more than is known. */
  readonly isJudged: boolean;
}

/** Findings by state, side by side; never folded into one figure. */
export function VerdictCounts({ checks, isJudged }: JudgedChecks) {
  const total = (state: FindingState) => checks.reduce((sum, { counts }) => sum + counts[state], 0);
  return (
    <section aria-labelledby="verdicts">
      <div className={classes.titleRow}>
        <h2 id="verdicts" className={classes.title}>
          Findings by state
        </h2>
        {isJudged ? <span className={classes.aside}>{counted(checks.length, 'check')}</span> : null}
      </div>
      {isJudged ? (
        <ul className={classes.lines}>
          {findingStates.map((state) => (
            <li key={state}>
              <button type="button" onClick={() => go('findings', { tab: 'all', filter: { state: [state] } })}>
                <Mark state={state} word />
                <span className={`ellipsis text-3 ${classes.grows}`}>{meanings[state]}</span>
                <b>{count(total(state))}</b>
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <ListState
          kind="empty"
          title="Nothing has been judged yet"
          text="Findings are counted by state as soon as something was read."
        />
      )}
    </section>
  );
}
