import { createReadStream, lstatSync } from 'node:fs';
import { basename } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import type { EvidenceItem } from '@shared/domain/exception.ts';
import { AppError } from '@shared/errors.ts';
import type { EngineInput } from '../protocol.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { detailOf, exceptionAt } from './exception-view.ts';
import { writeException } from './exceptions.ts';

/** Keeps a file's bytes with the engagement, streamed; gives their SHA-256. */
async function keepFile(workspace: Workspace, path: string): Promise<string> {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isFile())
    throw new AppError('unreadable-file', `${basename(path)} is not a file that can be read.`, 'Choose another file.');
  const writer = workspace.objects.create();
  try {
    // Chunk by chunk: a recording or an export may be larger than memory.
    for await (const chunk of createReadStream(path)) writer.write(chunk);
    return writer.commit();
  } finally {
    writer.abort();
  }
}

const everything = (workspace: Workspace): readonly EvidenceItem[] =>
  workspace.exceptions.all().flatMap(({ evidence }) => evidence);

/** The pieces for files just kept, numbered over the engagement; one whose bytes are there already says where. */
function piecesOf(
  kept: readonly { readonly path: string; readonly sha256: string }[],
  source: string,
  before: readonly EvidenceItem[],
  deps: Deps,
): readonly EvidenceItem[] {
  const last = Math.max(0, ...before.map(({ id }) => Number(id.slice('E-'.length))));
  const added: EvidenceItem[] = [];
  for (const [place, { path, sha256 }] of kept.entries()) {
    const fileName = basename(path);
    const same = [...before, ...added].find((it) => it.sha256 === sha256);
    const id = `E-${String(last + place + 1).padStart(3, '0')}`;
    const title = same === undefined ? fileName : `${fileName} (the same bytes as ${same.id})`;
    added.push({ id, kind: 'file', title, source, collectedAt: deps.clock(), by: deps.actor, sha256, fileName });
  }
  return added;
}

/** Keeps files as evidence of an exception, with where they come from. */
export async function attachEvidence(
  workspace: Workspace,
  deps: Deps,
  { id, paths, source }: EngineInput<'exception.attach'>,
): Promise<Output<'exception.detail'>> {
  exceptionAt(workspace, id);
  if (source.trim() === '')
    throw new AppError('bad-input', 'Evidence needs a source.', 'Name the system, report or person it comes from.');
  const kept: { path: string; sha256: string }[] = [];
  for (const path of paths) kept.push({ path, sha256: await keepFile(workspace, path) });
  // Read after the files are in: others may have been attached meanwhile.
  const before = exceptionAt(workspace, id);
  const added = piecesOf(kept, source.trim(), everything(workspace), deps);
  const reason = added.map((it) => `${it.id} ${it.title}`).join(', ');
  const after = { ...before, evidence: [...before.evidence, ...added] };
  writeException(workspace, deps, after, { action: 'evidence.attached', before, reason });
  return detailOf(workspace, deps, id);
}
