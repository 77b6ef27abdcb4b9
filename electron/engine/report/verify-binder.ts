import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { auditEntry } from '@shared/contract/shapes.ts';
import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { z } from 'zod';
import { chainProblems } from './hash.ts';
import { listFiles } from './list-files.ts';
import { binderFormat } from './writers/json.ts';
import { headText } from './writers/text.ts';

/** What was checked and what was wrong; `problems` is empty when everything is as written. */
export interface BinderVerification {
  readonly isIntact: boolean;
  readonly checked: { readonly entries: number; readonly objects: number };
  readonly problems: readonly string[];
}

const sumsName = 'SHA256SUMS';
const manifest = z.object({
  format: z.literal(binderFormat),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
});

/** Names and hashes of SHA256SUMS; lines that are none are dropped, and their files then show as extra. */
async function readSums(folder: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(join(folder, sumsName), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) {2}([A-Za-z0-9._/-]+)$/.exec(line));
  const pairs = lines.flatMap((match): (readonly [string, string])[] =>
    match?.[1] && match[2] ? [[match[2], match[1]]] : [],
  );
  return new Map(pairs.filter(([name]) => !name.startsWith('/') && !name.split('/').includes('..')));
}

/** The names that belong to a binder: those its sums list, and the sums. */
export const listedNames = async (folder: string): Promise<ReadonlySet<string>> =>
  new Set([...(await readSums(folder)).keys(), sumsName]);

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}

async function fileProblem(folder: string, name: string, expected: string): Promise<readonly string[]> {
  const found = await lstat(join(folder, name)).catch(() => null);
  if (found === null) return [`${name} is missing.`];
  if (!found.isFile()) return [`${name} is not a plain file.`];
  return (await hashFile(join(folder, name))) === expected ? [] : [`${name} was altered.`];
}

async function manifestProblems(folder: string, sums: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null) return [];
  const read = manifest.safeParse(parsed(text));
  if (!read.success) return ['manifest.json cannot be read as a manifest of a binder.'];
  const listed = new Map(read.data.files.map(({ name, sha256 }) => [name, sha256]));
  const differing = [...sums].filter(([name, sha256]) => name !== 'manifest.json' && listed.get(name) !== sha256);
  const unlisted = [...listed.keys()].filter((name) => !sums.has(name));
  return [
    ...differing.map(([name]) => `${name}: manifest.json and ${sumsName} disagree.`),
    ...unlisted.map((name) => `${name} is in manifest.json and not in ${sumsName}.`),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readLog(folder: string): Promise<readonly AuditEntry[] | null> {
  const text = await readFile(join(folder, 'audit-log.jsonl'), 'utf8').catch(() => '');
  const entries = z.array(auditEntry).safeParse(text.split('\n').filter(Boolean).map(parsed));
  return entries.success ? entries.data : null;
}

async function logProblems(folder: string, log: readonly AuditEntry[] | null): Promise<readonly string[]> {
  if (log === null) return ['audit-log.jsonl cannot be read as a log.'];
  const stated = await readFile(join(folder, 'HEAD'), 'utf8').catch(() => '');
  const found = headText({ entries: log.length, hash: log.at(-1)?.entryHash ?? '' });
  return [
    ...chainProblems(log),
    ...(stated === found ? [] : ['HEAD does not name the last entry of audit-log.jsonl.']),
  ];
}

/** Re-hashes every file of a binder, looks for files that do not belong, and follows the chain of its log to its head. */
export async function verifyBinder(
  folder: string,
  onFile: (done: number, total: number) => void = () => undefined,
): Promise<BinderVerification> {
  const sums = await readSums(folder);
  const present = await listFiles(folder);
  const problems: string[] = sums.size === 0 ? [`${sumsName} is missing or lists no file.`] : [];
  let done = 0;
  for (const [name, expected] of sums) {
    problems.push(...(await fileProblem(folder, name, expected)));
    done += 1;
    onFile(done, sums.size);
  }
  const extra = present.filter((name) => name !== sumsName && !sums.has(name));
  const log = await readLog(folder);
  problems.push(...extra.map((name) => `${name} is not part of the binder.`));
  problems.push(...(await manifestProblems(folder, sums)), ...(await logProblems(folder, log)));
  return { isIntact: problems.length === 0, checked: { entries: log?.length ?? 0, objects: sums.size }, problems };
}
