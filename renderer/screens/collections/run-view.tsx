import { useMediaQuery } from '@mantine/hooks';
import type { Output } from '@shared/contract/contract.ts';
import type { Collection } from '@shared/domain/collection.ts';
import type { CoverageCell } from '@shared/domain/coverage.ts';
import { regionColumns } from '@shared/domain/pictures/region-columns.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { count, counted } from '@shared/domain/words.ts';
import { useCallback, useMemo, useState } from 'react';
import { useStatus } from '../../app.store.ts';
import { useLive } from '../../live/live.store.ts';
import { isUnderWay, type LiveTask, liveTasks, rowKey } from '../../live/live-words.ts';
import { ListState } from '../../ui/list-state.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { newestFirst } from './collection-words.ts';
import collectionClasses from './collections.module.css';
import { LiveBar } from './live-bar.tsx';
import { NotReadTable } from './not-read.tsx';
import classes from './run.module.css';
import { RunAccounts } from './run-accounts.tsx';
import { placeKey, type RunCell, runAccounts, runRegions } from './run-grid.ts';
import { TaskDetail } from './task-detail.tsx';
import listClasses from './task-list.module.css';
import { TaskList } from './task-list.tsx';
import { useLiveCollection } from './use-live-collection.ts';
import { useStopped } from './use-stopped.ts';

type Detail = Output<'collection.detail'>;

function useNames({ run }: Collection): (account: string) => string {
  const names = useMemo(
    () => new Map(run?.identities.map(({ account, accountName }) => [account, accountName])),
    [run],
  );
  return useCallback((account: string) => names.get(account) ?? '', [names]);
}

/** The regions as one value while they stay the same, so that the grids are not drawn anew. */
function useColumns(tasks: readonly LiveTask[]) {
  const key = runRegions(tasks.filter(({ call }) => call.provider === 'aws')).join('\n');
  return useMemo(() => regionColumns(key === '' ? [] : key.split('\n')), [key]);
}

interface TasksPaneProps {
  readonly tasks: readonly LiveTask[];
  /** The place whose tasks are shown; null for all. */
  readonly place: string | null;
  readonly nameOf: (account: string) => string;
  readonly onAll: () => void;
  readonly onOpen: (task: LiveTask) => void;
}

/** `72, 36 not available`: the lines of the list, counted as everywhere. */
function tasksCount(tasks: readonly LiveTask[]): string {
  const { there, absent } = tally(tasks);
  return absent === 0 ? count(there) : `${count(there)}, ${count(absent)} not available`;
}

function TasksPane({ tasks, place, nameOf, onAll, onOpen }: TasksPaneProps) {
  return (
    <div className={listClasses.tasks}>
      <div className={listClasses.tasksHead}>
        <h2 className="type-section">{place ?? 'Tasks'}</h2>
        {place === null ? (
          <span className="text-3">{tasksCount(tasks)}</span>
        ) : (
          <button type="button" className="link" onClick={onAll}>
            All tasks
          </button>
        )}
      </div>
      <TaskList tasks={tasks} nameOf={nameOf} onOpen={onOpen} />
    </div>
  );
}

/** Tasks that came after the place was chosen belong to it too. */
const isSamePlace = ({ call }: LiveTask, first: LiveTask): boolean =>
  call.account === first.call.account &&
  rowKey(call.operation) === rowKey(first.call.operation) &&
  (call.provider === 'azure' || call.region === first.call.region);

/** The tasks of a run newest first, those of a place when one is chosen. */
function useShownTasks(tasks: readonly LiveTask[], cell: RunCell | null): readonly LiveTask[] {
  return useMemo(() => {
    const first = cell?.tasks[0];
    return liveTasks(newestFirst(first === undefined ? tasks : tasks.filter((task) => isSamePlace(task, first))));
  }, [tasks, cell]);
}

interface RunProps {
  readonly detail: Detail;
  readonly reload: () => void;
}

interface Place {
  readonly cell: RunCell;
  readonly words: string;
}

interface PictureProps {
  readonly collection: Collection;
  readonly tasks: readonly LiveTask[];
  readonly stopped: readonly CoverageCell[];
  readonly nameOf: (account: string) => string;
  readonly onCell: (cell: RunCell, words: string) => void;
}

