import { resolve } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { judgeAll } from '../../engine/services/judge.ts';
import { exportMatrix, importMatrix, previewMatrix, readMatrixFile } from '../../engine/services/matrix-file.ts';
import { restatedSteps } from '../../engine/services/matrix-steps.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { dayOption, UsageError, type Values } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';

type Preview = Output<'matrix.preview'>;
type Change = Preview['changes'][number];

/** The day a new wording holds from: today when nothing is said, and no new version with --correct. */
function fromOf(values: Values): string | null | undefined {
  if (values.correct !== true) return values.from === undefined ? undefined : dayOption(values, 'from');
  if (values.from !== undefined) throw new UsageError('Give either --from or --correct.');
  return null;
}

/** What --map says of a column: `Owner group=owner`; nothing after the sign leaves the column out. */
function stated(word: string): readonly [head: string, field: string] {
  const at = word.lastIndexOf('=');
  if (at < 1) throw new UsageError(`--map must be HEAD=FIELD, not ${word}.`);
  return [word.slice(0, at).trim(), word.slice(at + 1).trim()];
}

/** The mapping as it is guessed or remembered, and as --map corrects it. */
function mappingOf(guessed: Readonly<Record<string, string>>, { map = [] }: Values): Readonly<Record<string, string>> {
  const own = new Map(map.map(stated));
  const fields = new Set(own.values());
  const kept = Object.entries(guessed).filter(([head, field]) => !own.has(head) && !fields.has(field));
  return Object.fromEntries([...kept, ...own].filter(([, field]) => field !== ''));
}

/** One entry a changed cell, and one a new control. */
const entries = (changes: readonly Change[]): readonly object[] =>
  changes.flatMap<object>(({ fields, ...change }) =>
    change.kind === 'add' ? [{ ...change, fields }] : fields.map((field) => ({ ...change, ...field })),
  );

const longest = 70;
function short(text: string): string {
  const line = text.replaceAll('\n', ' / ') || 'empty';
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

const changeWords = ({ kind, row, id, title, fields }: Change): string =>
  [
    `  row ${row}  ${id} ${kind === 'add' ? 'is added' : 'changes'}: ${title}`,
    ...fields.map(({ field, before, after }) =>
      kind === 'add' ? `    ${field}: ${short(after)}` : `    ${field}: ${short(before)} → ${short(after)}`,
    ),
  ].join('\n');

function words({ changes, errors, same, notInFile }: Preview, isApplied: boolean): string {
  const added = changes.filter(({ kind }) => kind === 'add').length;
  return [
    ...changes.map(changeWords),
    ...errors.map(({ row, column, message, remedy }) =>
      [`  row ${row}${column === null ? '' : `, ${column}`}: ${message}`, ...(remedy === null ? [] : [remedy])].join(
        ' ',
      ),
    ),
    `${counted(changes.length - added, 'control')} changed, ${added} added, ${same} the same, ${notInFile.length} not in the file, ${counted(errors.length, 'error')}. ${isApplied && changes.length > 0 ? 'Imported.' : 'Nothing was imported.'}`,
  ].join('\n');
}

/** A file that cannot be read at all is an error without a row. */
async function toldAsJson<T>(isJson: boolean | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isJson === true && error instanceof AppError) {
      const { message, remedy = null } = error;
      print(true, { changes: [], errors: [{ row: null, column: null, message, remedy }] }, '');
    }
    throw error;
  }
}

/** What was declared may be compared with the findings anew. */
function judgeAgain(workspace: Workspace): void {
  if (restatedSteps(workspace) === 0 || workspace.judgements.get() === null) return;
  const deps = commandDeps();
  judgeAll(workspace, deps);
}

async function importInto(workspace: Workspace, path: string, values: Values): Promise<number> {
  const deps = commandDeps();
  const from = fromOf(values);
  const file = await readMatrixFile(workspace, deps, path);
  const input = { path, mapping: mappingOf(file.mapping, values), from };
  const preview = await previewMatrix(workspace, deps, input);
  const isApplied = preview.errors.length === 0 && values['dry-run'] !== true;
  if (isApplied) {
    await importMatrix(workspace, deps, { ...input, token: preview.token });
    judgeAgain(workspace);
  }
  for (const note of file.notes) process.stderr.write(`${note}\n`);
  print(values.json, { changes: entries(preview.changes), errors: preview.errors }, words(preview, isApplied));
  return preview.errors.length === 0 ? 0 : 1;
}

/** `fieldwork matrix export|import`: the control matrix as a workbook, out and back, all or nothing. */
export function matrix([action, ...words_]: readonly string[], values: Values): Promise<number> {
  if (action !== 'export' && action !== 'import')
    throw new UsageError('Say what to do with the matrix: export or import.');
  return withJudged(words_, async (workspace, [file, ...more]) => {
    if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
    const path = resolve(file);
    if (action === 'import') return toldAsJson(values.json, () => importInto(workspace, path, values));
    const written = await exportMatrix(workspace, commandDeps(), path);
    print(values.json, written, `Wrote ${counted(written.rows, 'control')} to ${path}. SHA-256 ${written.sha256}.`);
    return 0;
  });
}
