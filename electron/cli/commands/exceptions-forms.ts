import { resolve } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { exportForms, importForms, previewForms } from '../../engine/services/response-forms.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { UsageError, type Values, wordOption } from '../arguments.ts';
import { commandDeps, print } from '../deps.ts';

type Preview = Output<'exception.previewForms'>;

/** `exceptions export-forms`: the workbook in which management answers. */
export async function exportFormsCommand(
  workspace: Workspace,
  [file, ...more]: readonly string[],
  { id, json }: Values,
): Promise<void> {
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const path = resolve(file);
  const written = await exportForms(workspace, commandDeps(), { path, ids: id });
  print(json, written, `Wrote ${counted(written.sheets, 'form')} to ${path}. SHA-256 ${written.sha256}.`);
}

const longest = 70;
function short(text: string): string {
  const line = text.replaceAll('\n', ' / ') || 'empty';
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

function words({ changes, conflicts, errors }: Preview, outcome: string): string {
  const fields = changes.flatMap((change) => change.fields.map((field) => ({ ...field, id: change.exceptionId })));
  return [
    ...fields.map(({ id, field, before, after }) => `  ${id}  ${field}: ${short(before)} → ${short(after)}`),
    ...conflicts.flatMap(({ exceptionId, field, ours, theirs, words: why }) => [
      `  ${exceptionId}  ${field}: ${why}`,
      `    ours:   ${short(ours)}`,
      `    theirs: ${short(theirs)}`,
    ]),
    ...errors.map(({ sheet, cell, message }) => `  ${[sheet, cell].filter((it) => it !== null).join(' ')}: ${message}`),
    `${counted(fields.length, 'field')} changed, ${counted(conflicts.length, 'conflict')}, ${counted(errors.length, 'error')}. ${outcome}`,
  ].join('\n');
}

/** Why nothing is imported though it was asked; null when it can be. */
function obstacle({ conflicts, errors }: Preview, take: string | undefined): AppError | null {
  if (errors.length > 0)
    return new AppError('bad-input', `${counted(errors.length, 'error')}: nothing was imported.`, 'Correct the forms.');
  return conflicts.length > 0 && take === undefined
    ? new AppError(
        'conflict',
        `${counted(conflicts.length, 'conflict')}: nothing was imported.`,
        'Give --take ours or --take theirs, or decide one by one in the window.',
      )
    : null;
}

/** `exceptions import-forms`: forms that came back, previewed and taken over, all or nothing. */
export async function importFormsCommand(
  workspace: Workspace,
  files: readonly string[],
  values: Values,
): Promise<void> {
  if (files.length === 0) throw new UsageError('Name the files.');
  const deps = commandDeps();
  const take = wordOption(values.take, ['ours', 'theirs'] as const, 'take');
  const paths = files.map((file) => resolve(file));
  const preview = await previewForms(workspace, deps, { paths });
  const stop = obstacle(preview, take);
  const isApplied = stop === null && values['dry-run'] !== true;
  const keys = preview.conflicts.map(({ exceptionId, field }) => `${exceptionId} ${field}`);
  const choices = Object.fromEntries(keys.map((key) => [key, take ?? 'ours']));
  const { applied } = isApplied
    ? await importForms(workspace, deps, { paths, token: preview.token, choices })
    : { applied: 0 };
  const { token: _token, ...told } = preview;
  const outcome = isApplied ? `${counted(applied, 'field')} taken over.` : 'Nothing was imported.';
  print(values.json, { ...told, applied }, words(preview, outcome));
  if (stop !== null) throw stop;
}
