import type { FindingRow } from '@shared/contract/shapes.ts';
import { asAppError, call } from '../../api.ts';
import { noteFocus, useFindings } from './findings.store.ts';
import { pageSize, rowAt } from './page-cache.ts';

const { getState: get, setState: set } = useFindings;

/** The findings of a range of offsets (both inclusive), fetched where they are not here. */
async function rowsIn(from: number, to: number): Promise<readonly FindingRow[]> {
  const { query } = get();
  const found: FindingRow[] = [];
  for (let page = Math.floor(from / pageSize); page * pageSize <= to; page += 1) {
    const here = get().pages.get(page);
    const rows = here ?? (await call('finding.page', { query, offset: page * pageSize, limit: pageSize }));
    found.push(...rows.filter((_, place) => page * pageSize + place >= from && page * pageSize + place <= to));
  }
  return found;
}

/** Selects a range of offsets (both inclusive) on top of what is selected. */
export async function selectRange(from: number, to: number): Promise<void> {
  const { query } = get();
  try {
    const rows = await rowsIn(from, to);
    // Offsets mean nothing once another question was asked.
    if (get().query !== query) return;
    set(({ selected }) => ({ selected: new Map([...selected, ...rows.map((row) => [row.id, row] as const)]) }));
  } catch (error) {
    set({ error: asAppError(error) });
  }
}

/** Moves the focus to a finding; with `isExtending` everything between it and the anchor is selected. */
export async function focusOn(offset: number, isExtending: boolean): Promise<void> {
  const { anchor, focus } = get();
  const from = isExtending ? (anchor ?? focus ?? offset) : null;
  set({ focus: offset, anchor: from });
  noteFocus();
  if (from !== null) await selectRange(Math.min(from, offset), Math.max(from, offset));
}

/** Selects a finding, or takes it out of the selection. */
export function toggleSelected(offset: number): void {
  const row = rowAt(get().pages, offset);
  if (row === undefined) return;
  set(({ selected }) => {
    const next = new Map(selected);
    if (!next.delete(row.id)) next.set(row.id, row);
    return { selected: next, anchor: offset };
  });
}

/** Empties the selection. */
export const clearSelected = (): void => set({ selected: new Map(), anchor: null });
