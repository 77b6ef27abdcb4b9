import type { CollectionState, RunOptions } from '@shared/domain/collection.ts';
import type { Connection, Prompt } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import { createGate, type Gate } from './gate.ts';
import { type Probed, probeTasks } from './probe.ts';
import { runTasks } from './run.ts';
import type { RunHooks, TaskNews } from './run-state.ts';
import type { CloudSource, ConnectTools, Page, PlannedTask, PromptWithoutId } from './source.ts';
import type { Timer } from './timer.ts';

/** What a session is opened with. Secrets come in here and go nowhere else. */
interface SessionInput extends Omit<ConnectTools, 'ask' | 'signal' | 'clock'> {
  readonly reach: Connection['reach'];
}

/** Whom a session is, and what it may name. */
export type SessionFacts = Pick<CloudSource, 'identities' | 'choices' | 'warnings' | 'provider'>;

/** What the collector tells those who keep what it reads. */
export interface CollectorHost {
  onPrompt(prompt: Prompt | null): void;
  onTask(news: TaskNews): void;
  /** Resolves when the page is kept. */
  onPage(task: PlannedTask, number: number, page: Page, tries: number): Promise<void>;
  onNote(note: string | null): void;
}

/** One live session: it holds the credentials, sends the calls, and is ended with them. */
export interface Collector {
  connect(input: SessionInput): Promise<SessionFacts>;
  probe(options: RunOptions): Promise<Probed>;
  /** `known` are tasks of an earlier part of the run, `done` the keys of those that ended well. */
  run(options: RunOptions, known: readonly PlannedTask[], done: readonly string[]): Promise<CollectionState>;
  pause(): void;
  resume(): void;
  /** Ends what is under way; the session stays. */
  cancel(): void;
  answer(promptId: string, value: string | null): void;
  close(): void;
}

/** Opens one cloud; the product's own stands in collect/open.ts, tests bring a loopback. */
export type OpenSource = (reach: Connection['reach'], tools: ConnectTools) => Promise<CloudSource>;

/** Questions on their way to the person, one at a time on screen, each with its own number. */
function createAsking(host: CollectorHost) {
  const waiting = new Map<string, { prompt: Prompt; resolve: (value: string | null) => void }>();
  let count = 0;
  const show = (): void => host.onPrompt([...waiting.values()][0]?.prompt ?? null);
  const settle = (id: string, value: string | null): void => {
    const found = waiting.get(id);
    waiting.delete(id);
    found?.resolve(value);
    show();
  };
  return {
    settle,
    ask: (prompt: PromptWithoutId, signal: AbortSignal): Promise<string | null> => {
      if (signal.aborted) return Promise.resolve(null);
      count += 1;
      const id = String(count);
      return new Promise((resolve) => {
        waiting.set(id, { prompt: { ...prompt, id }, resolve });
        signal.addEventListener('abort', () => settle(id, null), { once: true });
        show();
      });
    },
    /** Withdraws what is asked: the thing it was about has ended. */
    clear: (): void => {
      for (const id of waiting.keys()) settle(id, null);
    },
  };
}

/** What a collector has while it lives. */
interface Session {
  readonly open: OpenSource;
  readonly host: CollectorHost;
  readonly timer: Timer;
  readonly clock: () => string;
  readonly gate: Gate;
  readonly asking: ReturnType<typeof createAsking>;
  work: AbortController;
  source: CloudSource | null;
}

function opened({ source }: Session): CloudSource {
  if (source === null) throw new AppError('conflict', 'No cloud is connected.', 'Connect first.');
  return source;
}

function begin(session: Session): AbortSignal {
  session.work = new AbortController();
  session.gate.open();
  return session.work.signal;
}

async function connect(session: Session, { reach, ...given }: SessionInput): Promise<SessionFacts> {
  session.source?.close();
  const signal = begin(session);
  const ask = (prompt: PromptWithoutId) => session.asking.ask(prompt, signal);
  try {
    session.source = await session.open(reach, { ...given, ask, signal, clock: session.clock });
  } finally {
    session.asking.clear();
  }
  const { identities, choices, warnings, provider } = session.source;
  return { identities, choices, warnings, provider };
}

/** Has the person renew an expired session; false when they turn it away. */
async function renewed(session: Session): Promise<boolean> {
  const source = opened(session);
  const { signal } = session.work;
  const principal = source.identities[0]?.principal ?? '';
  if ((await session.asking.ask({ kind: 'expired', principal }, signal)) === null) return false;
  // Renewing may show a code or wait for a browser; what it showed goes with its end.
  await source.renew(signal).finally(session.asking.clear);
  return true;
}

async function run(
  session: Session,
  options: RunOptions,
  known: readonly PlannedTask[],
  done: readonly string[],
): Promise<CollectionState> {
  const { host, gate, timer, asking } = session;
  const source = opened(session);
  const signal = begin(session);
  const tasks = [...known, ...source.plan(options)];
  const hooks: RunHooks = {
    onTask: host.onTask,
    onPage: host.onPage,
    onNote: host.onNote,
    onExpired: () => renewed(session),
  };
  return runTasks({ source, tasks, done: new Set(done), hooks, gate, signal, timer }).finally(asking.clear);
}

/** Makes the collector of one session. */
export function createCollector(open: OpenSource, host: CollectorHost, timer: Timer, clock: () => string): Collector {
  const session: Session = {
    open,
    host,
    timer,
    clock,
    gate: createGate(),
    asking: createAsking(host),
    work: new AbortController(),
    source: null,
  };
  return {
    connect: (input) => connect(session, input),
    probe: (options) => probeTasks(opened(session), options, timer, begin(session)),
    run: (options, known, done) => run(session, options, known, done),
    pause: session.gate.shut,
    resume: session.gate.open,
    cancel: () => session.work.abort(),
    answer: session.asking.settle,
    close() {
      session.work.abort();
      session.asking.clear();
      session.source?.close();
      session.source = null;
    },
  };
}
