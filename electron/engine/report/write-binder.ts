import { join } from 'node:path';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type BinderModel, binderModel } from './binder-model.ts';
import type { BinderSource } from './binder-source.ts';
import { sha256 } from './hash.ts';
import { attachedFiles } from './model/exceptions.ts';
import { replaceFolder } from './replace-folder.ts';
import { verifyBinder } from './verify-binder.ts';
import { syncFolder, writeNew } from './write-file.ts';
import {
  type FileEntry,
  findingsJson,
  itemFile,
  logLines,
  manifestJson,
  quotedItems,
  sourcesJson,
} from './writers/json.ts';
import type { Paper } from './writers/paper.ts';
import { exceptionsBytes, type Print, reportBytes } from './writers/pdf.ts';
import { headText, sumsText, verifyText } from './writers/text.ts';
import { workbookBytes } from './writers/xlsx.ts';

/** How a binder is written. */
export interface BinderOptions {
  readonly paper: Paper;
  /** False for a report in greys. */
  readonly colour: boolean;
  /** True to print what the rubric says of the responses; by default it helps the author only. */
  readonly withScores?: boolean | undefined;
  /** The folder with the bundled faces. */
  readonly fonts: string;
  readonly signal: AbortSignal;
  /** Told of things done: rows of the workbook, items, files read back. */
  readonly onProgress: (step: string, done: number, total: number) => void;
}

/** What was written. The fingerprint is the SHA-256 of SHA256SUMS, and so of everything. */
export interface BinderReceipt {
  readonly files: number;
  readonly bytes: number;
  readonly fingerprint: string;
}

/** A line of the preview: a file, or a folder of files, and what it is. */
export interface ContentLine {
  readonly name: string;
  readonly what: string;
  readonly files: number;
  readonly bytes: number;
}

type Add = (name: string, mediaType: string, what: string, pieces: Iterable<string | Uint8Array>) => Promise<FileEntry>;

/** The bytes of an item, once they are seen to be the bytes its hash is of. */
function itemBytes(source: BinderSource, hash: string): Uint8Array {
  const bytes = source.item(hash);
  if (sha256(bytes) === hash) return bytes;
  throw new AppError(
    'verify-failed',
    `The raw item ${hash} was altered in the workspace, so no binder is written.`,
    'Verify the workspace.',
  );
}

async function addItems(source: BinderSource, model: BinderModel, options: BinderOptions, add: Add): Promise<void> {
  const hashes = quotedItems(model);
  for (const [at, hash] of hashes.entries()) {
    options.signal.throwIfAborted();
    await add(itemFile(hash), 'application/json', 'Raw item quoted by a finding, as received', [
      itemBytes(source, hash),
    ]);
    options.onProgress('Raw items', at + 1, hashes.length);
  }
}

/** The files that people attached to exceptions, each of one name. One that is gone or altered stops the export. */
async function addEvidence(source: BinderSource, model: BinderModel, options: BinderOptions, add: Add): Promise<void> {
  for (const { item, file } of attachedFiles(model)) {
    options.signal.throwIfAborted();
    const what = `Evidence ${item.id}, as attached`;
    const { sha256: found } = await add(file, 'application/octet-stream', what, source.attached(item.sha256));
    if (found !== item.sha256)
      throw new AppError(
        'verify-failed',
        `The evidence ${item.id} (${item.fileName ?? item.title}) is missing or was altered in the workspace, so no binder is written.`,
        'Restore the workspace from a copy, or attach the file again.',
      );
  }
}

async function addDocuments(model: BinderModel, options: BinderOptions, add: Add): Promise<void> {
  const { paper, colour: isColour, fonts, signal, onProgress, withScores = false } = options;
  const onRows = (done: number, total: number) => onProgress('Workbook', done, total);
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await add('binder.xlsx', sheet, 'Workbook: matrix, scope, findings, exceptions, coverage', [
    await workbookBytes(model, { paper, withScores, signal, onRows }),
  ]);
  signal.throwIfAborted();
  onProgress('Report', 0, 1);
  const print = { paper, isColour, fonts };
  await add('gap-report.pdf', 'application/pdf', 'Gap report', [await reportBytes(model, print)]);
  signal.throwIfAborted();
  await add('exceptions.pdf', 'application/pdf', 'Exceptions with management’s responses', [
    await exceptionsBytes(model, print, withScores),
  ]);
  onProgress('Report', 1, 1);
}

async function addRecords(model: BinderModel, add: Add): Promise<void> {
  await add('findings.json', 'application/json', 'Every finding of every state', findingsJson(model));
  await add('sources.json', 'application/json', 'Every file and live task, and how it was asked', [sourcesJson(model)]);
  await add('audit-log.jsonl', 'application/jsonl', 'Audit log, chained by hash', [logLines(model)]);
  await add('HEAD', 'text/plain', 'Head of the audit log', [headText(model.head)]);
  await add('VERIFY.txt', 'text/plain', 'How to check this binder', [verifyText(model)]);
}

