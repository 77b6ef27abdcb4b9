import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Input, Output } from '@shared/contract/contract.ts';
import { typedResponse } from '@shared/contract/exceptions.ts';
import { exceptionKinds, exceptionStatuses } from '@shared/domain/exception.ts';
import { emptyResponse, type Response } from '@shared/domain/response.ts';
import { AppError } from '@shared/errors.ts';
import { z } from 'zod';
import { statusWords } from '../../engine/evaluate/moves.ts';
import { attachEvidence } from '../../engine/services/evidence.ts';
import { moveExceptions } from '../../engine/services/exception-move.ts';
import { exceptionDetail, keepResponse, raiseException, typeResponse } from '../../engine/services/exceptions.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { dayOption, required, UsageError, type Values, wordOption } from '../arguments.ts';
import { commandDeps, print } from '../deps.ts';

type Origins = Input<'exception.raise'>['origins'];

function named([id, ...rest]: readonly string[]): readonly [string, readonly string[]] {
  if (id === undefined) throw new UsageError('Name the exception, such as EX-001.');
  return [id, rest];
}

function refuseMore(words: readonly string[]): void {
  if (words.length > 0) throw new UsageError(`${words.join(' ')} is one word too many.`);
}

function originsOf(workspace: Workspace, { finding = [], check, difference }: Values): Origins {
  const failing = check === undefined ? [] : workspace.findings.failing([check]).map(({ id }) => id);
  if (check !== undefined && failing.length === 0)
    throw new AppError('not-found', `Nothing fails or lapsed by ${check}.`, 'Look at the findings.');
  return [
    ...[...finding, ...failing].map((id) => ({ kind: 'finding' as const, id })),
    ...(difference === undefined ? [] : [{ kind: 'scope-difference' as const, id: difference }]),
  ];
}

function printRow({ row }: Output<'exception.detail'>, values: Values, words: string): void {
  const { id, title } = row.exception;
  print(values.json, row, `${id}: ${title}\n${words}`);
}

/** `exceptions raise`: from findings, a scope difference, or by hand. */
export function raise(workspace: Workspace, words: readonly string[], values: Values): void {
  refuseMore(words);
  const origins = originsOf(workspace, values);
  if (origins.length === 0) for (const name of ['title', 'control'] as const) required(values, name);
  const kind = wordOption(values.kind, exceptionKinds, 'kind');
  const detail = raiseException(workspace, commandDeps(), {
    origins: [...origins],
    title: values.title,
    controlId: values.control,
    kind,
  });
  printRow(detail, values, detail.row.indicator);
}

/** What a word means in a field: lists by commas, numbers and yes or no by their words, nothing as not said. */
function readWord(field: string, now: unknown, word: string): unknown {
  if (now === undefined) throw new UsageError(`A response has no field ${field}.`);
  if (typeof now === 'string') return word;
  if (Array.isArray(now)) return word === '' ? [] : word.split(',').map((it) => it.trim());
  if (word === '') return null;
  return /^(true|false|\d+)$/.test(word) ? JSON.parse(word) : word;
}

const isField = <T extends object>(of: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(of, name);

/** A response with one field said on the command line: `impact=None was affected.`, `lookback.population=61`. */
function withField(response: object, word: string): object {
  const at = word.indexOf('=');
  if (at < 1) throw new UsageError(`--set must be FIELD=VALUE, not ${word}.`);
  const [field, value] = [word.slice(0, at), word.slice(at + 1)];
  const inner = field.startsWith('lookback.') ? field.slice('lookback.'.length) : null;
  const kinds: object = inner === null ? emptyResponse : emptyResponse.lookback;
  const name = inner ?? field;
  const read = readWord(field, isField(kinds, name) ? kinds[name] : undefined, value);
  if (inner === null) return { ...response, [name]: read };
  const before = 'lookback' in response ? response.lookback : {};
  return { ...response, lookback: { ...Object(before), [name]: read } };
}

function fromFile(path: string): object {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(resolve(path), 'utf8')));
  } catch {
    throw new AppError('unreadable-file', `${path} is not a file with one JSON object.`, 'Write the fields as JSON.');
  }
}

/** The response as it stands, with what a file and then the command line say. */
function said(before: Response, { file, set = [] }: Values): Response {
  if (file === undefined && set.length === 0) throw new UsageError('Give --file or --set.');
  const given = file === undefined ? {} : fromFile(file);
  const lookback = { ...before.lookback, ...('lookback' in given ? Object(given.lookback) : {}) };
  const whole = set.reduce<object>(withField, { ...before, ...given, lookback });
  const { data, error } = typedResponse.safeParse(whole);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const where = issue?.path.join('.') || 'response';
  throw new AppError('bad-input', `${where}: ${issue?.message ?? 'not understood'}.`, 'Nothing was changed.');
}

/** `exceptions respond`: writes into the draft; with --keep it becomes the next version. */
export function respond(workspace: Workspace, words: readonly string[], values: Values): void {
  const [id, more] = named(words);
  refuseMore(more);
  const deps = commandDeps();
  const response = said(exceptionDetail(workspace, deps, id).response, values);
  const { rubric } = typeResponse(workspace, deps, { id, response });
  const detail = values.keep === true ? keepResponse(workspace, deps, id) : exceptionDetail(workspace, deps, id);
  const kept = values.keep === true ? `Version ${detail.versions.length}` : 'Draft';
  printRow(detail, values, `${kept}: ${rubric.band}, ${rubric.score} of 10.`);
}

/** `exceptions attach`: files as evidence. */
export async function attach(workspace: Workspace, words: readonly string[], values: Values): Promise<void> {
  const [id, files] = named(words);
  if (files.length === 0) throw new UsageError('Name the files.');
  const paths = files.map((file) => resolve(file));
  const detail = await attachEvidence(workspace, commandDeps(), { id, paths, source: required(values, 'source') });
  const added = detail.row.exception.evidence.slice(-paths.length);
  printRow(detail, values, added.map((item) => `${item.id}  ${item.title}`).join('\n'));
}

/** `exceptions move`: to another state, with who and why. */
export function move(workspace: Workspace, words: readonly string[], values: Values): void {
  const [id, [state, ...more]] = named(words);
  refuseMore(more);
  const to = exceptionStatuses.find((status) => status === state);
  if (to === undefined) throw new UsageError(`Name the state: ${exceptionStatuses.join(', ')}.`);
  const until = values.until === undefined ? null : dayOption(values, 'until');
  const { by = '', reason = '', evidence = [] } = values;
  const deps = commandDeps();
  const { refused } = moveExceptions(workspace, deps, { ids: [id], to, by, reason, until, evidence });
  const [first] = refused;
  if (first !== undefined) throw new AppError('conflict', first.why);
  printRow(exceptionDetail(workspace, deps, id), values, `Now ${statusWords[to]}.`);
}
