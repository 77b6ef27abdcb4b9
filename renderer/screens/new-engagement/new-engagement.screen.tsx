import { Button } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { type FormEvent, useRef, useState } from 'react';
import { call, isMac } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { enter, forgetWaiting, useEngagement } from '../../engagement.store.ts';
import { useNavigation } from '../../navigation.store.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords, useShortcut } from '../../ui/keys.ts';
import { ownTimeZone } from '../../ui/time-zones.ts';
import { type Draft, draftErrors, draftInput, emptyDraft } from './draft.ts';
import classes from './new-engagement.module.css';
import { Categories, Client, Dates, Folder, ReportType } from './questions.tsx';

function cancel(): void {
  forgetWaiting();
  const { past, back, go } = useNavigation.getState();
  if (past.length > 0) back();
  else go('home');
}

function Waiting() {
  const waiting = useEngagement((state) => state.waiting);
  if (waiting.length === 0) return null;
  return (
    <p className={classes.waiting}>
      {counted(waiting.length, 'file')} will be imported as soon as the engagement exists.
    </p>
  );
}

/** Five questions, then the folder is made and the engagement opens. */
export function NewEngagementScreen() {
  const [draft, setDraft] = useState<Draft>(() => ({ ...emptyDraft, timeZone: ownTimeZone() }));
  const [wasSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useShortcut('Escape', 'Leave the questions', cancel);
  useShortcut('mod+Enter', 'Create the engagement', () => form.current?.requestSubmit());

  const send = async () => {
    setSent(true);
    const input = draftInput(draft);
    if (input === null) {
      // The first field with an error takes the keyboard once the errors are drawn.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    setBusy(true);
    await attempt('The engagement was not created.', async () => enter(await call('engagement.create', input)));
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };

  const question = {
    draft,
    errors: wasSent ? draftErrors(draft) : {},
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
  };
  return (
    <div className={classes.screen}>
      <form ref={form} className={classes.form} noValidate onSubmit={submit} aria-label="New engagement">
        <h1 className="type-home">New engagement</h1>
        <p className={classes.second}>One client, one report, one folder. Clients never share a file.</p>
        <Waiting />
        <Client {...question} />
        <ReportType {...question} />
        <Dates {...question} />
        <Categories {...question} />
        <Folder {...question} />
        <div className={classes.buttons}>
          <Button
            variant="filled"
            type="submit"
            loading={isBusy}
            rightSection={<KeyCap keys={comboWords('mod+Enter', isMac())} onAccent />}
          >
            Create engagement
          </Button>
          <Button variant="subtle" onClick={cancel}>
            Cancel
          </Button>
        </div>
      </form>
    </div>
  );
}
