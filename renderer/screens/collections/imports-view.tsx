import { useMediaQuery } from '@mantine/hooks';
import type { Output } from '@shared/contract/contract.ts';
import type { Collection, Snapshot, Task } from '@shared/domain/collection.ts';
import { useMemo, useState } from 'react';
import { useEngagement } from '../../engagement.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { newestFirst } from './collection-words.ts';
import classes from './collections.module.css';
import { FileDetail } from './file-detail.tsx';
import { FileTable } from './file-table.tsx';
import { ImportList } from './import-list.tsx';
import { RunBar } from './run-bar.tsx';
import { useLiveCollection } from './use-live-collection.ts';

/** Files that were not read, each with its reason word for word. */
function NotRead({ tasks }: { readonly tasks: readonly Task[] }) {
  const failed = tasks.filter(({ state }) => state === 'failed');
  if (failed.length === 0) return null;
  return (
    <section className={classes.notRead} aria-label="Could not be read">
      <h2 className="type-section">
        Could not be read <small>Nothing of these files is stored.</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable with the keyboard. */}
      <ul tabIndex={0}>
        {failed.map(({ id, label, reason }) => (
          <li key={id}>
            <bdi>{label}</bdi>
            <span>{reason ?? 'No reason was stored.'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useBytes(id: number) {
  const importing = useEngagement((state) => state.importing);
  return importing?.collectionId === id ? { done: importing.bytesDone, total: importing.bytes } : null;
}

type Again = Output<'collection.detail'>['again'];

/** The other imports that the bytes of a snapshot stand in. */
const importsOf = (snapshot: Snapshot | undefined, again: Again): readonly number[] => [
  ...new Set(again.filter(({ sha256 }) => sha256 === snapshot?.sha256).map(({ collectionId }) => collectionId)),
];

interface RunProps {
  readonly detail: Output<'collection.detail'>;
  readonly collections: readonly Collection[];
  readonly onShow: (id: number) => void;
}

function Run({ detail, collections, onShow }: RunProps) {
  const { collection, snapshots, again, stated } = detail;
  const isWide = useMediaQuery('(min-width: 1240px)', true);
  const [chosen, setChosen] = useState<string | null>(null);
  const bytes = useBytes(collection.id);
  const tasks = useMemo(() => newestFirst(collection.tasks), [collection.tasks]);
  const byId = useMemo(() => new Map(snapshots.map((snapshot) => [snapshot.id, snapshot])), [snapshots]);
  const task = tasks.find(({ id }) => id === chosen) ?? (isWide ? tasks[0] : undefined);
  const snapshot = task?.snapshotId == null ? undefined : byId.get(task.snapshotId);
  return (
    <div className={classes.columns}>
      <div className={classes.main}>
        <RunBar tasks={tasks} bytes={bytes} />
        <NotRead tasks={tasks} />
        <FileTable tasks={tasks} snapshots={byId} focus={task?.id ?? null} onFocus={setChosen} />
      </div>
      {isWide || task !== undefined ? (
        <SidePane
          id="collections"
          label="Runs and file"
          width={336}
          narrowest={280}
          widest={560}
          mode={isWide ? 'beside' : 'over'}
          onClose={isWide ? undefined : () => setChosen(null)}
        >
          <div className={classes.side}>
            <h2 className="type-section">Runs</h2>
            <ImportList collections={collections} shown={collection.id} onShow={onShow} />
            {task === undefined ? null : (
              <FileDetail task={task} snapshot={snapshot} again={importsOf(snapshot, again)} stated={stated} />
            )}
          </div>
        </SidePane>
      ) : null}
    </div>
  );
}

interface ImportsViewProps {
  readonly collections: readonly Collection[];
  readonly shown: number;
  readonly onShow: (id: number) => void;
}

/** The imports of the engagement: one in full, the others by name. */
export function ImportsView({ collections, shown, onShow }: ImportsViewProps) {
  const answer = useLiveCollection(shown);
  if (answer.state === 'ready')
    return <Run key={shown} detail={answer.value} collections={collections} onShow={onShow} />;
  return (
    <div className={classes.block}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The import could not be read" text={answer.error.message} />
      ) : (
        <ListState kind="loading" title="The import is being read" />
      )}
    </div>
  );
}
