import type { Response } from '@shared/domain/response.ts';
import { answerDigest } from './machine.ts';
import type { ReturnedAnswer, ReturnedForm } from './read-forms.ts';

/** A form that came back, with the name of its file. */
export interface FileForm extends ReturnedForm {
  readonly file: string;
}

/** A field that a form fills with something else than what stands. */
interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}
/** A field in which the form and what stands were both changed since the form went out. */
interface Conflict {
  readonly exceptionId: string;
  readonly field: string;
  readonly ours: string;
  readonly theirs: string;
  readonly words: string;
}
export type Choices = Readonly<Record<string, 'ours' | 'theirs'>>;

/** What the forms of one exception come to. */
export interface Merged {
  readonly changes: readonly Change[];
  readonly conflicts: readonly Conflict[];
  /** The response with the changes, and with each conflict as it was chosen; undecided ones stay as they stand. */
  readonly response: Response;
  /** The response as each form alone would have it, where a conflict kept some of its words out. */
  readonly setAside: readonly { readonly file: string; readonly response: Response }[];
}

/** A text that a field may have, and who says so. */
interface Standing {
  readonly text: string;
  readonly by: string;
}

interface State {
  readonly merged: Merged;
  /** For each field, the texts it may have by now: one unless a conflict is before. */
  readonly standing: ReadonlyMap<string, readonly Standing[]>;
}

const here = 'this engagement';
const isChanged = ({ answer, went }: ReturnedAnswer): boolean => answerDigest(answer.text) !== went;

function conflictWords(standing: readonly Standing[], { file }: FileForm): string {
  const others = [...new Set(standing.map(({ by }) => by))];
  return others.includes(here)
    ? `The answer was changed here since the form went out, and ${file} says something else.`
    : `${others.join(' and ')} and ${file} say different things.`;
}

/** The key of a choice: forms after the first of an exception name their file. */
export const choiceKey = ({ exceptionId, field }: Pick<Conflict, 'exceptionId' | 'field'>): string =>
  `${exceptionId} ${field}`;

function takeAnswer(state: State, form: FileForm, one: ReturnedAnswer, isFirst: boolean, choices: Choices): State {
  const { field, answer, went } = one;
  const standing = state.standing.get(field.name) ?? [{ text: field.text(state.merged.response), by: here }];
  if (!isChanged(one) || standing.every(({ text }) => text === answer.text)) return state;
  const { merged } = state;
  const name = isFirst ? field.label : `${field.label} (${form.file})`;
  const ours = field.text(merged.response);
  const theirs = { text: answer.text, by: form.file };
  if (standing.every(({ text }) => answerDigest(text) === went))
    return {
      merged: {
        ...merged,
        changes: [...merged.changes, { field: name, before: ours, after: answer.text }],
        response: answer.into(merged.response),
      },
      standing: new Map(state.standing).set(field.name, [theirs]),
    };
  const words = conflictWords(standing, form);
  const conflict = { exceptionId: form.exceptionId, field: name, ours, theirs: answer.text, words };
  const isTaken = choices[choiceKey(conflict)] === 'theirs';
  return {
    merged: {
      ...merged,
      conflicts: [...merged.conflicts, conflict],
      response: isTaken ? answer.into(merged.response) : merged.response,
    },
    standing: new Map(state.standing).set(field.name, [...standing, theirs]),
  };
}

/** The response as a form alone would have it. */
export const asReturned = (ours: Response, { answers }: ReturnedForm): Response =>
  answers.filter(isChanged).reduce((response, { answer }) => answer.into(response), ours);

/**
 * Merges the forms of one exception into its response, in their order. A field that was changed in one place only is
 * taken over; one that was changed in two is a conflict, and a choice decides it.
 */
export function mergeForms(ours: Response, forms: readonly FileForm[], choices: Choices = {}): Merged {
  const start: State = {
    merged: { changes: [], conflicts: [], response: ours, setAside: [] },
    standing: new Map(),
  };
  return forms.reduce((state, form, at) => {
    const before = state.merged.conflicts.length;
    const after = form.answers.reduce((now, one) => takeAnswer(now, form, one, at === 0, choices), state);
    const isContested = after.merged.conflicts.length > before;
    const setAside = isContested
      ? [...after.merged.setAside, { file: form.file, response: asReturned(ours, form) }]
      : after.merged.setAside;
    return { ...after, merged: { ...after.merged, setAside } };
  }, start).merged;
}
