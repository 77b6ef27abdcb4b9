import { Button, Modal, TextInput } from '@mantine/core';
import type { Prompt } from '@shared/domain/connection.ts';
import { type FormEvent, type ReactNode, useState } from 'react';
import { asAppError } from '../../api.ts';
import { answerPrompt, putOffPrompt } from '../../live/live.store.ts';
import { CopyWords } from '../../ui/copy-words.tsx';
import { Mark } from '../../ui/mark.tsx';
import classes from './connect.module.css';
import { promptTitles } from './prompt-words.ts';

interface AskedProps<K extends Prompt['kind']> {
  readonly prompt: Extract<Prompt, { readonly kind: K }>;
  readonly answer: (value: string | null) => void;
}

function Buttons({ children }: { readonly children: ReactNode }) {
  return <div className={classes.buttons}>{children}</div>;
}

function Mfa({ prompt, answer }: AskedProps<'mfa'>) {
  const [code, setCode] = useState('');
  const isCode = /^\d{6}$/.test(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isCode) answer(code);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Code"
        description={`Six digits of the device ${prompt.device}. Used once, for this session.`}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        maxLength={6}
        data-autofocus
        onChange={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
      />
      <Buttons>
        <Button variant="subtle" onClick={() => answer(null)}>
          Do not connect
        </Button>
        <Button variant="filled" type="submit" disabled={!isCode}>
          Send
        </Button>
      </Buttons>
    </form>
  );
}

function Command({ prompt, answer }: AskedProps<'process'>) {
  return (
    <>
      <p>
        The profile {prompt.profile} gets its keys from a command of this machine. It runs with your rights, outside
        Fieldwork.
      </p>
      <pre className={classes.code}>{prompt.command}</pre>
      <Buttons>
        <Button data-autofocus onClick={() => answer(null)}>
          Do not run
        </Button>
        <Button variant="filled" onClick={() => answer('allow')}>
          Allow
        </Button>
      </Buttons>
    </>
  );
}

function DeviceCode({ prompt, answer }: AskedProps<'device-code'>) {
  return (
    <>
      <p>Open the address on any device, sign in there and type the code. Fieldwork waits here.</p>
      <div className={classes.between}>
        <output className={classes.bigCode} aria-label="Code">
          {prompt.code}
        </output>
        <CopyWords value={prompt.code} words="Copy the code" />
      </div>
      <div className={classes.between}>
        <code className="type-mono">{prompt.url}</code>
        <CopyWords value={prompt.url} words="Copy the address" />
      </div>
      <Buttons>
        <Button onClick={() => answer(null)}>Cancel the sign-in</Button>
      </Buttons>
    </>
  );
}

function Browser({ answer }: AskedProps<'browser'>) {
  return (
    <>
      <p>The browser of this machine shows the sign-in. Fieldwork waits until it is done there.</p>
      <Buttons>
        <Button onClick={() => answer(null)}>Cancel the sign-in</Button>
      </Buttons>
    </>
  );
}

function Expired({ prompt, answer }: AskedProps<'expired'>) {
  return (
    <>
      <p>
        The session of {prompt.principal} has ended. The run waits: what was read is kept. It goes on as the same
        principal only.
      </p>
      <p className="text-3">Where the sign-in happens outside Fieldwork, sign in there first.</p>
      <Buttons>
        <Button variant="subtle" onClick={() => putOffPrompt(true)}>
          Later
        </Button>
        <Button onClick={() => answer(null)}>End the run here</Button>
        <Button variant="filled" data-autofocus onClick={() => answer('renew')}>
          Renew the session
        </Button>
      </Buttons>
    </>
  );
}

function Asked({ prompt, answer }: { readonly prompt: Prompt; readonly answer: (value: string | null) => void }) {
  if (prompt.kind === 'mfa') return <Mfa prompt={prompt} answer={answer} />;
  if (prompt.kind === 'process') return <Command prompt={prompt} answer={answer} />;
  if (prompt.kind === 'device-code') return <DeviceCode prompt={prompt} answer={answer} />;
  if (prompt.kind === 'browser') return <Browser prompt={prompt} answer={answer} />;
  return <Expired prompt={prompt} answer={answer} />;
}

/** What the collector asks in the middle of something, above whatever screen is open. */
export function PromptDialog({ prompt }: { readonly prompt: Prompt }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const answer = (value: string | null) =>
    void answerPrompt(prompt.id, value).catch((error: unknown) => setRefusal(asAppError(error).message));
  // A question of a run can wait; one of a sign-in is turned away.
  const isOfRun = prompt.kind === 'expired';
  return (
    <Modal
      opened
      title={promptTitles[prompt.kind]}
      size={520}
      closeOnClickOutside={false}
      withCloseButton={false}
      onClose={() => (isOfRun ? putOffPrompt(true) : answer(null))}
    >
      <div className={classes.form}>
        <Asked prompt={prompt} answer={answer} />
        {refusal === null ? null : (
          <p className={classes.error} role="alert">
            <Mark state="fail" /> {refusal}
          </p>
        )}
      </div>
    </Modal>
  );
}
