import type { Gap } from '@shared/domain/coverage.ts';
import { count } from '@shared/domain/words.ts';
import { Mark } from '../../ui/mark.tsx';
import classes from './coverage.module.css';

function GapLine({ gap }: { readonly gap: Gap }) {
  return (
    <tr>
      <td>
        <Mark state="unknown" />
      </td>
      <td>
        {gap.what}
        <small>{[gap.account, gap.region].filter((part) => part !== '').join(' ') || 'Place not stated'}</small>
      </td>
      <td>{gap.reason}</td>
      <td>{gap.hides}</td>
      <td>{gap.remedy}</td>
      <td className={classes.right}>{count(gap.verdictsUnknown)}</td>
    </tr>
  );
}

/** What could not be read, why, what it hides and what would mend it. */
export function GapTable({ gaps }: { readonly gaps: readonly Gap[] }) {
  return (
    <section className={classes.gaps}>
      <h2 className="type-section">
        Could not be read <small>These verdicts stay unknown until a later run reads them.</small>
      </h2>
      {gaps.length === 0 ? (
        <p className="type-second text-3">Every place the imported files speak of was read.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.hidden}>Sign</span>
              </th>
              <th scope="col">What</th>
              <th scope="col">Reason</th>
              <th scope="col">What it hides</th>
              <th scope="col">Remedy</th>
              <th scope="col" className={classes.right}>
                Unknown
              </th>
            </tr>
          </thead>
          <tbody>
            {gaps.map((gap) => (
              <GapLine key={`${gap.account} ${gap.region} ${gap.what} ${gap.reason}`} gap={gap} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
