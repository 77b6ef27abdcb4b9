import type { FindingRow } from '@shared/contract/shapes.ts';

/** Findings are fetched 200 at a time; a page is named by its place in the list. */
export const pageSize = 200;
/** About 8,000 findings; what lies farthest from the last page read is let go. */
const mostPages = 40;

export type Pages = ReadonlyMap<number, readonly FindingRow[]>;

/** The finding at an offset; undefined while its page is not here. */
export function rowAt(pages: Pages, offset: number): FindingRow | undefined {
  return pages.get(Math.floor(offset / pageSize))?.[offset % pageSize];
}

/** The pages that hold a range of offsets (both inclusive) and are not here yet. */
export function missingPages(pages: Pages, from: number, to: number): readonly number[] {
  const first = Math.floor(from / pageSize);
  const wanted = Array.from({ length: Math.floor(to / pageSize) - first + 1 }, (_, step) => first + step);
  return wanted.filter((page) => !pages.has(page));
}

/** The pages with one more. */
export function withPage(pages: Pages, page: number, rows: readonly FindingRow[]): Pages {
  const next = new Map(pages).set(page, rows);
  if (next.size <= mostPages) return next;
  const farthest = [...next.keys()].reduce((a, b) => (Math.abs(a - page) >= Math.abs(b - page) ? a : b));
  next.delete(farthest);
  return next;
}