async function fillFolder(
  source: BinderSource,
  model: BinderModel,
  folder: string,
  options: BinderOptions,
): Promise<BinderReceipt> {
  const files: FileEntry[] = [];
  const add: Add = async (name, mediaType, what, pieces) => {
    const entry = { name, ...(await writeNew(join(folder, name), pieces)), mediaType, what };
    files.push(entry);
    return entry;
  };
  await addRecords(model, add);
  await addItems(source, model, options, add);
  await addEvidence(source, model, options, add);
  await addDocuments(model, options, add);
  options.signal.throwIfAborted();
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  await add('manifest.json', 'application/json', 'Every file with size and hash', [manifestJson(model, files)]);
  const sums = sumsText(files);
  await writeNew(join(folder, 'SHA256SUMS'), [sums]);
  await syncFolder(join(folder, 'items'));
  await syncFolder(join(folder, 'evidence'));
  await readBack(folder, options);
  const bytes = files.reduce((sum, file) => sum + file.bytes, Buffer.byteLength(sums));
  return { files: files.length + 1, bytes, fingerprint: sha256(sums) };
}

async function readBack(folder: string, { onProgress, signal }: BinderOptions): Promise<void> {
  const { problems } = await verifyBinder(folder, (done, total) => onProgress('Reading back', done, total));
  signal.throwIfAborted();
  if (problems.length === 0) return;
  throw new AppError(
    'verify-failed',
    `The binder did not read back as written: ${problems[0]}`,
    'Check the disk and export again.',
  );
}

/** A refusal in the consultant's words: cancelled, or what the disk said. */
function refusal(error: unknown, folder: string, signal: AbortSignal): unknown {
  if (signal.aborted) return new AppError('cancelled', 'The export was cancelled; nothing was written.');
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  return new AppError(
    'disk',
    `The binder could not be written to ${folder}: ${error.message}.`,
    'Free space or choose another folder.',
    { cause: error },
  );
}

/** Writes a binder into a folder, all or nothing, and reads every file back before it takes its place. */
export async function writeBinder(
  source: BinderSource,
  folder: string,
  options: BinderOptions,
): Promise<BinderReceipt> {
  try {
    options.signal.throwIfAborted();
    const model = binderModel(source);
    return await replaceFolder(folder, (beside) => fillFolder(source, model, beside, options));
  } catch (error) {
    throw refusal(error, folder, options.signal);
  }
}

/** The gap report of a source, without writing anything. */
export async function reportOf(source: BinderSource, print: Print): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await reportBytes(binderModel(source), print));
}

/** Sizes of the two laid-out files are known only once they are written; these are measured averages, in bytes. */
const workbookSize = (rows: number): number => 40_000 + 130 * rows;
const reportSize = (gaps: number): number => 100_000 + 6_000 * gaps;

const sizeOf = (pieces: Iterable<Uint8Array>): number => {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.byteLength;
  return bytes;
};

/** What a binder of this source will hold. Text is counted; the sizes of workbook and report are estimates. */
export function binderContents(source: BinderSource): readonly ContentLine[] {
  const model = binderModel(source);
  const items = quotedItems(model);
  const size = (pieces: Iterable<string>) => [...pieces].reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);
  const one = (name: string, what: string, bytes: number): ContentLine => ({ name, what, files: 1, bytes });
  const { gaps, findings, resources, log, exceptions } = model;
  const attached = attachedFiles(model);
  return [
    one('gap-report.pdf', `Gap report, ${counted(gaps.length, 'gap')}`, reportSize(gaps.length)),
    one(
      'binder.xlsx',
      'Matrix, scope, findings, exceptions, coverage, 17 sheets',
      workbookSize(findings.length + resources.length),
    ),
    one('exceptions.pdf', counted(exceptions.length, 'exception'), 40_000 + 6_000 * exceptions.length),
    ...(attached.length === 0
      ? []
      : [
          {
            name: 'evidence/',
            what: 'Files attached to exceptions',
            files: attached.length,
            bytes: attached.reduce((sum, { item }) => sum + sizeOf(source.attached(item.sha256)), 0),
          },
        ]),
    one('findings.json', counted(findings.length, 'finding'), size(findingsJson(model))),
    {
      name: 'items/',
      what: 'Raw items quoted by a finding',
      files: items.length,
      bytes: items.reduce((sum, hash) => sum + source.item(hash).byteLength, 0),
    },
    one('sources.json', counted(model.sources.length, 'file or task', 'files and tasks'), size([sourcesJson(model)])),
    one('audit-log.jsonl', counted(log.length, 'entry', 'entries'), size([logLines(model)])),
    one('HEAD', 'Head of the audit log', size([headText(model.head)])),
    one('VERIFY.txt', 'How to check the binder', size([verifyText(model)])),
    one('manifest.json', 'Every file with size and hash', 1_000 + 260 * items.length),
    one('SHA256SUMS', 'Check with sha256sum -c', 400 + 142 * items.length),
  ];
}
