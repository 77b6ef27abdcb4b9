import { Textarea } from '@mantine/core';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { changeScope } from '../../scope.store.ts';
import classes from './dialogs.module.css';
import { type Decision, decisionCall, decisions, decisionTitle } from './difference-acts.ts';
import { closeDialog } from './scope-ui.store.ts';
import { seenTitle, stanceWords } from './scope-words.ts';

interface DecisionDialogProps {
  readonly decision: Decision;
  readonly difference: ScopeDifference;
}

/** Asks for the reason of a decision and says what it writes. */
export function DecisionDialog({ decision, difference }: DecisionDialogProps) {
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const words = decisions[decision];
  const isMissing = reason.trim() === '';
  const send = async () => {
    setSent(true);
    if (isMissing) return false;
    const { route, input } = decisionCall(decision, difference, reason.trim());
    await changeScope(route, input);
    return true;
  };
  const { declared, seen } = difference;
  return (
    <FormDialog
      title={decisionTitle(decision, difference)}
      submit={words.button.replace('…', '')}
      size={520}
      onSubmit={send}
      onClose={closeDialog}
    >
      <dl className={classes.compared}>
        <dt>Declared</dt>
        <dd>
          <b>{stanceWords[declared.stance]}.</b> {declared.words}
        </dd>
        <dt>Seen</dt>
        <dd>
          <b>{seenTitle(difference)}.</b> {seen.words}
        </dd>
      </dl>
      <Textarea
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={wasSent && isMissing ? 'Write the reason; it goes into the log.' : undefined}
        maxLength={2000}
        autosize
        minRows={3}
        data-autofocus
      />
      <p className="type-second text-3">{words.does} Who decided, when and why is kept in the log.</p>
    </FormDialog>
  );
}
