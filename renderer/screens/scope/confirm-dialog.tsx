import { Button, Textarea } from '@mantine/core';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { changeScope, openDifferences, type ScopeView } from '../../scope.store.ts';
import { Confirmations } from './confirmations.tsx';
import classes from './dialogs.module.css';
import { DifferenceMark } from './difference-mark.tsx';
import { closeDialog } from './scope-ui.store.ts';
import { placeWords, quarterWords, seenTitle } from './scope-words.ts';

type Reasons = Readonly<Record<string, string>>;

interface OpenLineProps {
  readonly difference: ScopeDifference;
  readonly reason: string;
  readonly error: string | undefined;
  readonly onReason: (reason: string) => void;
}

function OpenLine({ difference, reason, error, onReason }: OpenLineProps) {
  return (
    <li>
      <p>
        <DifferenceMark kind={difference.kind} /> <code className="type-mono">{placeWords(difference)}</code>
        <span className="text-3">{seenTitle(difference)}</span>
      </p>
      <Textarea
        aria-label={`Why ${placeWords(difference)} stays open`}
        placeholder="Why it stays open"
        value={reason}
        error={error}
        maxLength={2000}
        autosize
        minRows={1}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
    </li>
  );
}

const trimmed = (reasons: Reasons): Reasons =>
  Object.fromEntries(Object.entries(reasons).map(([id, reason]) => [id, reason.trim()]));

/** Files the quarter's confirmation of the register: with differences undecided, each is filed as open with a reason. */
export function ConfirmDialog({ view }: { readonly view: ScopeView }) {
  const open = openDifferences(view);
  const asked = view.differences.filter(({ decision }) => decision?.kind === 'asked').length;
  const filed = open.length + asked;
  const [reasons, setReasons] = useState<Reasons>(() => Object.fromEntries(open.map(({ id }) => [id, ''])));
  const [wasSent, setSent] = useState(false);
  const isMissing = (id: string) => (reasons[id] ?? '').trim() === '';
  const [first] = open;
  const send = async () => {
    setSent(true);
    if (open.some(({ id }) => isMissing(id))) return false;
    await changeScope('scope.confirm', { quarter: view.quarter, reasons: trimmed(reasons) });
    return true;
  };
  const fillWithFirst = () => {
    const words = first === undefined ? '' : (reasons[first.id] ?? '');
    setReasons(Object.fromEntries(open.map(({ id }) => [id, isMissing(id) ? words : (reasons[id] ?? '')])));
  };
  return (
    <FormDialog
      title={`Confirm scope for ${quarterWords(view.quarter)}`}
      submit={filed === 0 ? 'Confirm' : `Confirm with ${counted(filed, 'open difference')}`}
      size={640}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p className="text-2">
        You confirm that the register of {counted(view.systems.length, 'system')}, memo version{' '}
        {view.memo?.version ?? 0}, is true for the quarter. The confirmation is the quarterly evidence of{' '}
        <code className="type-mono">GOV-06</code> and is kept with the log.
      </p>
      {open.length === 0 ? (
        <p>{asked === 0 ? 'No difference is open.' : 'Every difference was accepted or asked about.'}</p>
      ) : (
        <>
          <div className={classes.openHead}>
            <b>{counted(open.length, 'difference')} will be filed as open, each with its reason.</b>
            {open.length > 1 ? (
              <Button variant="subtle" disabled={first === undefined || isMissing(first.id)} onClick={fillWithFirst}>
                Use the first reason for the rest
              </Button>
            ) : null}
          </div>
          <ul className={classes.openList}>
            {open.map((difference) => (
              <OpenLine
                key={difference.id}
                difference={difference}
                reason={reasons[difference.id] ?? ''}
                error={wasSent && isMissing(difference.id) ? 'Write why it stays open.' : undefined}
                onReason={(reason) => setReasons((before) => ({ ...before, [difference.id]: reason }))}
              />
            ))}
          </ul>
        </>
      )}
      {asked === 0 ? null : (
        <p className="text-2">
          {counted(asked, 'difference')} the client was asked about {asked === 1 ? 'is' : 'are'} filed as open too, with
          the question as the reason.
        </p>
      )}
      {view.confirmations.length === 0 ? null : <Confirmations view={view} />}
    </FormDialog>
  );
}
