import { basename } from 'node:path';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import { asJson } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';
import { asReturned, type FileForm } from '../report/forms/merge.ts';
import { type FormError, type FormsKnown, readForms } from '../report/forms/read-forms.ts';
import { fileBytes } from '../report/matrix/read/file-bytes.ts';
import type { Workspace } from '../store/open.ts';
import { sha256Of } from '../store/sha256.ts';
import type { Surroundings } from './exception-context.ts';
import { asTyped } from './exception-view.ts';
import { refuseResponse } from './exceptions.ts';

/** Workbooks of forms that came back, read. */
export interface ReturnedFiles {
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly forms: readonly FileForm[];
  readonly errors: readonly FormError[];
}

function knownTo(workspace: Workspace): FormsKnown {
  const controls = new Set(workspace.controls.all().map(({ id }) => id));
  const exceptions = workspace.exceptions.all();
  return {
    engagementId: workspace.engagements.get().id,
    named: new Map(
      exceptions.map(({ id, evidence }) => [id, { controls, evidence: new Set(evidence.map((it) => it.id)) }]),
    ),
  };
}

interface NamedFile {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}

/** The files by their own names; one chosen twice is read once, and two of the same name are told apart. */
async function namedFiles(paths: readonly string[]): Promise<readonly NamedFile[]> {
  const files: NamedFile[] = [];
  for (const path of paths) {
    const bytes = await fileBytes(path);
    const sha256 = sha256Of(bytes);
    const own = basename(path);
    const same = files.filter(({ file }) => file === own || file.startsWith(`${own} #`)).length;
    if (files.every((it) => it.sha256 !== sha256))
      files.push({ file: same === 0 ? own : `${own} #${same + 1}`, sha256, bytes });
  }
  return files;
}

async function readOne({ file, bytes }: NamedFile, known: FormsKnown, isOnly: boolean) {
  const placed = (sheet: string): string => (isOnly ? sheet : [file, sheet].filter((it) => it !== '').join(' '));
  try {
    const { forms, errors } = await readForms(bytes, known);
    return {
      forms: forms.map((form) => ({ ...form, file, sheet: placed(form.sheet) })),
      errors: errors.map((error) => ({ ...error, sheet: placed(error.sheet) })),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = [error.message, error.remedy ?? ''].join(' ').trim();
    return { forms: [], errors: [{ sheet: file, cell: null, message }] };
  }
}

/** Reads workbooks of forms; what cannot be taken is told with its place. */
export async function readFiles(workspace: Workspace, paths: readonly string[]): Promise<ReturnedFiles> {
  const named = await namedFiles(paths);
  const known = knownTo(workspace);
  const read = await Promise.all(named.map((one) => readOne(one, known, named.length === 1)));
  return {
    files: named.map(({ file, sha256 }) => ({ file, sha256 })),
    forms: read.flatMap(({ forms }) => forms),
    errors: read.flatMap(({ errors }) => errors),
  };
}

function problem(exception: AuditException, around: Surroundings): string | null {
  try {
    refuseResponse(exception, around);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

/** Why the answers of forms contradict what is known, or what was typed here does. */
export function responseErrors(
  exception: AuditException,
  forms: readonly FileForm[],
  around: Surroundings,
): readonly FormError[] {
  const own = problem(exception, around);
  if (own !== null) return [{ sheet: exception.id, cell: null, message: `As it is written here: ${own}` }];
  return forms.flatMap((form) => {
    const message = problem({ ...exception, response: asReturned(exception.response, form) }, around);
    return message === null ? [] : [{ sheet: form.sheet, cell: null, message }];
  });
}

/** The files, and what they were compared with: the log, and drafts, which leave no entry. */
function tokenParts({ files }: ReturnedFiles, workspace: Workspace): readonly string[] {
  const typed = workspace.exceptions.all().map((exception) => asTyped(exception, workspace));
  const responses = typed.map(({ id, response }) => ({ id, response }));
  return [
    sha256Of(Buffer.from(files.map(({ sha256 }) => sha256).join('\n'))),
    sha256Of(Buffer.from(canonicalJson(asJson({ head: workspace.log.head().hash, responses })))),
  ];
}
/** What was read and what it was compared with; the import applies exactly this or refuses. */
export const tokenOf = (read: ReturnedFiles, workspace: Workspace): string => tokenParts(read, workspace).join('.');

const changedSince = [
  'The files changed since the preview, so nothing was imported.',
  'The responses changed here since the preview, so nothing was imported.',
];

/** Refuses a preview that is no longer true. */
export function refuseStale(token: string, read: ReturnedFiles, workspace: Workspace): void {
  const stated = token.split('.');
  const at = tokenParts(read, workspace).findIndex((part, place) => stated[place] !== part);
  if (at !== -1) throw new AppError('conflict', changedSince[at] ?? '', 'Look at the preview again.');
}
