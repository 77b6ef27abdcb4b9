import type { CriterionReading } from '@shared/domain/reading.ts';
import { count } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { Mark } from '../../ui/mark.tsx';
import classes from './criteria-table.module.css';

function Line({
  reading: { criterion, reading, counts, controlsWithEvidence },
}: {
  readonly reading: CriterionReading;
}) {
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => go('criteria', { id: criterion.id })}>
          <code className="type-mono">{criterion.id}</code>
        </button>
      </th>
      <td title={criterion.title}>{criterion.title}</td>
      <td>
        <Mark state={reading} word />
      </td>
      {[counts.fail, counts.lapsed, counts.unknown, counts.pass, controlsWithEvidence].map((number, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed.
        <td key={place} className={classes.number}>
          {count(number)}
        </td>
      ))}
    </tr>
  );
}

/** The facts of the criteria grid as a table. */
export function CriteriaTable({ criteria }: { readonly criteria: readonly CriterionReading[] }) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {['Criterion', 'Title', 'Standing', 'Fail', 'Lapsed', 'Unknown', 'Pass', 'Controls with evidence'].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {criteria.map((reading) => (
            <Line key={reading.criterion.id} reading={reading} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
