import { Button } from '@mantine/core';
import type { Collection } from '@shared/domain/collection.ts';
import { Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { goOn } from '../../live/go-on.ts';
import { elapsedWords, goOnWords, tasksLine, whoWords } from '../../live/live-words.ts';
import { go } from '../../navigation.store.ts';
import { KeyCap } from '../../ui/key-cap.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { Time } from '../../ui/time.tsx';

/** The time now in milliseconds, anew each second while something runs. */
function useSeconds(isOn: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isOn) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOn]);
  return now;
}

interface RunSecondProps {
  readonly collection: Collection;
  readonly state: Collection['state'];
  /** What slows or stops the run just now. */
  readonly note: string | null;
}

/** The second line of a live run: how long it runs as whom, or how it ended. */
export function RunSecond({ collection, state, note }: RunSecondProps) {
  const { startedAt, endedAt, actor, toolVersion, tasks } = collection;
  const now = useSeconds(state === 'running');
  if (state === 'running' || state === 'paused') {
    const verb = state === 'running' ? `Running for ${elapsedWords(now - Date.parse(startedAt))}` : 'Paused';
    return (
      <span aria-live="off">
        {verb}, as {whoWords(collection)}. Reads only.{note === null ? '' : ` ${note}`}
      </span>
    );
  }
  return (
    <>
      {tasksLine(tasks)}. Ended {endedAt === null ? 'with the program' : <Time at={endedAt} form="instant" />}, as{' '}
      {whoWords(collection)}, by {actor}, Fieldwork {toolVersion}.
    </>
  );
}

/** Pause, resume and cancel of a run under way; each is acknowledged at once. */
export function RunningActs({ state }: { readonly state: 'running' | 'paused' }) {
  const [isCancelling, setCancelling] = useState(false);
  const isPaused = state === 'paused';
  const turn = () =>
    void attempt(isPaused ? 'The run was not resumed.' : 'The run was not paused.', () =>
      call(isPaused ? 'collection.resume' : 'collection.pause', {}),
    );
  const cancel = () => {
    setCancelling(true);
    void attempt('The run was not cancelled.', () => call('collection.cancel', {}));
  };
  useShortcut('p', isPaused ? 'Resume the run' : 'Pause the run', turn);
  const Icon = isPaused ? Play : Pause;
  return (
    <>
      <Button
        leftSection={<Icon size={14} strokeWidth={1.75} />}
        rightSection={<KeyCap keys="P" />}
        disabled={isCancelling}
        onClick={turn}
      >
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <Button variant="subtle" disabled={isCancelling} onClick={cancel}>
        {isCancelling ? 'Cancelling, what was read is kept' : 'Cancel, keep what is read'}
      </Button>
    </>
  );
}

/** What can be done with a live run that has ended. */
export function EndedActs({ collection }: { readonly collection: Collection }) {
  const { run, id } = collection;
  const words = goOnWords(collection, Date.now());
  if (run === null) return null;
  return (
    <>
      {words === null ? null : (
        <Button
          variant="filled"
          onClick={() => void attempt('The run was not gone on with.', () => goOn(id, run.connection))}
        >
          {words}
        </Button>
      )}
      <Button onClick={() => go('connect', { id: run.connection, again: id })}>Run again</Button>
    </>
  );
}
