import type { Collection } from '@shared/domain/collection.ts';
import { statementProblems } from '@shared/domain/stated-place.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { count, counted } from '@shared/domain/words.ts';
import { startImport } from '../../engine/services/import-files.ts';
import { judgeAll } from '../../engine/services/judge.ts';
import type { StatedPlace } from '../../engine/services/take-item.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { instantOption, UsageError, type Values } from '../arguments.ts';
import { commandDeps, print, withWorkspace } from '../deps.ts';

function placeOf(values: Values, now: string): StatedPlace | undefined {
  const { account = '', region = '' } = values;
  const readAt = instantOption(values, 'read-at');
  if (values.account === undefined && values.region === undefined && readAt === undefined) return undefined;
  const [problem] = Object.values(statementProblems({ account, region, readAt: readAt ?? null }, null, now));
  if (problem !== undefined) throw new UsageError(problem);
  return { account, region, readAt };
}

function collectionOf(workspace: Workspace, id: number): Collection {
  const found = workspace.collections.all().find((collection) => collection.id === id);
  if (found === undefined) throw new Error(`Collection ${id} is not in the workspace.`);
  return found;
}

function words(collection: Collection): string {
  const read = collection.tasks.filter(({ state }) => state === 'done');
  const items = read.reduce((sum, task) => sum + task.items, 0);
  const others = collection.tasks.filter(({ state }) => state !== 'done');
  const files = counted(tally(collection.tasks).there, 'file');
  const line = `Import ${collection.id}: ${count(read.length)} of ${files} read, ${counted(items, 'item')}.`;
  return [line, ...others.map(({ state, reason }) => `  ${state}: ${reason ?? ''}`)].join('\n');
}

/** `fieldwork import`: brings files in and judges what was read. Exit code 1 when a file was refused. */
export function importCommand(words_: readonly string[], values: Values): Promise<number> {
  return withWorkspace(words_, async (workspace, paths) => {
    if (paths.length === 0) throw new UsageError('Name the files or folders to import.');
    const deps = commandDeps();
    const place = placeOf(values, deps.clock());
    const controller = new AbortController();
    process.once('SIGINT', () => controller.abort());
    const onProgress = ({ filesDone, files, items }: { filesDone: number; files: number; items: number }): void => {
      if (process.stderr.isTTY)
        process.stderr.write(`\r${filesDone} of ${counted(files, 'file')}, ${counted(items, 'item')}`);
    };
    const run = startImport(workspace, deps, { paths, place, signal: controller.signal, onProgress });
    const state = await run.ended;
    if (process.stderr.isTTY) process.stderr.write('\n');
    judgeAll(workspace, deps);
    const collection = collectionOf(workspace, run.collectionId);
    const snapshots = workspace.snapshots.all().filter(({ collectionId }) => collectionId === collection.id);
    for (const { reason } of collection.tasks) if (reason !== null) process.stderr.write(`${reason}\n`);
    print(values.json, { collection, snapshots }, words(collection));
    return state === 'done' ? 0 : 1;
  });
}
