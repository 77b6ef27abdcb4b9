import type { Output } from '@shared/contract/contract.ts';
import type { Connection, Prompt } from '@shared/domain/connection.ts';
import { reportInterval } from '@shared/domain/engagement.ts';
import { AppError } from '@shared/errors.ts';
import type { SessionFacts } from '../collect/run/collector.ts';
import type { Emit, EngineInput } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import { findConnection } from './connections.ts';
import type { Deps } from './deps.ts';
import type { Jobs } from './jobs.ts';
import { type LiveCollector, startCollector } from './live-collector.ts';
import type { News } from './live-news.ts';
import type { LiveHost } from './live-rows.ts';
import type { RunningCollection } from './live-run.ts';
import { declaredAccounts, undeclaredOf } from './live-scope.ts';

/** What a live session is made with. */
export interface LiveParts {
  readonly workspace: () => Workspace;
  readonly deps: Deps;
  readonly emit: Emit;
  readonly jobs: Jobs;
  /** Judges and tells the window when a run has ended with something read. */
  readonly judge: () => void;
}

type Connected = Output<'collection.connect'>;

/** A live session as it stands. */
export interface LiveState extends LiveParts {
  collector: LiveCollector | null;
  connection: Connection | null;
  session: SessionFacts | null;
  connected: Connected | null;
  prompt: Prompt | null;
  running: RunningCollection | null;
  news: News | null;
  isClosing: boolean;
}

/** A name the client finds in its own log: letters, digits and a few signs, at most 64. */
function sessionName(workspace: Workspace): string {
  const { id } = workspace.engagements.get();
  const run = (workspace.collections.all()[0]?.id ?? 0) + 1;
  return `fieldwork-${id.replace(/[^\w]/g, '').slice(0, 12)}-run-${run}`;
}

/** What the collector tells goes to the run that is on, and to the window. */
function hostOf(state: LiveState): LiveHost {
  return {
    onPrompt(prompt) {
      state.prompt = prompt;
      state.emit('collection.prompt', { prompt });
    },
    onTask: (news) => state.running?.host.onTask(news),
    onPage: async (task, number, page, tries) => state.running?.host.onPage(task, number, page, tries),
    onNote: (note) => state.news?.note(note),
  };
}

/** Ends the thread that holds the credentials, and with it the session. */
export async function disconnect(state: LiveState): Promise<void> {
  const { collector } = state;
  state.collector = null;
  state.session = null;
  state.connected = null;
  state.connection = null;
  state.prompt = null;
  await collector?.close();
}

function connectedOf(state: LiveState, connection: Connection, session: SessionFacts): Connected {
  const declared = declaredAccounts(state.workspace(), session.provider);
  const accounts = session.identities.map(({ account }) => account);
  return {
    connectionId: connection.id,
    identities: session.identities,
    undeclared: undeclaredOf(accounts, declared),
    missing: declared.filter((account) => !accounts.includes(account)),
    warnings: session.warnings,
    regions: session.choices,
  };
}

/** Opens a session and says whom it is. An error leaves nothing connected. */
export async function connect(state: LiveState, input: EngineInput<'collection.connect'>): Promise<Connected> {
  state.jobs.free();
  await disconnect(state);
  const workspace = state.workspace();
  const connection = findConnection(workspace, input.connectionId);
  const live = startCollector(state.deps, hostOf(state), (message) => state.emit('engine.failed', { message }));
  state.collector = live;
  try {
    const session = await live.collector.connect({
      reach: connection.reach,
      secret: input.secret,
      externalId: workspace.connections.externalId(),
      salt: workspace.connections.commitmentSalt(),
      sessionName: sessionName(workspace),
      period: reportInterval(workspace.engagements.get()),
    });
    const connected = connectedOf(state, connection, session);
    Object.assign(state, { connection, session, connected });
    return connected;
  } catch (error) {
    if (state.collector === live) await disconnect(state);
    throw error;
  }
}

/** A session that can be asked. */
interface Ready {
  readonly collector: LiveCollector['collector'];
  readonly connection: Connection;
  readonly session: SessionFacts;
}

/** The connected session; refuses when there is none. */
export function ready({ collector, connection, session }: LiveState): Ready {
  if (collector === null || connection === null || session === null)
    throw new AppError('conflict', 'No cloud is connected.', 'Connect first.');
  return { collector: collector.collector, connection, session };
}
