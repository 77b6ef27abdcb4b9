import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditHead } from '@shared/domain/audit-log.ts';
import { AppError } from '@shared/errors.ts';
import type { AuditLogRepo } from './repos/audit-log.repo.ts';

const headName = 'HEAD';

/** Writes the log's head beside the database, so that a log cut short is noticed at the next opening. */
export function writeHead(folder: string, head: AuditHead): void {
  const file = join(folder, headName);
  writeFileSync(`${file}.new`, `${head.entries} ${head.hash}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Refuses a workspace whose log no longer contains the head written earlier. */
export function checkHead(folder: string, log: AuditLogRepo): void {
  const file = join(folder, headName);
  if (!existsSync(file)) return;
  const [entries = '', hash = ''] = readFileSync(file, 'utf8').trim().split(' ');
  if (Number(entries) === 0 || log.hashOf(Number(entries)) === hash) return;
  throw new AppError(
    'workspace-damaged',
    `The audit log of ${folder} does not contain the head recorded at the last closing (entry ${entries}). Nothing was changed.`,
    'Restore the folder from a copy.',
  );
}