/** The run by accounts and places, and what could not be read. */
function Picture({ collection, tasks, stopped, nameOf, onCell }: PictureProps) {
  const columns = useColumns(tasks);
  const accounts = useMemo(
    () => runAccounts(tasks, nameOf, new Set(stopped.map(({ account, region }) => placeKey(account, region)))),
    [tasks, nameOf, stopped],
  );
  useStatus([counted(accounts.length, 'place'), `${counted(tally(tasks).there, 'task')}, 8 at a time, 3 in one place`]);
  if (tasks.length === 0) {
    return isUnderWay(collection.state) ? (
      <ListState kind="loading" title="The first calls are being made" />
    ) : (
      <ListState kind="empty" title="No task was begun" text="The run ended before its first call. Nothing was read." />
    );
  }
  return (
    <>
      <RunAccounts accounts={accounts} columns={columns} onCell={onCell} />
      <NotReadTable
        tasks={tasks}
        stopped={stopped}
        provider={collection.kind === 'azure' ? 'azure' : 'aws'}
        nameOf={nameOf}
      />
    </>
  );
}

interface SideProps extends RunProps {
  readonly tasks: readonly LiveTask[];
  readonly nameOf: (account: string) => string;
  readonly place: Place | null;
  readonly opened: string | null;
  readonly onPlace: (place: Place | null) => void;
  readonly onOpen: (id: string | null) => void;
}

/** The tasks, or one of them in full. */
function Side({ detail, reload, tasks, nameOf, place, opened, onPlace, onOpen }: SideProps) {
  const isWide = useMediaQuery('(min-width: 1100px)', true);
  const shown = useShownTasks(tasks, place?.cell ?? null);
  const task = tasks.find(({ id }) => id === opened);
  if (!isWide && place === null && task === undefined) return null;
  return (
    <SidePane
      id="run-tasks"
      label="Tasks"
      width={322}
      narrowest={260}
      widest={620}
      mode={isWide ? 'beside' : 'over'}
      onClose={isWide ? undefined : () => onPlace(null)}
    >
      {task === undefined ? (
        <TasksPane
          tasks={shown}
          place={place?.words ?? null}
          nameOf={nameOf}
          onAll={() => onPlace(null)}
          onOpen={({ id }) => onOpen(id)}
        />
      ) : (
        <TaskDetail
          task={task}
          snapshot={detail.snapshots.find(({ id }) => id === task.snapshotId)}
          onBack={() => onOpen(null)}
          onMissing={reload}
        />
      )}
    </SidePane>
  );
}

function Run({ detail, reload }: RunProps) {
  const { collection } = detail;
  const secondsLeft = useLive(({ run }) => (run?.collectionId === collection.id ? run.secondsLeft : null));
  const [place, setPlace] = useState<Place | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const tasks = useMemo(() => liveTasks(collection.tasks), [collection.tasks]);
  const nameOf = useNames(collection);
  const stopped = useStopped(collection, tasks);
  const onPlace = useCallback((next: Place | null) => {
    setPlace(next);
    setOpened(null);
  }, []);
  const onCell = useCallback((cell: RunCell, words: string) => onPlace({ cell, words }), [onPlace]);
  return (
    <>
      <LiveBar
        tasks={tasks}
        secondsLeft={secondsLeft}
        isUnderWay={isUnderWay(collection.state)}
        stopped={stopped.length}
      />
      <div className={collectionClasses.columns}>
        <div className={classes.body}>
          <Picture collection={collection} tasks={tasks} stopped={stopped} nameOf={nameOf} onCell={onCell} />
        </div>
        <Side
          detail={detail}
          reload={reload}
          tasks={tasks}
          nameOf={nameOf}
          place={place}
          opened={opened}
          onPlace={onPlace}
          onOpen={setOpened}
        />
      </div>
    </>
  );
}

/** A live run while it reads, and the same page as its record afterwards. */
export function RunView({ id }: { readonly id: number }) {
  const answer = useLiveCollection(id);
  if (answer.state === 'ready') return <Run key={id} detail={answer.value} reload={answer.reload} />;
  return (
    <div className={collectionClasses.block}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The run could not be read" text={answer.error.message} />
      ) : (
        <ListState kind="loading" title="The run is being read" />
      )}
    </div>
  );
}
