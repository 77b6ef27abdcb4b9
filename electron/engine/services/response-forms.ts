import { basename } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import type { Response } from '@shared/domain/response.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { EngineInput } from '../protocol.ts';
import { type Choices, choiceKey, type FileForm, type Merged, mergeForms } from '../report/forms/merge.ts';
import { formsWorkbook } from '../report/forms/write-forms.ts';
import { replaceFile } from '../report/matrix/replace-file.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { dueOn, type Surroundings, severityNow, surroundings } from './exception-context.ts';
import { asTyped, exceptionAt, rowOfException } from './exception-view.ts';
import { kept } from './exceptions.ts';
import { record } from './record.ts';
import { type ReturnedFiles, readFiles, refuseStale, responseErrors, tokenOf } from './returned-forms.ts';

const exported = 'response-forms.exported';

/** The exceptions that a workbook of forms is about: those named, or all that are not withdrawn. */
function chosen(workspace: Workspace, ids: readonly string[] | undefined): readonly AuditException[] {
  const found =
    ids === undefined
      ? workspace.exceptions.all().filter(({ status }) => status !== 'withdrawn')
      : [...new Set(ids)].sort().map((id) => exceptionAt(workspace, id));
  if (found.length === 0)
    throw new AppError('bad-input', 'There is no exception to answer.', 'Raise one from a finding or by hand.');
  return found.map((exception) => asTyped(exception, workspace));
}

const formOf = (exception: AuditException, around: Surroundings) => ({
  exception,
  control: around.controls.find(({ control }) => control.id === exception.controlId)?.control ?? null,
  level: severityNow(exception, around).level,
  dueOn: dueOn(exception, around),
});

/** Writes the workbook that management fills in, whole or not at all, and notes in the log what left the machine. */
export async function exportForms(
  workspace: Workspace,
  deps: Deps,
  { path, ids }: EngineInput<'exception.exportForms'>,
): Promise<Output<'exception.exportForms'>> {
  const around = surroundings(workspace, deps);
  const exceptions = chosen(workspace, ids);
  const head = workspace.log.headWithout(exported);
  const bytes = await formsWorkbook({
    engagement: around.engagement,
    exportedAt: deps.clock(),
    toolVersion: deps.toolVersion,
    head,
    forms: exceptions.map((exception) => formOf(exception, around)),
    examples: new Map(around.rubric.points.map(({ id, example }) => [id, example])),
  });
  const { sha256 } = await replaceFile(path, bytes);
  const written = { file: basename(path), sheets: exceptions.length, sha256 };
  const after = { ...written, exceptions: exceptions.map(({ id }) => id), head: head.hash };
  const change = { action: exported, objectType: 'response-forms', objectId: written.file, after };
  record(workspace, deps, change, () => undefined);
  return written;
}

interface OneMerged {
  readonly exception: AuditException;
  readonly forms: readonly FileForm[];
  readonly merged: Merged;
}

/** The forms of each exception, merged into its response as it is typed. */
function merges(workspace: Workspace, { forms }: ReturnedFiles, choices: Choices): readonly OneMerged[] {
  const ids = [...new Set(forms.map(({ exceptionId }) => exceptionId))].sort();
  return ids.map((id) => {
    const exception = asTyped(exceptionAt(workspace, id), workspace);
    const own = forms.filter(({ exceptionId }) => exceptionId === id);
    return { exception, forms: own, merged: mergeForms(exception.response, own, choices) };
  });
}

const errorsOf = (read: ReturnedFiles, all: readonly OneMerged[], around: Surroundings) => [
  ...read.errors,
  ...all.flatMap(({ exception, forms }) => responseErrors(exception, forms, around)),
];

/** What forms that came back would change, and where they disagree. Nothing is changed. */
export async function previewForms(
  workspace: Workspace,
  deps: Deps,
  { paths }: EngineInput<'exception.previewForms'>,
): Promise<Output<'exception.previewForms'>> {
  const read = await readFiles(workspace, paths);
  const all = merges(workspace, read, {});
  const changed = all.filter(({ merged }) => merged.changes.length > 0);
  return {
    changes: changed.map(({ exception, forms, merged }) => ({
      exceptionId: exception.id,
      sheet: forms.map(({ sheet }) => sheet).join(', '),
      fields: [...merged.changes],
    })),
    conflicts: all.flatMap(({ merged }) => merged.conflicts),
    errors: errorsOf(read, all, surroundings(workspace, deps)),
    token: tokenOf(read, workspace),
  };
}

function refuseOpen(all: readonly OneMerged[], choices: Choices): void {
  const undecided = all
    .flatMap(({ merged }) => merged.conflicts)
    .filter((conflict) => choices[choiceKey(conflict)] === undefined);
  const [first] = undecided;
  if (first === undefined) return;
  throw new AppError(
    'conflict',
    `${counted(undecided.length, 'conflict')} without a decision, so nothing was imported. The first is ${choiceKey(first)}: ${first.words}`,
    'Decide for each which words stand.',
  );
}

function refuseErrors(errors: readonly { sheet: string; cell: string | null; message: string }[]): void {
  const [first] = errors;
  if (first === undefined) return;
  const where = [first.sheet, first.cell].filter((it) => it !== null).join(', cell ');
  throw new AppError(
    'bad-input',
    `The forms have ${counted(errors.length, 'error')}, so nothing was imported. The first is in ${where}: ${first.message}`,
    'Correct the form and read it again.',
  );
}

/** Makes a response the next version of an exception. */
function keepAs(workspace: Workspace, deps: Deps, id: string, response: Response): void {
  workspace.exceptions.putDraft(id, { at: deps.clock(), by: deps.actor, response });
  kept(workspace, deps, exceptionAt(workspace, id));
}

/** What was typed here and what a form says where another's words stand become versions of their own: nothing is lost. */
function apply(workspace: Workspace, deps: Deps, { exception, merged }: OneMerged): void {
  kept(workspace, deps, exceptionAt(workspace, exception.id));
  for (const { response } of merged.setAside) keepAs(workspace, deps, exception.id, response);
  keepAs(workspace, deps, exception.id, merged.response);
}

const taken = ({ merged }: OneMerged, choices: Choices): number =>
  merged.changes.length + merged.conflicts.filter((it) => choices[choiceKey(it)] === 'theirs').length;

/** Takes over exactly what was previewed, with each conflict as it was decided, all or nothing. */
export async function importForms(
  workspace: Workspace,
  deps: Deps,
  { paths, token, choices }: EngineInput<'exception.importForms'>,
): Promise<Output<'exception.importForms'>> {
  const read = await readFiles(workspace, paths);
  refuseStale(token, read, workspace);
  const all = merges(workspace, read, choices);
  refuseErrors(errorsOf(read, all, surroundings(workspace, deps)));
  refuseOpen(all, choices);
  const told = all.filter(({ merged }) => merged.changes.length + merged.conflicts.length > 0);
  if (told.length > 0) {
    const exceptions = told.map(({ exception }) => exception.id);
    const after = { files: read.files, exceptions, choices };
    const objectId = read.files.map(({ file }) => file).join(', ');
    record(workspace, deps, { action: 'response.imported', objectType: 'response-forms', objectId, after }, () => {
      for (const one of told) apply(workspace, deps, one);
    });
  }
  const around = surroundings(workspace, deps);
  const rows = told.map(({ exception }) => rowOfException(exceptionAt(workspace, exception.id), workspace, around));
  return { applied: told.reduce((sum, one) => sum + taken(one, choices), 0), rows };
}
