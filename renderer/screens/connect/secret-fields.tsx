import { Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { RunSecret } from '@shared/domain/connection.ts';
import classes from './connect.module.css';
import { isLongLived, type SecretDraft, type SecretErrors } from './keys-draft.ts';

interface SecretFieldsProps {
  readonly kind: RunSecret['kind'];
  readonly draft: SecretDraft;
  readonly errors: SecretErrors;
  readonly change: (part: Partial<SecretDraft>) => void;
}

/** No password manager, no memory of the page, no spelling service sees what is typed. */
const unseen = { autoComplete: 'off', spellCheck: false, 'data-1p-ignore': true } as const;

function Insist({ draft, errors, change }: Omit<SecretFieldsProps, 'kind'>) {
  return (
    <div className={classes.caution}>
      <p>
        This is a long-lived key. It does not end by itself: whoever finds it can use it until the client removes it.
        Temporary keys, which begin with ASIA, end within hours.
      </p>
      <Checkbox
        label="Use this long-lived key for this run"
        checked={draft.insists}
        error={errors.insists}
        onChange={(event) => change({ insists: event.currentTarget.checked })}
      />
    </div>
  );
}

/** What is typed for one run and never stored. */
export function SecretFields({ kind, draft, errors, change }: SecretFieldsProps) {
  if (kind === 'client-secret') {
    return (
      <PasswordInput
        label="Client secret"
        description="For this run only. It is never stored."
        value={draft.clientSecret}
        error={errors.clientSecret}
        maxLength={1024}
        onChange={(event) => change({ clientSecret: event.currentTarget.value })}
        {...unseen}
      />
    );
  }
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label="Access key id"
          value={draft.accessKeyId}
          error={errors.accessKeyId}
          maxLength={128}
          onChange={(event) => change({ accessKeyId: event.currentTarget.value })}
          {...unseen}
        />
        <PasswordInput
          label="Secret access key"
          value={draft.secretAccessKey}
          error={errors.secretAccessKey}
          maxLength={256}
          onChange={(event) => change({ secretAccessKey: event.currentTarget.value })}
          {...unseen}
        />
      </div>
      {isLongLived(draft) ? (
        <Insist draft={draft} errors={errors} change={change} />
      ) : (
        <Textarea
          label="Session token"
          value={draft.sessionToken}
          error={errors.sessionToken}
          maxLength={8192}
          rows={3}
          onChange={(event) => change({ sessionToken: event.currentTarget.value })}
          {...unseen}
        />
      )}
      <p className={classes.help}>For this run only. The keys are never stored and end with the session.</p>
    </>
  );
}
