import type { Collection, CollectionState, LiveRun, RunOptions, Task } from '@shared/domain/collection.ts';
import type { Remote } from '../collect/run/bridge.ts';
import type { Collector, SessionFacts } from '../collect/run/collector.ts';
import type { TaskNews } from '../collect/run/run-state.ts';
import type { PlannedTask } from '../collect/run/source.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { rulesOf } from './item-judge.ts';
import { listingsOf } from './live-listings.ts';
import { type LivePages, openLivePages } from './live-pages.ts';
import type { LiveHost, ReadPage } from './live-rows.ts';
import { keepSnapshot, type RunFacts } from './live-snapshot.ts';
import { newTask, plannedOf, withNews } from './live-tasks.ts';
import { record } from './record.ts';

/** A run as it is told to whoever watches. */
interface RunWatcher {
  onTask(task: Task): void;
  onState(state: CollectionState): void;
}

/** A live run that has begun. */
export interface RunningCollection {
  readonly collectionId: number;
  /** Its tasks as they stand now. */
  tasks(): readonly Task[];
  /** What the collector tells goes in here. */
  readonly host: Pick<LiveHost, 'onTask' | 'onPage'>;
  readonly ended: Promise<CollectionState>;
}

interface Running {
  readonly workspace: Workspace;
  readonly deps: Deps;
  readonly id: number;
  readonly facts: RunFacts;
  readonly pages: LivePages;
  /** By key. */
  readonly tasks: Map<string, Task>;
  /** Tasks without a row yet, in the order they came. */
  readonly unwritten: Task[];
  readonly watcher: RunWatcher;
}

const isOver = ({ state }: Task): boolean => state !== 'planned' && state !== 'running';

function taskOf(running: Running, planned: PlannedTask): Task {
  const known = running.tasks.get(planned.key);
  if (known !== undefined) return known;
  const made = newTask(`${running.id}.${running.tasks.size + 1}`, running.facts.provider, planned);
  running.tasks.set(planned.key, made);
  running.unwritten.push(made);
  return made;
}

/** Writes the tasks that came since; each transaction is a wait for the disk, so they go with the next that is needed. */
function writeNew({ unwritten, workspace, id, tasks }: Running): void {
  const first = tasks.size - unwritten.length;
  for (const [place, task] of unwritten.splice(0).entries()) workspace.collections.addTask(id, first + place, task);
}

/** What a task brought is kept when it came to its end; any other is read again from its beginning, if at all. */
function settle(running: Running, task: Task, planned: PlannedTask): Task {
  const { workspace, deps, pages, facts } = running;
  const brought = task.state === 'done' ? pages.take(task.id) : null;
  if (brought === null) {
    pages.drop(task.id);
    return { ...task, bytes: 0, items: 0 };
  }
  const snapshot = keepSnapshot(workspace, deps, { task, planned, brought }, facts);
  return { ...task, bytes: snapshot.bytes, items: snapshot.items, snapshotId: snapshot.id };
}

/** A task's snapshot and its row, in one transaction. */
function ended(running: Running, told: Task, planned: PlannedTask): Task {
  const { transaction, collections } = running.workspace;
  return transaction(() => {
    writeNew(running);
    const task = settle(running, told, planned);
    collections.updateTask(task);
    return task;
  });
}

function takeNews(running: Running, news: TaskNews): void {
  const before = taskOf(running, news.task);
  if (isOver(before)) return;
  const told = withNews(before, news, running.pages.of(before.id), running.deps.clock());
  // That a task runs is only told: after a fall it is read again from its beginning.
  const task = isOver(told) ? ended(running, told, news.task) : told;
  running.tasks.set(news.task.key, task);
  running.watcher.onTask(task);
}

function takePage(
  running: Running,
  planned: PlannedTask,
  number: number,
  page: ReadPage,
  tries: number,
): Promise<void> {
  return running.pages.add({ task: taskOf(running, planned), number, page, tries });
}

function endState(tasks: readonly Task[], state: CollectionState): CollectionState {
  if (state === 'cancelled') return 'cancelled';
  const bad = tasks.filter((task) => task.state !== 'done' && task.state !== 'skipped').length;
  if (bad === 0) return 'done';
  return bad === tasks.length ? 'failed' : 'partial';
}

