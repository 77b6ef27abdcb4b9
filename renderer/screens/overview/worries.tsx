import type { Output } from '@shared/contract/contract.ts';
import type { DifferenceKind } from '@shared/domain/system.ts';
import { go } from '../../navigation.store.ts';
import { openDifferences, useScope } from '../../scope.store.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './overview.module.css';

const undeclared: readonly DifferenceKind[] = ['undeclared-account', 'undeclared-region', 'customer-data-outside'];

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

/** The open differences of the scope as one line; null when none is open. */
function useScopeWorry() {
  const view = useScope((state) => state.view);
  const open = view === null ? [] : openDifferences(view);
  if (open.length === 0) return null;
  const isUndeclared = open.some(({ kind }) => undeclared.includes(kind));
  const number = (kinds: readonly DifferenceKind[]) => open.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [number(undeclared), 'seen and not declared'],
    [number(['not-there']), 'declared and not there'],
    [number(['not-read', 'not-recorded']), 'not read'],
  ] as const;
  const consequence = parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join(', ');
  return { number: String(open.length), consequence, isUndeclared };
}

function ScopeWorry({ number, consequence }: { readonly number: string; readonly consequence: string }) {
  return (
    <li>
      <button type="button" className={classes.worry} data-arrow onClick={() => go('scope')}>
        <span className="type-number">{number}</span>
        <span>
          {number === '1' ? 'place where scope and clouds differ' : 'places where scope and clouds differ'}
          <small>{consequence}</small>
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

const limit = 5;

/** At most five facts, the number first, worst first; what is there undeclared comes before every check. */
export function Worries({ worries, isJudged }: WorriesProps) {
  const scope = useScopeWorry();
  const shown = worries.slice(0, scope === null ? limit : limit - 1);
  return (
    <section aria-labelledby="worries">
      <h2 id="worries" className={classes.title}>
        What would worry the auditor
      </h2>
      {shown.length === 0 && scope === null ? (
        <None isJudged={isJudged} />
      ) : (
        <ul className={classes.worries} onKeyDown={arrowFocus}>
          {scope?.isUndeclared === true ? <ScopeWorry {...scope} /> : null}
          {shown.map((worry) => (
            <WorryLine key={`${worry.number} ${worry.fact}`} worry={worry} />
          ))}
          {scope?.isUndeclared === false ? <ScopeWorry {...scope} /> : null}
        </ul>
      )}
    </section>
  );
}
