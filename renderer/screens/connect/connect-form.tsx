import { Button } from '@mantine/core';
import type { Connection } from '@shared/domain/connection.ts';
import { type FormEvent, useRef, useState } from 'react';
import { asAppError } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { connect, disconnect } from '../../live/live.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './connect.module.css';
import { noSecret, secretErrors, secretNeeded, secretOf } from './keys-draft.ts';
import { SecretFields } from './secret-fields.tsx';

type Step = { readonly kind: 'asking' | 'connecting' } | { readonly kind: 'refused'; readonly words: string };

const where = (connection: Connection): string =>
  connection.provider === 'aws' ? 'Asking AWS for a session and whom it takes us for.' : 'Asking Azure for a sign-in.';

function Connecting({ connection, onCancel }: { readonly connection: Connection; readonly onCancel: () => void }) {
  return (
    <div className={classes.inline} role="status">
      <progress className={classes.busy} aria-label="Connecting" />
      <span className="text-2">{where(connection)} Nothing is read yet.</span>
      <Button variant="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  );
}

/** Opens the session. What is typed here goes to the engine once and is forgotten when the session is open. */
export function ConnectForm({ connection }: { readonly connection: Connection }) {
  const [step, setStep] = useState<Step>({ kind: 'asking' });
  const [draft, setDraft] = useState(noSecret);
  const [wasSent, setSent] = useState(false);
  const wasCancelled = useRef(false);
  const kind = secretNeeded(connection);
  const found = secretErrors(kind, draft);
  const open = async () => {
    setSent(true);
    if (Object.keys(found).length > 0) return;
    setStep({ kind: 'connecting' });
    wasCancelled.current = false;
    try {
      await connect(connection.id, secretOf(kind, draft));
      setDraft(noSecret);
    } catch (error) {
      const { code, message, remedy } = asAppError(error);
      const words = remedy === undefined ? message : `${message} ${remedy}`;
      setStep(wasCancelled.current || code === 'cancelled' ? { kind: 'asking' } : { kind: 'refused', words });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open();
  };
  const cancel = () => {
    wasCancelled.current = true;
    void attempt('The sign-in was not cancelled.', disconnect);
  };
  if (step.kind === 'connecting') return <Connecting connection={connection} onCancel={cancel} />;
  return (
    <form className={classes.form} noValidate onSubmit={submit}>
      {step.kind === 'refused' ? <ListState kind="error" title="Not connected" text={step.words} /> : null}
      {kind === null ? null : (
        <SecretFields
          kind={kind}
          draft={draft}
          errors={wasSent ? found : {}}
          change={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
      )}
      <div className={classes.inline}>
        <Button variant="filled" type="submit">
          Connect
        </Button>
        <span className="text-3">Shows whom the cloud takes us for. Nothing is read before you start it.</span>
      </div>
    </form>
  );
}
