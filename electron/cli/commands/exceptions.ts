import type { Output } from '@shared/contract/contract.ts';
import { textsOf } from '@shared/domain/response.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { hasText, statusWords } from '../../engine/evaluate/moves.ts';
import { exceptionDetail, listExceptions } from '../../engine/services/exceptions.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { UsageError, type Values } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';
import { attach, move, raise, respond } from './exceptions-change.ts';
import { exportFormsCommand, importFormsCommand } from './exceptions-forms.ts';

type Detail = Output<'exception.detail'>;
type Row = Detail['row'];

const dueWords = ({ dueOn, isOverdue }: Row): string =>
  dueOn === null ? 'no due date' : `due ${dayWords(dueOn)}${isOverdue ? ', overdue' : ''}`;

const answerWords = ({ exception, rubric }: Row): string =>
  hasText(exception.response) ? `response ${rubric.band}, ${rubric.score} of 10` : 'no response';

const line = (row: Row): string => {
  const { id, controlId, status, title, kind } = row.exception;
  return [
    `${id}  ${row.severity.level.padEnd(8)} ${statusWords[status].padEnd(17)} ${controlId}  ${title}`,
    `        ${kind}; ${dueWords(row)}; ${answerWords(row)}`,
    `        ${row.indicator}`,
  ].join('\n');
};

/** A row for programs: the response stands in it only when management has answered. */
function told({ exception, rubric, severity, ...row }: Row): object {
  const { response, ...facts } = exception;
  return { ...facts, severity: severity.level, ...row, ...(hasText(response) ? { response, rubric } : {}) };
}

function list(workspace: Workspace, _words: readonly string[], values: Values): void {
  const { rows } = listExceptions(workspace, commandDeps());
  const words = [...rows.map(line), rows.length === 0 ? 'No exception was raised.' : counted(rows.length, 'exception')];
  print(values.json, rows.map(told), words.join('\n'));
}

function detailWords({ row, response, rubric, story, offers, isDraft }: Detail): string {
  const { description, windowStart, windowEnd } = row.exception;
  const window = windowStart === null ? [] : [`Window: ${windowStart} to ${windowEnd ?? 'open'}`];
  return [
    line(row),
    '',
    description,
    ...window,
    ...story.map(({ at, words }) => `  ${at}  ${words}`),
    ...offers.map(({ words }) => `Offered: ${words}`),
    '',
    `Management's response${isDraft ? ' (draft)' : ''}`,
    ...textsOf(response).flatMap(([field, text]) => (text.trim() === '' ? [] : [`  ${field}: ${text}`])),
    '',
    ...rubric.points.map(({ id, state, words }) => `  ${id.padEnd(4)} ${state.padEnd(8)} ${words}`),
  ].join('\n');
}

function show(workspace: Workspace, [id, ...more]: readonly string[], values: Values): void {
  if (id === undefined || more.length > 0) throw new UsageError('Name one exception.');
  const detail = exceptionDetail(workspace, commandDeps(), id);
  print(values.json, detail, detailWords(detail));
}

type Action = (workspace: Workspace, words: readonly string[], values: Values) => Promise<void> | void;
const actions: Readonly<Record<string, Action>> = {
  list,
  show,
  raise,
  respond,
  attach,
  move,
  'export-forms': exportFormsCommand,
  'import-forms': importFormsCommand,
};

/** `fieldwork exceptions …`: exceptions with management's responses, from raising to verification. */
export function exceptions([name = '', ...words]: readonly string[], values: Values): Promise<number> {
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (action === undefined)
    throw new UsageError(`Say what to do with the exceptions: ${Object.keys(actions).join(', ')}.`);
  return withJudged(words, async (workspace, rest) => {
    await action(workspace, rest, values);
    return 0;
  });
}
