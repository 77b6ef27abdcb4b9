import type { Output } from '@shared/contract/contract.ts';
import { go } from '../../navigation.store.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './overview.module.css';

type Worry = Output<'overview.get'>['worries'][number];

function WorryLine({ worry }: { readonly worry: Worry }) {
  return (
    <li>
      <button
        type="button"
        className={classes.worry}
        data-arrow
        onClick={() => go('findings', { tab: 'all', filter: worry.filter })}
      >
        <span className="type-number">{worry.number}</span>
        <span>
          {worry.fact}
          <small>{worry.consequence}</small>
        </span>
      </button>
    </li>
  );
}

function None({ isJudged }: { readonly isJudged: boolean }) {
  return isJudged ? (
    <ListState
      kind="empty"
      title="No finding fails or lapsed"
      text="This speaks of what was read; what was not read stays unknown."
    />
  ) : (
    <ListState
      kind="empty"
      title="Nothing has been read yet"
      text="Import AWS Config snapshots or saved answers; the checks run by themselves and the worst facts are listed here."
    />
  );
}

interface WorriesProps {
  readonly worries: readonly Worry[];
  readonly isJudged: boolean;
}

/** At most five facts, the number first, worst first. */
export function Worries({ worries, isJudged }: WorriesProps) {
  return (
    <section aria-labelledby="worries">
      <h2 id="worries" className={classes.title}>
        What would worry the auditor
      </h2>
      {worries.length === 0 ? (
        <None isJudged={isJudged} />
      ) : (
        <ul className={classes.worries} onKeyDown={arrowFocus}>
          {worries.slice(0, 5).map((worry) => (
            <WorryLine key={`${worry.number} ${worry.fact}`} worry={worry} />
          ))}
        </ul>
      )}
    </section>
  );
}
