import type { Control, ControlEdit } from '@shared/domain/control.ts';
import {
  changedControl,
  changedFields,
  controlFieldWords,
  idProblems,
  isSameControl,
  type Known,
  newControl,
  problemsOf,
} from '@shared/domain/control-change.ts';
import { asJson } from '@shared/domain/json.ts';
import { counted, listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { fieldChanges } from './history.ts';

/** A control before and after a step of work; null where there was none or is none any more. */
export interface Turn {
  readonly id: string;
  readonly before: Control | null;
  readonly after: Control | null;
}

/** The matrix that a step begins with. */
export interface Base {
  readonly controls: readonly Control[];
  readonly known: Known;
  /** Ids that were removed earlier, with the day. */
  readonly removed: ReadonlyMap<string, string>;
  /** Today in the client's zone. */
  readonly today: string;
}

const refused = (reasons: readonly string[]): AppError => {
  const more = reasons.length - 5;
  const words = [...reasons.slice(0, 5), ...(more > 0 ? [`And ${counted(more, 'more reason')}.`] : [])].join(' ');
  return new AppError('bad-input', words, 'Correct this and try again; nothing was changed.');
};

function existing(controls: ReadonlyMap<string, Control>, id: string): Control {
  const found = controls.get(id);
  if (found === undefined) throw new AppError('not-found', `There is no control ${id} in the matrix.`);
  return found;
}

/** Carries out edits one after the other on `controls`, and notes in `removed` what they take out. */
function carryOut(
  edits: readonly ControlEdit[],
  from: string | null,
  { controls: first, today }: Base,
  controls: Map<string, Control>,
  removed: Map<string, string>,
): void {
  const stood = new Set(first.map(({ id }) => id));
  for (const edit of edits) {
    if (edit.kind === 'add') {
      const problems = idProblems(edit.id, controls, removed);
      if (problems.length > 0) throw refused(problems.map(({ words }) => words));
      controls.set(edit.id, newControl(edit.id, edit.fields, from));
    } else if (edit.kind === 'change') {
      controls.set(edit.id, changedControl(existing(controls, edit.id), edit.change, from));
    } else {
      controls.delete(existing(controls, edit.id).id);
      if (stood.has(edit.id)) removed.set(edit.id, today);
    }
  }
}

/** What is wrong after a turn and was not wrong before it: a step is not refused for what it leaves as it was. */
function newProblems({ id, before, after }: Turn, known: Known): readonly string[] {
  if (after === null) return [];
  const old = new Set(before === null ? [] : problemsOf(before, known).map(({ words }) => words));
  return problemsOf(after, known)
    .filter(({ words }) => !old.has(words))
    .map(({ words }) => `${id}: ${words}`);
}

/** What edits make of each control they touch; controls that stay as they were are left out. Refuses all or nothing. */
export function planned(base: Base, edits: readonly ControlEdit[], from: string | null): readonly Turn[] {
  const old = new Map(base.controls.map((control) => [control.id, control]));
  const controls = new Map(old);
  carryOut(edits, from, base, controls, new Map(base.removed));
  const turns = [...new Set(edits.map(({ id }) => id))]
    .map((id) => ({ id, before: old.get(id) ?? null, after: controls.get(id) ?? null }))
    .filter(({ before, after }) => !isSameControl(before, after));
  const problems = turns.flatMap((turn) => newProblems(turn, base.known));
  if (problems.length > 0) throw refused(problems);
  return turns;
}

const longestReason = 400;

/** The fields of a turn as the log tells them: `owner: A → B; …`; null for a control that came or went whole. */
export function turnReason({ before, after }: Turn): string | null {
  if (before === null || after === null) return null;
  const changes = new Map(fieldChanges(asJson(before), asJson(after)).map((it) => [it.field, it]));
  const words = changedFields(before, after)
    .flatMap((field) => changes.get(field) ?? [])
    .map((it) => `${it.field}: ${it.before || 'none'} → ${it.after || 'none'}`)
    .join('; ');
  return words.length > longestReason ? `${words.slice(0, longestReason - 1)}…` : words;
}

function oneWords({ id, before, after }: Turn): string {
  if (before === null) return `adding ${id}`;
  if (after === null) return `removing ${id}`;
  const fields = changedFields(before, after).map((field) => controlFieldWords[field]);
  return `${fields.length > 2 ? counted(fields.length, 'field') : listed(fields)} of ${id}`;
}

/** What a step did, for the undo menu: `owner of IAM-05`, `adding OWN-01`, `12 controls`. */
export function stepWords(turns: readonly Turn[]): string {
  const [only] = turns;
  if (turns.length === 1 && only !== undefined) return oneWords(only);
  const number = counted(turns.length, 'control');
  if (turns.every(({ before }) => before === null)) return `adding ${number}`;
  return turns.every(({ after }) => after === null) ? `removing ${number}` : number;
}
