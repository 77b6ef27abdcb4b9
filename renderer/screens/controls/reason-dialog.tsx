import { Textarea } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { closeDialog } from './controls.store.ts';
import { sendEdits } from './matrix-edits.ts';
import { type Plan, withReason } from './matrix-plan.ts';

/** Asks why controls do not apply; without a reason they stay as they are. */
export function ReasonDialog({ plan }: { readonly plan: Plan }) {
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const isMissing = reason.trim() === '';
  const ids = plan.needReason;
  const who = ids.length === 1 ? (ids[0] ?? '') : counted(ids.length, 'control');
  const submit = async () => {
    setAsked(true);
    if (isMissing) return false;
    await sendEdits(withReason(plan, reason.trim()));
    return true;
  };
  return (
    <FormDialog
      title={`Why ${who} ${ids.length === 1 ? 'does' : 'do'} not apply`}
      submit="Not applicable"
      size={480}
      onSubmit={submit}
      onClose={closeDialog}
    >
      <Textarea
        label="Reason"
        description="It stands in every export, and the auditor reads it."
        error={isAsked && isMissing ? 'A control is not applicable only with a reason.' : undefined}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
