import { Textarea, TextInput } from '@mantine/core';
import type { System } from '@shared/domain/system.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { changeScope } from '../../scope.store.ts';
import { closeDialog } from './scope-ui.store.ts';

/** Takes a line out of the register. Its id is typed, because everything that names it loses its line. */
export function RemoveDialog({ system }: { readonly system: System }) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const isOther = typed.trim().toUpperCase() !== system.id.toUpperCase();
  const isMissing = reason.trim() === '';
  const send = async () => {
    setSent(true);
    if (isOther || isMissing) return false;
    await changeScope('scope.edit', { edits: [{ kind: 'remove', id: system.id }], reason: reason.trim() });
    return true;
  };
  return (
    <FormDialog
      title={`Remove ${system.id} ${system.name}`}
      submit="Remove"
      size={480}
      onSubmit={send}
      onClose={closeDialog}
    >
      <p className="text-2">
        The register no longer names it; earlier versions of the memo keep it. To leave a system out of the report and
        say why, change it to left out instead.
      </p>
      <Textarea
        label="Why it is removed"
        value={reason}
        error={wasSent && isMissing ? 'Write the reason; it goes into the memo and the log.' : undefined}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={`Type ${system.id} to remove it`}
        value={typed}
        error={wasSent && isOther ? `This is not ${system.id}.` : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
