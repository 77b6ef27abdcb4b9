import { VisuallyHidden } from '@mantine/core';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { shortDay } from '@shared/domain/words.ts';
import { useEffect, useRef } from 'react';
import { ListState } from '../../ui/list-state.tsx';
import { middleTruncated } from '../../ui/middle-truncated.ts';
import { ActButton, MoreActs } from './act-button.tsx';
import { actsOf } from './difference-acts.ts';
import { DifferenceMark } from './difference-mark.tsx';
import classes from './scope.module.css';
import { focusDifference, showPane, useScopeUi } from './scope-ui.store.ts';
import { placeWords, regionName, seenLine, seenTitle, stanceWords } from './scope-words.ts';

/** An account beside its region, the account shortened in the middle where it is long. */
export function Where({ difference }: { readonly difference: ScopeDifference }) {
  const { account } = difference;
  return (
    <>
      <code className="type-mono" title={account}>
        {middleTruncated(account, 14)}
      </code>
      <small>{regionName(difference)}</small>
    </>
  );
}

/** What was seen, since when, and the way to the evidence. */
function Seen({ difference }: { readonly difference: ScopeDifference }) {
  const { seen, evidence } = difference;
  const since = seen.firstSeenAt === null ? '' : ` First seen ${shortDay(seen.firstSeenAt)}.`;
  return (
    <>
      <span className={classes.seenTitle}>
        <b>{seenTitle(difference)}</b>
        <button type="button" className="link" onClick={() => showPane({ kind: 'difference', id: difference.id })}>
          {evidence.length === 0 ? 'details' : 'evidence'}
          <VisuallyHidden> on {placeWords(difference)}</VisuallyHidden>
        </button>
      </span>
      <small>
        {seenLine(difference)}
        {seen.words.includes('First seen') ? '' : since}
      </small>
    </>
  );
}

const isUnread = ({ kind }: ScopeDifference): boolean => kind === 'not-read' || kind === 'not-recorded';

function DifferenceRow({ difference, isActive }: { readonly difference: ScopeDifference; readonly isActive: boolean }) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!isActive) return;
    row.current?.scrollIntoView({ block: 'nearest' });
    // A pane that has the keyboard keeps it while the focus of the list moves.
    if (document.activeElement?.closest('aside') == null) row.current?.focus({ preventScroll: true });
  }, [isActive]);
  const { main, second } = actsOf(difference);
  const { declared, consequence, kind } = difference;
  return (
    <tr
      ref={row}
      data-active={isActive || undefined}
      tabIndex={-1}
      onClick={(event) => {
        // A button of the line keeps the keyboard and speaks for itself.
        if (event.target instanceof Element && event.target.closest('button') === null) focusDifference(difference.id);
      }}
    >
      <td>
        <DifferenceMark kind={kind} />
      </td>
      <td>
        <Where difference={difference} />
      </td>
      <td>
        <b>{stanceWords[declared.stance]}</b>
        <small>{declared.words}</small>
      </td>
      <td className={classes.sign}>
        <span aria-hidden="true">{isUnread(difference) ? '?' : '≠'}</span>
        <VisuallyHidden>{isUnread(difference) ? 'cannot be compared with' : 'differs from'}</VisuallyHidden>
      </td>
      <td>
        <Seen difference={difference} />
      </td>
      <td className={classes.follows}>{consequence}</td>
      <td>
        <span className={classes.acts}>
          {second === null ? null : <ActButton act={second} difference={difference} isQuiet />}
          <ActButton act={main} difference={difference} />
          <MoreActs difference={difference} />
        </span>
      </td>
    </tr>
  );
}

const heads = ['Difference', 'Where', 'Declared', '', 'Seen', 'What follows', ''] as const;

/** Every difference nobody has decided: what is declared, what was seen, what follows, and the decision. */
export function Differences({
  open,
  hasSeen,
}: {
  readonly open: readonly ScopeDifference[];
  readonly hasSeen: boolean;
}) {
  const focus = useScopeUi((state) => state.focus);
  if (open.length === 0)
    return hasSeen ? (
      <ListState
        kind="empty"
        title="Declared and seen agree, or were decided"
        text="This speaks of the places that were read. A later import can show something else."
      />
    ) : (
      <ListState
        kind="empty"
        title="Nothing was seen yet"
        text="Import AWS Config snapshots or saved answers; what they show is then compared with the register."
      />
    );
  return (
    <table className={classes.differences}>
      <thead>
        <tr>
          {heads.map((head, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns are fixed and two have no name.
            <th key={place} scope="col">
              {head === '' ? <VisuallyHidden>{place === 3 ? 'Comparison' : 'Decision'}</VisuallyHidden> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {open.map((difference) => (
          <DifferenceRow key={difference.id} difference={difference} isActive={difference.id === focus} />
        ))}
      </tbody>
    </table>
  );
}
