import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { ExceptionStatus } from '@shared/domain/exception.ts';
import { AppError } from '@shared/errors.ts';
import { useState } from 'react';
import { FormDialog } from '../form-dialog.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { moveWords } from '../ui/exception-words.ts';
import classes from './dialogs.module.css';

type Detail = Output<'exception.detail'>;

/** What a person says when moving an exception. */
export interface Said {
  readonly to: ExceptionStatus;
  readonly by: string;
  readonly reason: string;
  readonly until: string | null;
  readonly evidence: string[];
}

const needsName: readonly ExceptionStatus[] = ['response-approved', 'verified', 'accepted-risk'];
const needsReason: readonly ExceptionStatus[] = ['open', 'accepted-risk', 'disputed', 'withdrawn'];

const passingFindings = ({ offers }: Detail): readonly string[] =>
  offers.filter(({ kind }) => kind === 'passing').flatMap(({ findings }) => findings);

function evidenceChoices(detail: Detail) {
  const kept = detail.row.exception.evidence.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
  const passing = passingFindings(detail).map((id) => ({
    value: id,
    label: `Passes now: ${detail.findings.find((finding) => finding.id === id)?.resource.name ?? id}`,
  }));
  return [...passing, ...kept];
}

function Verification({
  detail,
  value,
  onChange,
}: {
  readonly detail: Detail;
  readonly value: string[];
  readonly onChange: (ids: string[]) => void;
}) {
  return (
    <MultiSelect
      label="The later occurrence that worked"
      data={evidenceChoices(detail)}
      value={value}
      placeholder={value.length === 0 ? 'evidence, or a finding that passes now' : ''}
      onChange={onChange}
    />
  );
}

interface MoveDialogProps {
  readonly detail: Detail;
  readonly to: ExceptionStatus;
  /** Sends it; gives the refusal, or null. */
  readonly onMove: (said: Said) => Promise<string | null>;
  readonly onClose: () => void;
}

/** Asks what a move needs and only a person can say. What the engine finds missing stands in the dialog. */
export function MoveDialog({ detail, to, onMove, onClose }: MoveDialogProps) {
  const [said, setSaid] = useState<Said>({
    to,
    by: '',
    reason: '',
    until: null,
    evidence: to === 'verified' ? [...passingFindings(detail)] : [],
  });
  const [wasSent, setSent] = useState(false);
  const change = (part: Partial<Said>) => setSaid({ ...said, ...part });
  const lacksName = needsName.includes(to) && said.by.trim() === '';
  const lacksReason = needsReason.includes(to) && said.reason.trim() === '';
  const lacksEnd = to === 'accepted-risk' && said.until === null;
  const send = async () => {
    setSent(true);
    if (lacksName || lacksReason || lacksEnd) return false;
    const refusal = await onMove({ ...said, by: said.by.trim(), reason: said.reason.trim() });
    if (refusal !== null) throw new AppError('conflict', refusal);
    return true;
  };
  const words = moveWords(detail.row.exception.status, to).replace('…', '');
  const missing = detail.moves.find((it) => it.to === to)?.missing ?? [];
  return (
    <FormDialog
      title={`${detail.row.exception.id}: ${words.toLowerCase()}`}
      submit={words}
      size={520}
      onSubmit={send}
      onClose={onClose}
    >
      {missing.length === 0 ? null : <p className={classes.missing}>Still missing: {missing.join('; ')}.</p>}
      <TextInput
        label={needsName.includes(to) ? 'Who decides' : 'Who decides (optional)'}
        value={said.by}
        maxLength={120}
        data-autofocus
        error={wasSent && lacksName ? 'Write the name.' : undefined}
        onChange={(event) => change({ by: event.currentTarget.value })}
      />
      <Textarea
        label={needsReason.includes(to) ? 'Reason' : 'Note (optional)'}
        value={said.reason}
        maxLength={4000}
        autosize
        minRows={2}
        error={wasSent && lacksReason ? 'Write the reason; it goes into the log.' : undefined}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      {to === 'accepted-risk' ? (
        <DayInput
          label="The acceptance ends on"
          value={said.until ?? ''}
          error={wasSent && lacksEnd ? 'Choose the day; after it the exception is open again.' : undefined}
          onChange={(until) => change({ until: until === '' ? null : until })}
        />
      ) : null}
      {to === 'verified' ? (
        <Verification detail={detail} value={said.evidence} onChange={(evidence) => change({ evidence })} />
      ) : null}
    </FormDialog>
  );
}
