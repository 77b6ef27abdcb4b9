import type { CheckReading } from '@shared/domain/reading.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { count } from '../../ui/words.ts';
import classes from './overview.module.css';

const shown = 5;

/** The checks that could see least: what a further import should bring. */
export function Unjudged({ checks }: { readonly checks: readonly CheckReading[] }) {
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
            {shown} of {count(blind.length)} checks
          </span>
        ) : null}
      </div>
      {blind.length === 0 ? (
        <ListState
          kind="empty"
          title={checks.length === 0 ? 'Nothing has been judged yet' : 'Every check could see what it needs'}
          text={
            checks.length === 0
              ? 'Checks that lack something to read are listed here.'
              : 'This speaks of the places that were read.'
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
