import type { Output } from '@shared/contract/contract.ts';
import type { Collection, History, RunOptions } from '@shared/domain/collection.ts';
import type { Connection, RunSecret } from '@shared/domain/connection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { count, counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { createJobs } from '../../engine/services/jobs.ts';
import { judgeAll } from '../../engine/services/judge.ts';
import { createLive, type Live } from '../../engine/services/live.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { required, UsageError, type Values, wordOption } from '../arguments.ts';
import { connectionFor } from '../connection.ts';
import { commandDeps, print, withWorkspace } from '../deps.ts';
import { answerPrompt, askSecret } from '../prompt.ts';

const parts = (text: string | undefined): readonly string[] =>
  text
    ?.split(',')
    .map((it) => it.trim())
    .filter(Boolean) ?? [];

function historyOf(text = 'none'): History {
  if (text === 'none' || text === 'sampled') return { depth: text };
  if (text.startsWith('types=')) return { depth: 'types', types: parts(text.slice('types='.length)) };
  throw new UsageError(`--history must be none, sampled or types=TYPE,…, not ${text}.`);
}

function optionsOf(values: Values, provider: Provider): RunOptions {
  const { aggregator } = values;
  return {
    regions: parts(values.regions),
    accounts: parts(provider === 'aws' ? values.accounts : values.subscriptions).map((it) => it.toLowerCase()),
    history: historyOf(values.history),
    aggregator: aggregator === undefined ? null : { name: aggregator, region: required(values, 'aggregator-region') },
  };
}

async function secretFor({ reach }: Connection): Promise<RunSecret | null> {
  const asks = reach.provider === 'azure' && reach.credential === 'secret';
  return asks ? { kind: 'client-secret', value: await askSecret('Client secret: ') } : null;
}

/** Whom the cloud takes us for, before anything is read. */
function introduce({ identities, undeclared, missing, warnings }: Output<'collection.connect'>): void {
  const lines = [
    ...identities.map(
      ({ account, accountName, principal, expiresAt }) =>
        `Connected to ${[account, accountName].filter(Boolean).join(' ')} as ${principal}${expiresAt === null ? '' : `, until ${expiresAt}`}.`,
    ),
    ...(undeclared.length > 0 ? [`Not declared in the scope register: ${undeclared.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`Declared, and not reached: ${missing.join(', ')}.`] : []),
    ...warnings,
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

function planWords(plan: Output<'collection.plan'>): string {
  const time = plan.seconds === null ? '' : `, about ${counted(plan.seconds, 'second')}`;
  return [
    `It would read ${counted(plan.tasks, 'task')} with at least ${counted(plan.calls, 'call')}${time}. Nothing was read.`,
    ...plan.reads.map(({ label, permission, tasks }) => `  ${label}: ${counted(tasks, 'task')} (${permission})`),
    ...plan.missing.map(
      ({ permission, places, reason }) => `  missing ${permission} in ${places.join(', ')}: ${reason}`,
    ),
    ...plan.unreachable.map(({ account, region, reason }) => `  not reached ${account} ${region}: ${reason}`),
  ].join('\n');
}

function runWords({ id, tasks }: Collection): string {
  const { read, there, absent } = tally(tasks);
  const gone = absent === 0 ? '' : `, ${count(absent)} not available`;
  const items = tasks.reduce((sum, task) => sum + task.items, 0);
  const others = tasks.filter(({ state }) => state !== 'done');
  return [
    `Collection ${id}: ${count(read)} of ${counted(there, 'task')}${gone}, ${counted(items, 'item')}.`,
    ...others.map(
      ({ state, label, call, reason }) => `  ${state}: ${label}, ${call?.account} ${call?.region}. ${reason ?? ''}`,
    ),
  ].join('\n');
}

/** The run that a person wants to go on with: the newest live one that did not read everything. */
function unfinished(workspace: Workspace, provider: Provider): number {
  const found = workspace.collections.all().find(({ kind, state }) => kind === provider && state !== 'done');
  if (found === undefined) throw new AppError('not-found', 'There is no unfinished run to go on with.');
  return found.id;
}

async function run(
  live: Live,
  workspace: Workspace,
  values: Values,
  options: RunOptions,
  provider: Provider,
): Promise<number> {
  const acceptsUndeclared = values.reason ?? null;
  const begun =
    values.resume === true
      ? await live['collection.continue']({ id: unfinished(workspace, provider) })
      : await live['collection.start']({ options, acceptsUndeclared });
  await live.ended();
  const collection = workspace.collections.all().find(({ id }) => id === begun.collectionId);
  if (collection === undefined) throw new AppError('internal', 'The run is not in the workspace.');
  const snapshots = workspace.snapshots.all().filter(({ collectionId }) => collectionId === collection.id);
  print(values.json, { collection, snapshots }, runWords(collection));
  return collection.state === 'done' ? 0 : 1;
}

function openLive(workspace: Workspace): Live {
  const deps = commandDeps();
  const jobs = createJobs();
  const live: Live = createLive({
    workspace: () => workspace,
    deps,
    jobs,
    judge: () => void judgeAll(workspace, deps),
    emit: (event, payload) => {
      if ('prompt' in payload && payload.prompt !== null)
        void answerPrompt(payload.prompt).then((value) =>
          live['collection.answer']({ promptId: payload.prompt?.id ?? '', value }),
        );
      else if ('calls' in payload && process.stderr.isTTY)
        process.stderr.write(
          `\r${payload.done} of ${counted(payload.planned, 'task')}, ${counted(payload.items, 'item')}`,
        );
      else if (event === 'engine.failed' && 'message' in payload) process.stderr.write(`${payload.message}\n`);
    },
  });
  process.once('SIGINT', jobs.abort);
  return live;
}

/** `fieldwork collect`: connects, says who we are, then reads; exit code 1 when something could not be read. */
export async function collect([cloud, ...words]: readonly string[], values: Values): Promise<number> {
  const provider = wordOption(cloud, ['aws', 'azure'] as const, 'cloud');
  if (provider === undefined) throw new UsageError('Name the cloud: aws or azure.');
  return withWorkspace(words, async (workspace) => {
    const options = optionsOf(values, provider);
    const connection = connectionFor(workspace, provider, values);
    const live = openLive(workspace);
    try {
      introduce(await live['collection.connect']({ connectionId: connection.id, secret: await secretFor(connection) }));
      if (values['dry-run'] !== true) return await run(live, workspace, values, options, provider);
      const plan = await live['collection.plan'](options);
      print(values.json, plan, planWords(plan));
      return 0;
    } finally {
      await live.close();
    }
  });
}
