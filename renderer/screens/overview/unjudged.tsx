import type { CheckReading } from '@shared/domain/reading.ts';
import { count, counted } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './overview.module.css';

const shown = 5;

interface JudgedChecks {
  readonly checks: readonly CheckReading[];
  /** False before the first judging, when a zero would say more than is known. */
  readonly isJudged: boolean;
}

/** The checks that could see least: what a further import should bring. */
export function Unjudged({ checks, isJudged }: JudgedChecks) {
  const blind = checks
    .filter(({ counts }) => counts.unknown > 0)
    .toSorted((a, b) => b.counts.unknown - a.counts.unknown);
  return (
    <section aria-labelledby="unjudged">
      <div className={classes.titleRow}>
        <h2 id="unjudged" className={classes.title}>
          Could not be judged
        </h2>
        {blind.length > shown ? (
          <span className={classes.aside}>
            {shown} of {counted(blind.length, 'check')}
          </span>
        ) : null}
      </div>
      {blind.length === 0 ? (
        <ListState
          kind="empty"
          title={isJudged ? 'Every check could see what it needs' : 'Nothing has been judged yet'}
          text={
            isJudged
              ? 'This speaks of the places that were read.'
              : 'Checks that lack something to read are listed here.'
          }
        />
      ) : (
        <ul className={classes.lines}>
          {blind.slice(0, shown).map(({ checkId, title, counts }) => (
            <li key={checkId}>
              <button type="button" onClick={() => go('findings', { tab: 'unknown', filter: { check: checkId } })}>
                <span className={`ellipsis ${classes.grows}`} title={title}>
                  {title}
                </span>
                <b>{count(counts.unknown)} unknown</b>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
