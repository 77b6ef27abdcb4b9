import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { counted } from '@shared/domain/words.ts';
import { verifyBinder } from '../../engine/report/verify-binder.ts';
import { type Verification, verifyWorkspace } from '../../engine/services/verify.ts';
import { UsageError, type Values } from '../arguments.ts';
import { print, withWorkspace } from '../deps.ts';

function report({ isIntact, checked, problems }: Verification, what: string, isJson: boolean | undefined): number {
  const summary = `${what}: ${counted(checked.objects, 'file')} and ${counted(checked.entries, 'log entry', 'log entries')} checked`;
  print(
    isJson,
    { isIntact, checked, problems },
    isIntact
      ? `${summary}; all are as written.`
      : [`${summary}; ${counted(problems.length, 'problem')}:`, ...problems.map((problem) => `  ${problem}`)].join(
          '\n',
        ),
  );
  return isIntact ? 0 : 1;
}

/** `fieldwork verify`: re-hashes a workspace or a binder and follows the log's chain. Exit code 1 names what was altered. */
export async function verify(words: readonly string[], values: Values): Promise<number> {
  const [folder] = words;
  if (folder === undefined) throw new UsageError('Name the workspace or the binder folder.');
  if (existsSync(join(folder, 'SHA256SUMS'))) return report(await verifyBinder(folder), 'Binder', values.json);
  return withWorkspace(words, (workspace) => report(verifyWorkspace(workspace), 'Workspace', values.json));
}
