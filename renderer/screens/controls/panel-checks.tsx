import type { CheckReading, StateCounts } from '@shared/domain/reading.ts';
import { go } from '../../navigation.store.ts';
import { Mark, type MarkState } from '../../ui/mark.tsx';
import classes from './panel.module.css';

const gravestFirst = ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const;

/** The gravest state found: what a check's mark shows. */
const gravest = (counts: StateCounts): MarkState => gravestFirst.find((state) => counts[state] > 0) ?? 'silent';

/** What each check that reads a control found. */
export function Checks({ checks }: { readonly checks: readonly CheckReading[] }) {
  if (checks.length === 0) return null;
  return (
    <section>
      <h3>Checks</h3>
      <ul className={classes.checks}>
        {checks.map(({ checkId, counts, sentence }) => (
          <li key={checkId} className={classes.check}>
            <Mark state={gravest(counts)} />
            <button
              type="button"
              className={classes.checkLink}
              onClick={() => go('findings', { tab: 'all', filter: { check: checkId } })}
            >
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
