import { Button } from '@mantine/core';
import type { Snapshot } from '@shared/domain/collection.ts';
import { count } from '@shared/domain/words.ts';
import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import type { LiveTask } from '../../live/live-words.ts';
import { useShortcut } from '../../ui/keys.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { taskWords } from './collection-words.ts';
import classes from './collections.module.css';
import { Counts, SnapshotFacts } from './file-detail.tsx';
import { ProvenanceFacts } from './provenance-facts.tsx';

function CallFacts({ task }: { readonly task: LiveTask }) {
  const { call, endedAt } = task;
  return (
    <dl className={classes.facts}>
      <dt>Place</dt>
      <dd>
        <MonoId value={call.account} max={24} /> {call.region}
      </dd>
      <dt>Permission</dt>
      <dd className="type-mono">{call.permission}</dd>
      <dt>Calls</dt>
      <dd>
        {count(call.calls)} sent, {count(call.pages)} answered
        {call.tries > 1 ? `, last one in ${call.tries} tries` : ''}
      </dd>
      {call.code === null ? null : (
        <>
          <dt>Code</dt>
          <dd className="type-mono">{call.code}</dd>
        </>
      )}
      {endedAt === null ? null : (
        <>
          <dt>Ended</dt>
          <dd>
            <Time at={endedAt} form="instant" />
          </dd>
        </>
      )}
    </dl>
  );
}

interface TaskDetailProps {
  readonly task: LiveTask;
  readonly snapshot: Snapshot | undefined;
  readonly onBack: () => void;
  /** The snapshot was stored after the run was last read. */
  readonly onMissing: () => void;
}

/** One task: how it was asked, what came back, and why it was not read when it was not. */
export function TaskDetail({ task, snapshot, onBack, onMissing }: TaskDetailProps) {
  const isMissing = task.snapshotId !== null && snapshot === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each snapshot.
  useEffect(() => {
    if (isMissing) onMissing();
  }, [isMissing, task.snapshotId]);
  useShortcut('Escape', 'Back to the tasks', onBack);
  return (
    <div className={classes.side}>
      <div>
        <Button variant="subtle" leftSection={<ArrowLeft size={14} strokeWidth={1.75} />} onClick={onBack}>
          Tasks
        </Button>
      </div>
      <div className={classes.fileDetail}>
        <h2 className={classes.fileName}>
          <bdi>{task.label}</bdi>
        </h2>
        <p className="type-second text-2">{taskWords[task.state]}</p>
        {task.reason === null ? null : <p className={classes.reason}>{task.reason}</p>}
        <CallFacts task={task} />
        {snapshot === undefined ? null : (
          <>
            <SnapshotFacts snapshot={snapshot} stated={null} />
            {snapshot.notes.length === 0 ? null : (
              <ul className={classes.notes}>
                {snapshot.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
            {snapshot.provenance === null ? null : <ProvenanceFacts provenance={snapshot.provenance} />}
            <Counts counts={snapshot.counts} />
          </>
        )}
      </div>
    </div>
  );
}
