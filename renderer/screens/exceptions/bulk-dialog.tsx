import { Select, Textarea, TextInput } from '@mantine/core';
import { type ExceptionStatus, exceptionStatuses } from '@shared/domain/exception.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { useState } from 'react';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { statusWords } from '../../ui/exception-words.ts';
import { refusalOf } from './board-columns.ts';
import { moveExceptions } from './list.store.ts';

interface BulkDialogProps {
  readonly rows: readonly ExceptionRow[];
  readonly onClose: () => void;
}

/** The states any of them may go to. Verification is left out: each needs its own later occurrence. */
const targets = (rows: readonly ExceptionRow[]): readonly ExceptionStatus[] =>
  exceptionStatuses.filter(
    (to) => to !== 'verified' && rows.some(({ exception }) => refusalOf(exception.status, to) === null),
  );

/** Moves several exceptions at once; those that cannot go stay selected and say why. */
export function BulkDialog({ rows, onClose }: BulkDialogProps) {
  const [to, setTo] = useState<ExceptionStatus | null>(null);
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const [wasSent, setSent] = useState(false);
  const send = async () => {
    setSent(true);
    if (to === null) return false;
    const sent = { to, by: by.trim(), reason: reason.trim(), until: until === '' ? null : until };
    const refused = await moveExceptions(
      rows.map(({ exception }) => exception.id),
      sent,
    );
    if (refused.length > 0) throw new AppError('conflict', refused.join(' '));
    return true;
  };
  return (
    <FormDialog
      title={`Move ${counted(rows.length, 'exception')}`}
      submit="Move"
      size={480}
      onSubmit={send}
      onClose={onClose}
    >
      <Select
        label="To"
        data={targets(rows).map((value) => ({ value, label: statusWords[value] }))}
        value={to}
        data-autofocus
        error={wasSent && to === null ? 'Choose the state.' : undefined}
        onChange={(value) => setTo(exceptionStatuses.find((it) => it === value) ?? null)}
      />
      <TextInput
        label="Who decides"
        value={by}
        maxLength={120}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Textarea
        label="Reason"
        value={reason}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {to === 'accepted-risk' ? <DayInput label="The acceptance ends on" value={until} onChange={setUntil} /> : null}
    </FormDialog>
  );
}
