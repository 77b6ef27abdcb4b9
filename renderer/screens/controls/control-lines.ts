import type { ControlStatus } from '@shared/domain/control.ts';
import type { TrustCategory } from '@shared/domain/engagement.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { categoriesOf, type Standing, standingCounts } from './control-words.ts';

/** What the matrix shows; an empty list lets everything through. */
export interface ControlFilter {
  readonly categories: readonly TrustCategory[];
  readonly standings: readonly Standing[];
  readonly statuses: readonly ControlStatus[];
  readonly search: string;
}

export const noFilter: ControlFilter = { categories: [], standings: [], statuses: [], search: '' };

/** One line of the matrix: the head of a domain or a control with its number in the whole list. */
export type MatrixLine =
  | { readonly kind: 'domain'; readonly domain: string; readonly words: string; readonly isOpen: boolean }
  | { readonly kind: 'control'; readonly reading: ControlReading; readonly number: number };

const holds = <T>(chosen: readonly T[], isThere: (value: T) => boolean): boolean =>
  chosen.length === 0 || chosen.some(isThere);

function hasText({ control }: ControlReading, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const text = [control.id, control.title, control.statement, control.owner, ...control.criteria].join('\n');
  return wanted === '' || text.toLowerCase().includes(wanted);
}

/** True when a control passes the filter. */
export function isShown(reading: ControlReading, filter: ControlFilter): boolean {
  const categories = categoriesOf(reading.control);
  return (
    holds(filter.categories, (category) => categories.has(category)) &&
    holds(filter.standings, (standing) => reading.reading === standing) &&
    holds(filter.statuses, (status) => reading.control.status === status) &&
    hasText(reading, filter.search)
  );
}

interface Numbered {
  readonly reading: ControlReading;
  readonly number: number;
}

/** The controls under their domains, in the order of the list; a folded domain keeps its head. */
export function matrixLines(
  readings: readonly ControlReading[],
  filter: ControlFilter,
  folded: ReadonlySet<string>,
): readonly MatrixLine[] {
  const domains = new Map<string, Numbered[]>();
  readings.forEach((reading, place) => {
    if (!isShown(reading, filter)) return;
    const { domain } = reading.control;
    domains.set(domain, [...(domains.get(domain) ?? []), { reading, number: place + 1 }]);
  });
  return [...domains].flatMap(([domain, controls]) => {
    const isOpen = !folded.has(domain);
    const words = standingCounts(controls.map(({ reading }) => reading));
    const head = { kind: 'domain', domain, words, isOpen } as const;
    return isOpen ? [head, ...controls.map((control) => ({ kind: 'control', ...control }) as const)] : [head];
  });
}
