import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { count, counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { summarise } from '../../engine/services/engagement.ts';
import { exportBinder } from '../../engine/services/export-binder.ts';
import { overview } from '../../engine/services/overview.ts';
import { makeSample } from '../../engine/services/sample.ts';
import type { Workspace } from '../../engine/store/open.ts';
import type { Values } from '../arguments.ts';
import { commandDeps, print } from '../deps.ts';

function summaryWords(workspace: Workspace, folder: string, fingerprint: string): string {
  const deps = commandDeps();
  const { engagement, label, counts, coverage, head } = summarise(workspace);
  const { criteria, worries } = overview(workspace, deps);
  const standing = (reading: string) => criteria.filter((it) => it.reading === reading).length;
  const { fail, lapsed, unknown, pass } = counts.findings;
  return [
    `${engagement.client}, ${label} (sample)`,
    `${count(coverage.read)} of ${counted(coverage.planned, coverage.noun)} read: ${counted(counts.resources, 'resource')}, ${counted(counts.checks, 'check')}`,
    '',
    `  ■ ${fail} fail   □ ${lapsed} lapsed   ◇ ${unknown} unknown   ● ${pass} pass`,
    `  ${counted(criteria.length, 'criterion', 'criteria')} in scope: ${standing('contradicted')} contradicted, ${standing('supported')} supported, ${standing('silent')} silent. None is concluded here.`,
    '',
    'What would worry the auditor',
    ...worries.map(({ number, fact, consequence }) => `  ${number.padStart(9)}  ${fact} (${consequence})`),
    '',
    `Workspace  ${join(folder, 'workspace')}`,
    `Binder     ${join(folder, 'binder')}   check it with: cd binder && sha256sum -c SHA256SUMS`,
    `Fingerprint of SHA256SUMS  ${fingerprint}`,
    `Audit log  ${counted(head.entries, 'entry', 'entries')}`,
  ].join('\n');
}

const isTaken = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0;

/** Without --out each run gets a folder of its own, so that nothing is overwritten. */
function freeName(name: string): string {
  let number = 1;
  while (isTaken(number === 1 ? name : `${name}-${number}`)) number += 1;
  return number === 1 ? name : `${name}-${number}`;
}

/** `fieldwork demo`: the sample engagement from files to binder, with nothing left to set up. */
export async function demo(_words: readonly string[], values: Values): Promise<number> {
  const folder = resolve(values.out ?? freeName('fieldwork-demo'));
  if (isTaken(folder))
    throw new AppError(
      'workspace-exists',
      `${folder} is not empty. Nothing was changed.`,
      'Name another folder with --out.',
    );
  const deps = commandDeps();
  const workspace = await makeSample(join(folder, 'workspace'), deps);
  try {
    const { signal } = new AbortController();
    const written = await exportBinder(
      workspace,
      deps,
      join(folder, 'binder'),
      { paper: 'A4', colour: true },
      signal,
      (step) => process.stderr.write(process.stderr.isTTY ? `${step}\n` : ''),
    );
    print(
      values.json,
      { workspace: workspace.folder, binder: written, summary: summarise(workspace) },
      summaryWords(workspace, folder, written.fingerprint),
    );
    return 0;
  } finally {
    workspace.close();
  }
}
