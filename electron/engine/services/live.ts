import type { Output } from '@shared/contract/contract.ts';
import type { Collection, CollectionState, Identity, LiveRun, RunOptions, Task } from '@shared/domain/collection.ts';
import { AppError } from '@shared/errors.ts';
import type { SessionFacts } from '../collect/run/collector.ts';
import type { EngineInput } from '../protocol.ts';
import { connect, disconnect, type LiveParts, type LiveState, ready } from './live-connect.ts';
import { estimateOf } from './live-estimate.ts';
import { createNews } from './live-news.ts';
import { startRun } from './live-run.ts';
import { declaredAccounts, undeclaredOf } from './live-scope.ts';

type Route =
  | 'collection.connect'
  | 'collection.disconnect'
  | 'collection.plan'
  | 'collection.start'
  | 'collection.continue'
  | 'collection.pause'
  | 'collection.resume'
  | 'collection.answer'
  | 'collection.live';

/** The live session of the open engagement: at most one, connected before it runs. */
export type Live = { readonly [R in Route]: (input: EngineInput<R>) => Promise<Output<R>> | Output<R> } & {
  /** Resolves when the run that goes on has ended; at once when none does. */
  ended(): Promise<void>;
  /** Ends the run, forgets the credentials and ends the thread that held them. */
  close(): Promise<void>;
};

/** Accounts a run reads: those named, or every one the session reaches. */
const readAccounts = ({ accounts }: RunOptions, { identities }: SessionFacts): readonly string[] =>
  accounts.length > 0 ? accounts : identities.map(({ account }) => account);

/** Nothing outside the declared scope is read before a person has said why. */
function agreed(state: LiveState, options: RunOptions, reason: string | null): string | null {
  const { session } = ready(state);
  const accounts = readAccounts(options, session);
  const outside = undeclaredOf(accounts, declaredAccounts(state.workspace(), session.provider));
  if (outside.length === 0) return null;
  if (reason !== null && reason !== '') return reason;
  throw new AppError(
    'conflict',
    `${outside.join(', ')} is not declared in the scope register. Nothing was read.`,
    'Leave it out, declare it, or say why it is read.',
  );
}

function run(state: LiveState, details: LiveRun, reason: string | null, earlier: Collection | null): number {
  const { collector, session } = ready(state);
  const workspace = state.workspace();
  const { collectionId } = state.jobs.run((signal) => {
    const news = createNews(state.emit);
    const watcher = { onTask: news.task, onState: news.state };
    const begun = startRun(workspace, state.deps, { collector, session, run: details, reason, earlier, watcher });
    news.begin(begun.collectionId, begun.tasks);
    Object.assign(state, { running: begun, news });
    signal.addEventListener('abort', () => void collector.cancel(), { once: true });
    return {
      collectionId: begun.collectionId,
      ended: begun.ended.then(
        () => over(state),
        (error: unknown) => over(state, error),
      ),
    };
  });
  return collectionId;
}

/** A run is over: its credentials go with it, and what it read is judged. */
async function over(state: LiveState, error?: unknown): Promise<void> {
  const hasRead = state.running?.tasks().some((task) => task.state === 'done') ?? false;
  state.news?.end();
  state.running = null;
  state.news = null;
  if (!state.isClosing) await disconnect(state);
  if (state.isClosing) return;
  if (error !== undefined) {
    const reason = error instanceof Error ? error.message : String(error);
    state.emit('engine.failed', { message: `The collection stopped: ${reason}` });
  }
  state.emit('engagement.changed', { what: 'collections' });
  if (hasRead) state.judge();
}

function start(state: LiveState, { options, acceptsUndeclared }: EngineInput<'collection.start'>): number {
  const { connection, session } = ready(state);
  const reason = agreed(state, options, acceptsUndeclared);
  const { id, name } = connection;
  return run(state, { connection: id, connectionName: name, options, identities: session.identities }, reason, null);
}

/** A principal without the name of its session: what must be the same when a run is gone on with. */
const withoutSession = ({ principal }: Identity): string =>
  principal.replace(/^(arn:[^:]+:sts::\d+:assumed-role\/[^/]+)\/.*$/, '$1');

const freshHours = 24;

function goOn(state: LiveState, id: number): number {
  const { session } = ready(state);
  const earlier = state
    .workspace()
    .collections.all()
    .find((it) => it.id === id);
  if (earlier === undefined || earlier.run === null) throw new AppError('not-found', `There is no live run ${id}.`);
  if (earlier.state === 'done') throw new AppError('conflict', `Run ${id} has read everything.`, 'Start a new run.');
  const age = Date.parse(state.deps.clock()) - Date.parse(earlier.startedAt);
  if (age > freshHours * 3_600_000)
    throw new AppError('conflict', `Run ${id} began more than ${freshHours} hours ago.`, 'Start a new run.');
  const before = new Set(earlier.run.identities.map(withoutSession));
  const other = session.identities.find((identity) => !before.has(withoutSession(identity)));
  if (other !== undefined)
    throw new AppError(
      'conflict',
      `Run ${id} was read by another principal than ${other.principal}.`,
      'Connect as the same one, or start a new run.',
    );
  return run(state, earlier.run, null, earlier);
}

async function setPaused(state: LiveState, isPaused: boolean): Promise<null> {
  const { collector } = ready(state);
  const { running } = state;
  if (running === null) throw new AppError('conflict', 'No collection is running.');
  await (isPaused ? collector.pause() : collector.resume());
  const now: CollectionState = isPaused ? 'paused' : 'running';
  const workspace = state.workspace();
  workspace.transaction(() => workspace.collections.setState(running.collectionId, now));
  state.news?.state(now);
  return null;
}

/** The run as it stands: what the store has, with the tasks as they are now. */
function current(state: LiveState): Collection | null {
  const { running } = state;
  if (running === null) return null;
  const stored = state
    .workspace()
    .collections.all()
    .find(({ id }) => id === running.collectionId);
  const tasks: readonly Task[] = running.tasks();
  return stored === undefined ? null : { ...stored, tasks };
}

/** Makes the session that connects, plans and runs live collections. */
export function createLive(parts: LiveParts): Live {
  const state: LiveState = {
    ...parts,
    collector: null,
    connection: null,
    session: null,
    connected: null,
    prompt: null,
    running: null,
    news: null,
    isClosing: false,
  };
  const close = async (): Promise<void> => {
    const { running } = state;
    state.isClosing = true;
    await disconnect(state);
    await running?.ended.catch(() => undefined);
    state.isClosing = false;
  };
  return {
    'collection.connect': (input) => connect(state, input),
    'collection.disconnect': async () => {
      state.jobs.free();
      await disconnect(state);
      return null;
    },
    'collection.plan': async (options) => {
      state.jobs.free();
      return estimateOf(await ready(state).collector.probe(options));
    },
    'collection.start': (input) => ({ collectionId: start(state, input) }),
    'collection.continue': ({ id }) => ({ collectionId: goOn(state, id) }),
    'collection.pause': () => setPaused(state, true),
    'collection.resume': () => setPaused(state, false),
    'collection.answer': async ({ promptId, value }) => {
      await state.collector?.collector.answer(promptId, value);
      return null;
    },
    'collection.live': () => ({
      connected: state.connected,
      prompt: state.prompt,
      collection: current(state),
      progress: state.news?.progress() ?? null,
    }),
    ended: async () => {
      await state.running?.ended.catch(() => undefined);
    },
    close,
  };
}