function finish(running: Running, ended: CollectionState): CollectionState {
  const { workspace, deps, id } = running;
  const tasks = [...running.tasks.values()];
  const state = endState(tasks, ended);
  const now = deps.clock();
  const listings = listingsOf(tasks, now);
  const done = tasks.filter((task) => task.state === 'done').length;
  const change = {
    action: `collection.${state}`,
    objectType: 'collection',
    objectId: String(id),
    after: { tasks: tasks.length, done },
  };
  record(workspace, deps, change, () => {
    writeNew(running);
    workspace.collections.finish(id, state, now);
    for (const listing of listings) workspace.listings.add(listing);
  });
  running.watcher.onState(state);
  return state;
}

/** Ends what the collector can no longer end. */
function abandon(running: Running): void {
  running.workspace.transaction(() => writeNew(running));
  for (const [key, task] of running.tasks) {
    if (isOver(task)) continue;
    running.pages.drop(task.id);
    const reason = 'The program stopped reading before it was read to the end.';
    const ended: Task = { ...task, state: 'cancelled', bytes: 0, items: 0, reason, endedAt: running.deps.clock() };
    running.tasks.set(key, ended);
    running.workspace.transaction(() => running.workspace.collections.updateTask(ended));
  }
}

const factsOf = (id: number, { identities, provider }: SessionFacts, deps: Deps): RunFacts => ({
  collectionId: id,
  provider,
  rulesVersion: rulesOf(deps.toolVersion),
  principalOf: (account) => {
    const found = identities.find((identity) => identity.account === account) ?? identities[0];
    return { principal: found?.principal ?? '', session: found?.session ?? null };
  },
});

/** What a run is begun with. */
export interface RunBeginning {
  readonly collector: Remote<Collector>;
  readonly session: SessionFacts;
  readonly run: LiveRun;
  /** Why accounts outside the declared scope are read; null when none is. */
  readonly reason: string | null;
  /** An earlier part of the same run to go on with. */
  readonly earlier: Collection | null;
  readonly watcher: RunWatcher;
}

function begin(workspace: Workspace, deps: Deps, { session, run, reason, earlier }: RunBeginning): number {
  const accounts = session.identities.map(({ account }) => account);
  const after = { connection: run.connectionName, accounts, options: run.options };
  const objectId = earlier === null ? run.connection : String(earlier.id);
  const action = earlier === null ? 'collection.started' : 'collection.continued';
  return record(workspace, deps, { action, objectType: 'collection', objectId, after, reason }, () => {
    if (earlier !== null) {
      workspace.collections.setState(earlier.id, 'running');
      return earlier.id;
    }
    const { clock, actor, toolVersion } = deps;
    return workspace.collections.start({ kind: session.provider, startedAt: clock(), actor, toolVersion, run });
  });
}

/** Tasks of the earlier part: those that ended well stay, the others are read again from their first page. */
function recall(earlier: Collection | null): readonly Task[] {
  const again = (task: Task): Task => ({ ...task, state: 'planned', reason: null, endedAt: null });
  return (earlier?.tasks ?? []).map((task) => (task.state === 'done' || task.state === 'skipped' ? task : again(task)));
}

/** Begins a live run, or goes on with one. It ends with what was read kept, whatever happens. */
export function startRun(workspace: Workspace, deps: Deps, beginning: RunBeginning): RunningCollection {
  const id = begin(workspace, deps, beginning);
  const recalled = recall(beginning.earlier);
  const running: Running = {
    workspace,
    unwritten: [],
    deps,
    id,
    facts: factsOf(id, beginning.session, deps),
    pages: openLivePages(workspace, () => writeNew(running)),
    tasks: new Map(recalled.flatMap((task) => (task.call === null ? [] : [[task.call.key, task]]))),
    watcher: beginning.watcher,
  };
  const done = recalled.filter(isOver).flatMap(({ call }) => call?.key ?? []);
  const known = recalled.filter((task) => !isOver(task)).flatMap((task) => plannedOf(task) ?? []);
  const options: RunOptions = beginning.run.options;
  return {
    collectionId: id,
    tasks: () => [...running.tasks.values()],
    host: {
      onTask: (news) => takeNews(running, news),
      onPage: (planned, number, page, tries) => takePage(running, planned, number, page, tries),
    },
    ended: beginning.collector.run(options, known, done).then(
      (state) => finish(running, state),
      (error: unknown) => {
        abandon(running);
        finish(running, 'cancelled');
        throw error;
      },
    ),
  };
}
