import { TextInput } from '@mantine/core';
import type { Snapshot } from '@shared/domain/collection.ts';
import { useState } from 'react';
import { importStated } from '../../engagement.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import classes from './collections.module.css';
import { draftOf, type StatementDraft, statementErrors, statementInput } from './statement.ts';

const words = {
  aws: { account: 'Account', form: 'Twelve digits', region: 'Region', such: 'eu-west-1, or global' },
  azure: { account: 'Subscription', form: 'Its id', region: 'Location', such: 'westeurope, or global' },
} as const;

interface StatementDialogProps {
  readonly snapshot: Snapshot;
  readonly onClose: () => void;
}

/** Asks where the answers of a file come from and when they were read, and imports it once more with that. */
export function StatementDialog({ snapshot, onClose }: StatementDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(snapshot));
  const [wasSent, setSent] = useState(false);
  const errors = wasSent ? statementErrors(draft, snapshot, new Date().toISOString()) : {};
  const said = words[snapshot.provider];
  const field = (name: keyof StatementDraft) => ({
    value: draft[name],
    error: errors[name],
    spellCheck: false,
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  const send = async () => {
    setSent(true);
    const input = statementInput(draft, snapshot, new Date().toISOString());
    if (input === null) return false;
    await importStated(input);
    return true;
  };
  return (
    <FormDialog
      title="State where it comes from"
      submit="Import once more"
      size={520}
      onSubmit={send}
      onClose={onClose}
    >
      <p className={classes.fileName}>
        <bdi>{snapshot.fileName}</bdi>
      </p>
      <div className={classes.statement}>
        <TextInput label={said.account} description={said.form} {...field('account')} data-autofocus />
        <TextInput label={said.region} description={`Such as ${said.such}`} {...field('region')} />
      </div>
      <TextInput
        label="Read at"
        description="When the answer was read, in UTC, such as 2026-09-30T12:00:00Z. May stay empty."
        {...field('readAt')}
      />
      <p className="type-second text-3">
        It fills in only what the rows do not say themselves. The stored file is read once more, as a new import; this
        one stays beside it as it is, and neither can be taken back. What you state is kept in the log with your name.
      </p>
    </FormDialog>
  );
}
