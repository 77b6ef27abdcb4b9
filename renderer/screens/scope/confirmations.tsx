import type { ScopeConfirmation } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import type { ScopeView } from '../../scope.store.ts';
import { Time } from '../../ui/time.tsx';
import classes from './scope.module.css';
import { placeWords, quarterWords } from './scope-words.ts';

interface LineProps {
  readonly confirmation: ScopeConfirmation;
  readonly nameOf: (difference: string) => string;
}

function Line({ confirmation: { quarter, at, by, memoVersion, open }, nameOf }: LineProps) {
  return (
    <tr>
      <td>{quarterWords(quarter)}</td>
      <td>
        <Time at={at} form="instant" />
      </td>
      <td>{by}</td>
      <td>Version {memoVersion}</td>
      <td>
        {open.length === 0 ? (
          'None open'
        ) : (
          <details>
            <summary>{counted(open.length, 'filed as open', 'filed as open')}</summary>
            <ul>
              {open.map(({ difference, reason }) => (
                <li key={difference}>
                  <code className="type-mono">{nameOf(difference)}</code> {reason}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
    </tr>
  );
}

/** The quarters confirmed so far, newest first: by whom, on which memo, with what left open. */
export function Confirmations({ view: { confirmations, differences } }: { readonly view: ScopeView }) {
  const nameOf = (id: string) => {
    const known = differences.find((difference) => difference.id === id);
    return known === undefined ? id : placeWords(known);
  };
  return (
    <table className={classes.confirmations} aria-label="Past confirmations">
      <thead>
        <tr>
          {['Quarter', 'Confirmed', 'By', 'Memo', 'Differences'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {confirmations
          .toSorted((a, b) => b.at.localeCompare(a.at))
          .map((confirmation) => (
            <Line key={`${confirmation.quarter} ${confirmation.at}`} confirmation={confirmation} nameOf={nameOf} />
          ))}
      </tbody>
    </table>
  );
}
