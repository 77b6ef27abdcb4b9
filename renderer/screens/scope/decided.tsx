import type { ScopeDecision, ScopeDifference } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Time } from '../../ui/time.tsx';
import { ActButton } from './act-button.tsx';
import { DifferenceMark } from './difference-mark.tsx';
import { Where } from './differences.tsx';
import classes from './scope.module.css';
import { seenTitle } from './scope-words.ts';

const kindWords: Readonly<Record<ScopeDecision['kind'], string>> = {
  accepted: 'Accepted as it is',
  asked: 'The client was asked',
};

function DecidedRow({
  difference,
  decision,
}: {
  readonly difference: ScopeDifference;
  readonly decision: ScopeDecision;
}) {
  return (
    <tr>
      <td>
        <DifferenceMark kind={difference.kind} />
      </td>
      <td>
        <Where difference={difference} />
      </td>
      <td>{seenTitle(difference)}</td>
      <td>
        <b>{kindWords[decision.kind]}</b>
        <small>
          <Time at={decision.at} form="day" />, by {decision.by}
        </small>
      </td>
      <td className={classes.follows}>{decision.reason}</td>
      <td>
        <span className={classes.acts}>
          <ActButton act="withdraw" difference={difference} isQuiet />
        </span>
      </td>
    </tr>
  );
}

/** The differences somebody has decided, folded away: by whom, when and why. */
export function Decided({ differences }: { readonly differences: readonly ScopeDifference[] }) {
  const [isOpen, setOpen] = useState(false);
  const decided = differences.flatMap((difference) =>
    difference.decision === null ? [] : [{ difference, decision: difference.decision }],
  );
  if (decided.length === 0) return null;
  const Sign = isOpen ? ChevronDown : ChevronRight;
  return (
    <section>
      <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Sign size={14} strokeWidth={1.75} aria-hidden="true" />
        {counted(decided.length, 'decided difference')}
      </button>
      {isOpen ? (
        <table className={classes.decided}>
          <thead>
            <tr>
              {['Difference', 'Where', 'Seen', 'Decision', 'Why', 'Change'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decided.map((one) => (
              <DecidedRow key={one.difference.id} {...one} />
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
