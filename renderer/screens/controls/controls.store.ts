import type { Output } from '@shared/contract/contract.ts';
import type { TrustCategory } from '@shared/domain/engagement.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';
import { useNavigation } from '../../navigation.store.ts';
import { type ControlFilter, firstFilter, noFilter } from './control-filter.ts';
import {
  controlLines,
  type Layout,
  lineId,
  type MatrixLine,
  type MatrixSort,
  matrixLines,
  placeOf,
} from './control-lines.ts';
import { type ControlNames, noNames } from './control-names.ts';
import type { HoldsFrom } from './holds-from.ts';
import type { EditableField, MatrixField } from './matrix-fields.ts';
import type { Plan } from './matrix-plan.ts';

type MatrixState = Output<'matrix.state'>;

/** The cell in focus, by the key of its line. */
interface Focus {
  readonly line: string;
  readonly field: MatrixField;
}

/** A cell to be opened with a text: one asked for in the cell bar, or one that was not saved and must not be lost. */
export interface Opening {
  readonly id: string;
  readonly field: EditableField;
  readonly text: string;
}

/** A dialog above the matrix. */
type Dialog =
  | { readonly kind: 'new' | 'bulk' }
  | { readonly kind: 'import'; readonly file: { readonly handle: string; readonly label: string } }
  | { readonly kind: 'reason'; readonly plan: Plan }
  /** `beyond`: cells of the block past the last line or column. */
  | { readonly kind: 'paste'; readonly plan: Plan; readonly beyond: number }
  | { readonly kind: 'remove'; readonly ids: readonly string[] };

/** What was just done or refused, in words, and a file that can be shown. */
interface Said {
  readonly text: string;
  readonly isRefusal: boolean;
  readonly handle?: string | undefined;
}

interface ControlsState extends Omit<Layout, 'facts'> {
  readonly engagementId: string | null;
  readonly categories: readonly TrustCategory[];
  /** Null before the first answer. */
  readonly readings: readonly ControlReading[] | null;
  readonly state: MatrixState | null;
  readonly error: AppError | null;
  readonly lines: readonly MatrixLine[];
  readonly focus: Focus;
  /** Grows when the focus moved by something else than the grid, which must then follow. */
  readonly moves: number;
  readonly selected: ReadonlySet<string>;
  /** The control a range of selected ones begins at. */
  readonly anchor: string | null;
  readonly isEditing: boolean;
  readonly opening: Opening | null;
  readonly said: Said | null;
  readonly holds: HoldsFrom;
  readonly dialog: Dialog | null;
}

const fresh = {
  readings: null,
  state: null,
  error: null,
  filter: firstFilter,
  sort: [],
  folded: new Set<string>(),
  names: noNames,
  lines: [],
  focus: { line: '', field: 'title' },
  moves: 0,
  selected: new Set<string>(),
  anchor: null,
  isEditing: false,
  opening: null,
  said: null,
  holds: { kind: 'today' },
  dialog: null,
} satisfies Partial<ControlsState>;

/** The control matrix: what is declared, what is shown of it, and the cell in focus. */
export const useControls = create<ControlsState>(() => ({ engagementId: null, categories: [], ...fresh }));

const { getState: get, setState: set } = useControls;

/** The facts filters need besides the control. */
export const filterFacts = ({ categories, state }: Pick<ControlsState, 'categories' | 'state'>): Layout['facts'] => ({
  categories,
  gaps: state?.gaps ?? null,
});

type Laid = Partial<Pick<ControlsState, 'readings' | 'state' | 'filter' | 'folded' | 'sort' | 'names' | 'categories'>>;

/** Where the focus goes when lines are laid out anew: it stays on its line, or goes to what took its place. */
function followed(before: ControlsState, lines: readonly MatrixLine[]): string {
  if (placeOf(lines, before.focus.line) >= 0) return before.focus.line;
  const was = placeOf(before.lines, before.focus.line);
  const next = was < 0 ? controlLines(lines)[0] : lines[Math.min(was, lines.length - 1)];
  return next === undefined ? before.focus.line : lineId(next);
}

/** Lays the lines out anew. */
export function layOut(change: Laid): void {
  set((before) => {
    const now = { ...before, ...change };
    const lines = matrixLines(now.readings ?? [], { ...now, facts: filterFacts(now) });
    return { ...change, lines, focus: { ...before.focus, line: followed(before, lines) }, moves: before.moves + 1 };
  });
}

/** Edits under way: what is read meanwhile may be older than what is shown, and is read again after them. */
let underWay = 0;
let isStale = false;

/** Reads the matrix; the old one stays until the new one is here. */
export async function readControls(): Promise<void> {
  const { engagementId } = get();
  try {
    const [readings, state] = await Promise.all([call('control.list', {}), call('matrix.state', {})]);
    isStale = underWay > 0;
    if (get().engagementId !== engagementId || isStale) return;
    layOut({ readings, state });
    set({ error: null });
  } catch (error) {
    const refusal = asAppError(error);
    if (get().engagementId !== engagementId) return;
    if (get().readings === null) set({ error: refusal });
    else say(`The matrix was not read again; what is shown may be old. ${refusal.message}`, true);
  }
}

/** Runs an edit; what was read while edits ran is read again after the last of them. */
export async function during<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
    if (underWay === 0 && isStale) void readControls();
  }
}

/** Opens the matrix for an engagement; what was shown of another one is forgotten. */
export function openControls(engagementId: string, categories: readonly TrustCategory[]): void {
  if (get().engagementId !== engagementId) set({ engagementId, categories, ...fresh });
  else layOut({ categories });
  void readControls();
}

/** Puts the focus on a control; filters that hide it are taken off. */
export function focusControl(id: string): void {
  if (get().readings?.some(({ control }) => control.id === id) !== true || get().focus.line === id) return;
  if (placeOf(get().lines, id) < 0) layOut({ filter: noFilter, folded: new Set() });
  set(({ focus, moves }) => ({ focus: { ...focus, line: id }, moves: moves + 1 }));
}

/** Notes the cell that the grid has in focus; the head of a domain leaves the column as it was. */
export function noteFocus(to: Pick<Focus, 'line'> & Partial<Focus>): void {
  const before = get().focus;
  const focus = { ...before, ...to };
  if (before.line === focus.line && before.field === focus.field) return;
  set({ focus, said: null });
  if (before.line !== focus.line && focusedReading(get()) !== null)
    useNavigation.getState().note('controls', { id: focus.line });
}

/** The control in focus; null on the head of a domain. */
export const focusedReading = ({ readings, focus }: Pick<ControlsState, 'readings' | 'focus'>): ControlReading | null =>
  readings?.find(({ control }) => control.id === focus.line) ?? null;

export const filterControls = (filter: ControlFilter): void => layOut({ filter });
export const sortControls = (sort: readonly MatrixSort[]): void => layOut({ sort });
export const nameThings = (names: Partial<ControlNames>): void => layOut({ names: { ...get().names, ...names } });

/** Folds a domain or opens it again. */
export function foldDomain(domain: string, isFolded: boolean): void {
  const folded = new Set(get().folded);
  if (isFolded) folded.add(domain);
  else folded.delete(domain);
  layOut({ folded });
}

export const say = (text: string, isRefusal = false, handle?: string): void =>
  set({ said: { text, isRefusal, handle } });
export const openCell = (opening: Opening): void => set({ opening });
export const openDialog = (dialog: Dialog): void => set({ dialog });
export const closeDialog = (): void => set({ dialog: null });
export const holdFrom = (holds: HoldsFrom): void => set({ holds });
