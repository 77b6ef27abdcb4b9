import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call, isMac } from '../../api.ts';
import { useNavigation } from '../../navigation.store.ts';
import { comboWords } from '../../ui/keys.ts';
import { type ControlChange, type Edit, type EditableColumn, inverseOf } from './control-edit.ts';
import { type ControlFilter, type MatrixLine, matrixLines, noFilter } from './control-lines.ts';
import type { Cell } from './matrix-keys.ts';

/** A saved change that can be taken back while the window is open. */
interface Saved {
  readonly id: string;
  readonly inverse: ControlChange;
}

/** A cell being edited; `reason` asks why a control does not apply. */
export interface Editing {
  readonly id: string;
  readonly column: EditableColumn | 'reason';
  readonly draft: string;
  /** Why the last attempt was not saved. */
  readonly refusal: string | null;
  readonly isSaving?: boolean;
}

interface ControlsState {
  readonly engagementId: string | null;
  /** Null before the first answer. */
  readonly readings: readonly ControlReading[] | null;
  readonly error: AppError | null;
  readonly filter: ControlFilter;
  readonly folded: ReadonlySet<string>;
  readonly lines: readonly MatrixLine[];
  readonly cell: Cell;
  readonly editing: Editing | null;
  readonly undo: readonly Saved[];
  /** What the last undo did or why it did not, in words. */
  readonly said: string | null;
}

const fresh = {
  readings: null,
  error: null,
  filter: noFilter,
  folded: new Set<string>(),
  lines: [],
  cell: { line: 1, column: 'title' },
  editing: null,
  undo: [],
  said: null,
} satisfies Partial<ControlsState>;

/** The control matrix: what is declared, the cell in focus, and the changes of this session. */
export const useControls = create<ControlsState>(() => ({ engagementId: null, ...fresh }));

const { getState: get, setState: set } = useControls;

/** The control under a cell; null on the head of a domain. */
export function controlAt(lines: readonly MatrixLine[], line: number): Control | null {
  const at = lines[line];
  return at?.kind === 'control' ? at.reading.control : null;
}

const lineOf = (lines: readonly MatrixLine[], id: string): number =>
  lines.findIndex((line) => line.kind === 'control' && line.reading.control.id === id);

/** Lays the lines out anew and keeps the focus on the same control. */
function layOut(change: Partial<Pick<ControlsState, 'readings' | 'filter' | 'folded'>>): void {
  set((state) => {
    const { readings, filter, folded } = { ...state, ...change };
    const lines = matrixLines(readings ?? [], filter, folded);
    const id = controlAt(state.lines, state.cell.line)?.id;
    const kept = id === undefined ? -1 : lineOf(lines, id);
    const line = kept >= 0 ? kept : Math.min(Math.max(state.cell.line, 1), Math.max(lines.length - 1, 0));
    return { ...change, lines, cell: { ...state.cell, line } };
  });
}

/** Reads the matrix; `id` names the control that gets the focus. */
export async function readControls(id?: string): Promise<void> {
  try {
    layOut({ readings: await call('control.list', {}) });
    set({ error: null });
    if (id !== undefined) focusControl(id);
  } catch (error) {
    set({ error: asAppError(error) });
  }
}

/** Opens the matrix for an engagement; one of another engagement is forgotten with its undo. */
export function openControls(engagementId: string, id: string | undefined): void {
  if (get().engagementId !== engagementId) set({ engagementId, ...fresh });
  void readControls(id);
}

/** Puts the focus on a control; filters that hide it are taken off. */
export function focusControl(id: string): void {
  if (lineOf(get().lines, id) < 0) layOut({ filter: noFilter, folded: new Set() });
  const line = lineOf(get().lines, id);
  if (line >= 0 && line !== get().cell.line) set(({ cell }) => ({ cell: { ...cell, line }, editing: null }));
}

/** Moves the focus to a cell. */
export function focusCell(cell: Cell): void {
  set({ cell, editing: null, said: null });
  const id = controlAt(get().lines, cell.line)?.id;
  if (id !== undefined) useNavigation.getState().note('controls', { id });
}

export const filterControls = (filter: ControlFilter): void => layOut({ filter });

/** Folds a domain or opens it again. */
export function foldDomain(domain: string, isFolded: boolean): void {
  const folded = new Set(get().folded);
  if (isFolded) folded.add(domain);
  else folded.delete(domain);
  layOut({ folded });
}

export const edit = (editing: Editing | null): void => set({ editing, said: null });

function replace(reading: ControlReading): void {
  const readings = get().readings?.map((one) => (one.control.id === reading.control.id ? reading : one)) ?? null;
  layOut({ readings });
}

/** Saves an edit and remembers how to take it back. True when the cell may be left. */
export async function save(control: Control, made: Edit): Promise<boolean> {
  const { editing } = get();
  // A field that loses the focus saves too: once left or while saving, there is nothing to do.
  if (editing === null || editing.isSaving === true) return editing === null;
  if (made.kind === 'same') {
    set({ editing: null });
    return true;
  }
  if (made.kind === 'needs-reason') {
    set({ editing: { id: control.id, column: 'reason', draft: control.reason ?? '', refusal: null } });
    return false;
  }
  if (made.kind === 'refused') {
    set({ editing: { ...editing, refusal: made.why } });
    return false;
  }
  set({ editing: { ...editing, isSaving: true } });
  return send(control, made.change);
}

async function send(control: Control, change: ControlChange): Promise<boolean> {
  try {
    replace(await call('control.update', { id: control.id, change }));
    const made = { id: control.id, inverse: inverseOf(control, change) };
    set(({ undo }) => ({
      editing: null,
      undo: [...undo, made],
      said: `Saved. ${comboWords('mod+z', isMac())} takes it back.`,
    }));
    return true;
  } catch (error) {
    const refusal = `Not saved. ${asAppError(error).message}`;
    set(({ editing }) =>
      editing === null ? { said: refusal } : { editing: { ...editing, refusal, isSaving: false } },
    );
    return false;
  }
}

/** Takes the last saved change back by sending its inverse; the log keeps both. */
export async function undoLast(): Promise<void> {
  const last = get().undo.at(-1);
  if (last === undefined) return set({ said: 'No change of this session is left to undo.' });
  try {
    replace(await call('control.update', { id: last.id, change: last.inverse }));
    focusControl(last.id);
    set(({ undo }) => ({ undo: undo.slice(0, -1), said: `The last change of ${last.id} was taken back.` }));
  } catch (error) {
    set({ said: `The change of ${last.id} was not taken back. ${asAppError(error).message}` });
  }
}
