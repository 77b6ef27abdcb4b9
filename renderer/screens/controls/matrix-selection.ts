import { controlLines } from './control-lines.ts';
import { useControls } from './controls.store.ts';

const { getState: get, setState: set } = useControls;

const shownIds = (): readonly string[] => controlLines(get().lines).map(({ reading }) => reading.control.id);

/** The ids from one to another in the order shown, both included; the second alone when the first is not shown. */
export function rangeOf(ids: readonly string[], from: string, to: string): readonly string[] {
  const ends = [ids.indexOf(from), ids.indexOf(to)];
  return ends.includes(-1) ? [to] : ids.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** Takes a control into the selection or out of it. */
export function toggleSelected(id: string): void {
  const selected = new Set(get().selected);
  if (!selected.delete(id)) selected.add(id);
  set({ selected, anchor: id });
}

/** Selects from where the last range began, else from the control in focus, to another. */
export function selectTo(id: string): void {
  const { anchor, focus } = get();
  const from = anchor ?? focus.line;
  set({ selected: new Set(rangeOf(shownIds(), from, id)), anchor: from });
}

/** Selects every control shown, or none when all are. */
export function selectAllShown(): void {
  const ids = shownIds();
  const hasAll = ids.every((id) => get().selected.has(id));
  set({ selected: new Set(hasAll ? [] : ids), anchor: null });
}

export const clearSelection = (): void => set({ selected: new Set(), anchor: null });

/** The selected controls in the order of the list, also those that a filter hides; without a selection the one in focus. */
export function chosenIds(): readonly string[] {
  const { selected, focus, readings } = get();
  const ids = (readings ?? []).map(({ control }) => control.id);
  const chosen = ids.filter((id) => selected.has(id));
  return chosen.length > 0 ? chosen : ids.filter((id) => id === focus.line);
}
