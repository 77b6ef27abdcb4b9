import type { Output } from '@shared/contract/contract.ts';
import type { Control, ControlEdit } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import { asAppError, call, isMac } from '../../api.ts';
import { comboWords } from '../../ui/keys.ts';
import { withChange } from './control-edit.ts';
import {
  during,
  focusControl,
  layOut,
  type Opening,
  openDialog,
  readControls,
  say,
  useControls,
} from './controls.store.ts';
import { choicesOf } from './field-text.ts';
import { fromOf } from './holds-from.ts';
import { editableField } from './matrix-fields.ts';
import { type CellText, planOf } from './matrix-plan.ts';

type Step = Output<'matrix.edit'>;

const { getState: get, setState: set } = useControls;

/** Steps go to the engine one after the other, in the order they were made. */
let line: Promise<unknown> = Promise.resolve();
function inLine<T>(work: () => Promise<T>): Promise<T> {
  const done = line.then(() => during(work));
  line = done.catch(() => undefined);
  return done;
}

function replace(by: readonly ControlReading[], removed: readonly string[] = []): readonly ControlReading[] | null {
  const rows = new Map(by.map((one) => [one.control.id, one]));
  const kept = get().readings?.filter(({ control }) => !removed.includes(control.id));
  return kept?.map((one) => rows.get(one.control.id) ?? one) ?? null;
}

/** Shows changes before the engine has answered, and gives the rows back as they were. */
function showAtOnce(edits: readonly ControlEdit[]): readonly ControlReading[] {
  const changes = new Map(edits.flatMap((edit) => (edit.kind === 'change' ? [[edit.id, edit.change] as const] : [])));
  const before = (get().readings ?? []).filter(({ control }) => changes.has(control.id));
  const after = before.map((one) => ({ ...one, control: withChange(one.control, changes.get(one.control.id) ?? {}) }));
  if (after.length > 0) layOut({ readings: replace(after) });
  return before;
}

/** Takes the rows of a step over; rows that are new are read with the whole list, which knows their place. */
export async function takeStep({ changed, removed, ...state }: Step): Promise<void> {
  const known = new Set(get().readings?.map(({ control }) => control.id));
  layOut({ readings: replace(changed, removed), state });
  set(({ selected }) => ({ selected: new Set([...selected].filter((id) => !removed.includes(id))) }));
  if (changed.some(({ control }) => !known.has(control.id))) await readControls();
}

const words = ({ message, remedy }: { readonly message: string; readonly remedy?: string | undefined }): string =>
  remedy === undefined ? message : `${message} ${remedy}`;

/** Sends edits as one step. A refusal is thrown, and the rows stand as they were. */
export async function sendEdits(edits: readonly ControlEdit[]): Promise<void> {
  const { holds } = get();
  const before = showAtOnce(edits);
  try {
    const step = await inLine(() => call('matrix.edit', { edits, ...fromOf(holds) }));
    await takeStep(step);
    if (step.undo !== null) say(`Saved: ${step.undo}. ${comboWords('mod+z', isMac())} takes it back.`);
  } catch (error) {
    layOut({ readings: replace(before) });
    throw error;
  }
}

/** Sends edits; a refusal is said in the cell bar, and what was typed is put back into its cell. */
export async function saveEdits(edits: readonly ControlEdit[], typed: Opening | null = null): Promise<void> {
  try {
    await sendEdits(edits);
  } catch (error) {
    say(`Not saved. ${words(asAppError(error))}`, true);
    if (!get().isEditing) set({ opening: typed });
  }
}

/** Words of a list are quickly chosen again; what was typed is worth putting back. */
function openingOf(texts: readonly CellText[]): Opening | null {
  const [only] = texts;
  const field = only === undefined || texts.length > 1 ? null : editableField(only.field);
  if (only === undefined || field === null || only.text.trim() === '' || choicesOf(field).length > 0) return null;
  return { id: only.control.id, field, text: only.text };
}

/** Saves texts typed or filled into cells as one step. What must be asked is asked; what cannot stand is said. */
export function saveTexts(texts: readonly CellText[]): void {
  const plan = planOf(texts, get().names);
  const [first, ...others] = plan.refused;
  if (first !== undefined) {
    const more = others.length > 0 ? ` ${counted(others.length, 'more cell')} cannot be so.` : '';
    say(`Not saved. ${first.id}: ${first.why}${more}`, true);
    set({ opening: openingOf(texts) });
  } else if (plan.needReason.length > 0) openDialog({ kind: 'reason', plan });
  else if (plan.edits.length > 0) void saveEdits(plan.edits, openingOf(texts));
  else if (texts.length > 1) say(`Nothing changed: ${counted(plan.same, 'cell says', 'cells say')} so already.`);
}

const nothingToTurn = {
  undo: 'No step since the engagement was opened is left to undo.',
  redo: 'No step is left to bring again.',
} as const;

/** Takes the last step back or brings it again, and says which it was. */
export async function turnBack(way: 'undo' | 'redo'): Promise<void> {
  const step = get().state?.[way] ?? null;
  if (step === null) return say(nothingToTurn[way]);
  try {
    const done = await inLine(() => call(`matrix.${way}`, {}));
    await takeStep(done);
    const [first] = done.changed;
    if (first !== undefined) focusControl(first.control.id);
    const again = `${comboWords('mod+shift+z', isMac())} brings it again.`;
    say(way === 'undo' ? `Undone: ${step}. ${again}` : `Brought again: ${step}.`);
  } catch (error) {
    say(`Not ${way === 'undo' ? 'undone' : 'brought again'}. ${words(asAppError(error))}`, true);
  }
}

/** Controls that people added have a first day; those of the library hold from the start. */
export const isOwn = (control: Control): boolean => (control.earlier[0] ?? control).effectiveFrom !== null;

/** Removes own controls at once, which undo takes back; about others it asks first. */
export function removeControls(ids: readonly string[]): void {
  const controls = (get().readings ?? []).flatMap(({ control }) => (ids.includes(control.id) ? [control] : []));
  if (controls.every(isOwn)) void saveEdits(ids.map((id) => ({ kind: 'remove', id })));
  else openDialog({ kind: 'remove', ids });
}
