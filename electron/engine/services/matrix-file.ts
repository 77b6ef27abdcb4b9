import { basename } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { EngineInput } from '../protocol.ts';
import { type Comparison, compareMatrix } from '../report/matrix/compare.ts';
import type { Base } from '../report/matrix/line-values.ts';
import { areOwnHeads, guessMapping, isKnownHead, type Mapping, statedMapping } from '../report/matrix/mapping.ts';
import { isOwnWorkbook, tableNotes } from '../report/matrix/notes.ts';
import { shownText } from '../report/matrix/read/cell-text.ts';
import { fileBytes } from '../report/matrix/read/file-bytes.ts';
import { readTable, type Table } from '../report/matrix/read/table.ts';
import { replaceFile } from '../report/matrix/replace-file.ts';
import { matrixWorkbook } from '../report/matrix/write-workbook.ts';
import type { Workspace } from '../store/open.ts';
import { sha256Of } from '../store/sha256.ts';
import type { Deps } from './deps.ts';
import { knownTo, removedOn, today } from './known.ts';
import { loadCriteria } from './library.ts';
import { editMatrix, matrixState } from './matrix.ts';
import { record } from './record.ts';
import { relatedTo } from './related.ts';

const exported = 'matrix.exported';

/** Writes the matrix as a workbook, whole or not at all, and notes in the log what left the machine. */
export async function exportMatrix(workspace: Workspace, deps: Deps, path: string): Promise<Output<'matrix.export'>> {
  const controls = workspace.controls.all();
  const head = workspace.log.headWithout(exported);
  const bytes = await matrixWorkbook({
    engagement: workspace.engagements.get(),
    exportedAt: deps.clock(),
    toolVersion: deps.toolVersion,
    head,
    controls,
    criteria: loadCriteria(deps.resources, trustCategories),
    systems: workspace.systems.all(),
    relatedTo: relatedTo(deps.resources),
  });
  const { sha256 } = await replaceFile(path, bytes);
  const written = { file: basename(path), rows: controls.length, sha256 };
  const after = { ...written, head: head.hash };
  record(
    workspace,
    deps,
    { action: exported, objectType: 'matrix-file', objectId: written.file, after },
    () => undefined,
  );
  return written;
}

const headsOf = ({ columns }: Table): readonly string[] => columns.map(({ head }) => head);
/** Under what a mapping is remembered: the heads of the file, in order. */
const mappingKey = (table: Table): string => headsOf(table).join('\n');

function remembered(workspace: Workspace, table: Table): Mapping | null {
  const found = areOwnHeads(headsOf(table)) ? null : workspace.mappings.find(mappingKey(table));
  return found === null ? null : statedMapping(found, headsOf(table));
}

const sampleRows = 5;
const sampleLength = 200;

/** What a file holds, and how its columns would be read: as last time, else as their heads say. */
export async function readMatrixFile(workspace: Workspace, _deps: Deps, path: string): Promise<Output<'matrix.read'>> {
  const table = await readTable(await fileBytes(path), isKnownHead);
  const heads = headsOf(table);
  const asBefore = remembered(workspace, table);
  return {
    isOwn: isOwnWorkbook(table),
    sheet: table.sheet,
    encoding: table.encoding,
    heads,
    rows: table.rows.length,
    sample: table.rows
      .slice(0, sampleRows)
      .map(({ cells }) => table.columns.map(({ at }) => shownText(cells[at]).slice(0, sampleLength))),
    mapping: Object.fromEntries(asBefore ?? guessMapping(heads)),
    isRemembered: asBefore !== null,
    notes: tableNotes(table, workspace.engagements.get().id),
  };
}

interface Reading {
  readonly table: Table;
  readonly mapping: Mapping;
  readonly sha256: string;
}

async function readFile(path: string, stated: Readonly<Record<string, string>>): Promise<Reading> {
  const bytes = await fileBytes(path);
  const heads = new Set(Object.keys(stated));
  const table = await readTable(bytes, (head) => isKnownHead(head) || heads.has(head));
  return { table, mapping: statedMapping(stated, headsOf(table)), sha256: sha256Of(bytes) };
}

function baseOf(workspace: Workspace, deps: Deps, from: string | null | undefined): Base {
  return {
    controls: workspace.controls.all(),
    removed: removedOn(workspace),
    names: { ...knownTo(workspace, deps), register: workspace.systems.all() },
    relatedTo: relatedTo(deps.resources),
    from: from === undefined ? today(workspace, deps) : from,
  };
}

/** The file, how it was read, and what it was compared with. */
const tokenOf = ({ sha256, mapping }: Reading, workspace: Workspace): readonly string[] => [
  sha256,
  sha256Of(Buffer.from(canonicalJson(Object.fromEntries(mapping)))),
  workspace.log.head().hash,
];

/** Every change a file would make, and every row that is wrong. Nothing is changed. */
export async function previewMatrix(
  workspace: Workspace,
  deps: Deps,
  { path, mapping, from }: EngineInput<'matrix.preview'>,
): Promise<Output<'matrix.preview'>> {
  const reading = await readFile(path, mapping);
  const { edits: _edits, ...compared } = compareMatrix(reading.table, reading.mapping, baseOf(workspace, deps, from));
  return { ...compared, token: tokenOf(reading, workspace).join('.') };
}

const changedSince = [
  'The file changed since the preview, so nothing was imported.',
  'The meaning of the columns changed since the preview, so nothing was imported.',
  'The matrix changed since the preview, so nothing was imported.',
];

function refuseStale(token: string, reading: Reading, workspace: Workspace): void {
  const stated = token.split('.');
  const at = tokenOf(reading, workspace).findIndex((part, place) => stated[place] !== part);
  if (at !== -1) throw new AppError('conflict', changedSince[at] ?? '', 'Look at the preview again.');
}

function refuseErrors({ errors }: Comparison): void {
  const [first] = errors;
  if (first === undefined) return;
  const where = first.column === null ? `row ${first.row}` : `row ${first.row}, ${first.column}`;
  throw new AppError(
    'bad-input',
    `The file has ${counted(errors.length, 'error')}, so nothing was imported. The first is in ${where}: ${first.message}`,
    first.remedy ?? 'Correct the file and read it again.',
  );
}

/** Applies exactly what was previewed, as one step, and remembers how the columns were read. */
export async function importMatrix(
  workspace: Workspace,
  deps: Deps,
  { path, mapping, token, from }: EngineInput<'matrix.import'>,
): Promise<Output<'matrix.import'>> {
  const reading = await readFile(path, mapping);
  refuseStale(token, reading, workspace);
  const compared = compareMatrix(reading.table, reading.mapping, baseOf(workspace, deps, from));
  refuseErrors(compared);
  const { edits, same, notInFile } = compared;
  if (edits.length === 0) return { ...matrixState(workspace, deps), changed: [], removed: [] };
  const added = edits.filter(({ kind }) => kind === 'add').length;
  const file = basename(path);
  const after = {
    file,
    sha256: reading.sha256,
    added,
    changed: edits.length - added,
    same,
    notInFile: notInFile.length,
  };
  const change = { action: 'matrix.imported', objectType: 'matrix-file', objectId: file, after };
  return record(workspace, deps, change, () => {
    if (!areOwnHeads(headsOf(reading.table)))
      workspace.mappings.put(mappingKey(reading.table), Object.fromEntries(reading.mapping));
    return editMatrix(workspace, deps, { edits, from });
  });
}
