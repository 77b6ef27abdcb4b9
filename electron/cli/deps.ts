import { userInfo } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import type { Deps } from '../engine/services/deps.ts';
import { isUnjudged, judgeAll } from '../engine/services/judge.ts';
import { openWorkspace, type Workspace } from '../engine/store/open.ts';
import { UsageError } from './arguments.ts';

/** The built command lies in out/main, two folders below the program's own. */
const resources = join(import.meta.dirname, '..', '..', 'resources');

/** What the engine gets when it runs under the command line. */
export const commandDeps = (): Deps => ({
  clock: () => new Date().toISOString(),
  actor: userInfo().username,
  toolVersion: version,
  resources,
  helper: join(import.meta.dirname, 'helper.js'),
  collector: join(import.meta.dirname, 'collector.js'),
});

/** Opens the workspace named first, hands it on, and closes it whatever happens. */
export async function withWorkspace<T>(
  words: readonly string[],
  work: (workspace: Workspace, rest: readonly string[]) => Promise<T> | T,
): Promise<T> {
  const [folder, ...rest] = words;
  if (folder === undefined) throw new UsageError('Name the workspace.');
  const workspace = openWorkspace(folder);
  try {
    return await work(workspace, rest);
  } finally {
    workspace.close();
  }
}

/** Opens the workspace as `withWorkspace` does, with findings to speak of: judged first where nothing is. */
export const withJudged = <T>(
  words: readonly string[],
  work: (workspace: Workspace, rest: readonly string[]) => Promise<T> | T,
): Promise<T> =>
  withWorkspace(words, (workspace, rest) => {
    if (isUnjudged(workspace)) {
      process.stderr.write('Nothing is judged yet; judging what was read.\n');
      judgeAll(workspace, commandDeps());
    }
    return work(workspace, rest);
  });

/** Prints a result: JSON when asked for, else the words. */
export function print(isJson: boolean | undefined, json: unknown, words: string): void {
  process.stdout.write(`${isJson === true ? JSON.stringify(json) : words}\n`);
}
