import { controlStatuses, frequencies } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { type ControlFilter, type FilterFacts, isShown } from './control-filter.ts';
import type { ControlNames } from './control-names.ts';
import { standingCounts, standingOrder } from './control-words.ts';
import { columnText } from './field-text.ts';
import type { EditableField, MatrixField } from './matrix-fields.ts';

/** What is being typed into a cell, before it is saved. */
interface Draft {
  readonly field: EditableField;
  readonly text: string;
}

/** A control with its number in the whole list. */
export interface ControlLine {
  readonly kind: 'control';
  readonly reading: ControlReading;
  readonly number: number;
  readonly draft?: Draft | undefined;
}

/** The head of a domain with the standing of its controls in words. */
export interface DomainLine {
  readonly kind: 'domain';
  readonly domain: string;
  readonly words: string;
  readonly isOpen: boolean;
}

/** One line of the matrix. */
export type MatrixLine = ControlLine | DomainLine;

/** One column that the lines are sorted by. */
export interface MatrixSort {
  readonly field: MatrixField;
  readonly isDescending: boolean;
}

/** What decides which lines stand where. */
export interface Layout {
  readonly filter: ControlFilter;
  readonly facts: FilterFacts;
  readonly folded: ReadonlySet<string>;
  readonly sort: readonly MatrixSort[];
  readonly names: ControlNames;
}

/** The key of a line: the control's id, or its domain. */
export const lineId = (line: MatrixLine): string =>
  line.kind === 'control' ? line.reading.control.id : `domain ${line.domain}`;

/** The place of a line; -1 when it is not shown. */
export const placeOf = (lines: readonly MatrixLine[], id: string): number =>
  lines.findIndex((line) => lineId(line) === id);

/** The controls of the lines, in their order. */
export const controlLines = (lines: readonly MatrixLine[]): readonly ControlLine[] =>
  lines.filter((line) => line.kind === 'control');

type Compare = (a: ControlReading, b: ControlReading) => number;

const byOrder =
  <T>(order: readonly T[], of: (reading: ControlReading) => T): Compare =>
  (a, b) =>
    order.indexOf(of(a)) - order.indexOf(of(b));

const collator = new Intl.Collator('en', { numeric: true });

/** Words with an order of their own are sorted by it, the rest as text. */
function comparing(field: MatrixField, names: ControlNames): Compare {
  switch (field) {
    case 'standing':
      return byOrder(standingOrder, ({ reading }) => reading);
    case 'frequency':
    case 'targetCadence':
      return byOrder(frequencies, ({ control }) => control[field]);
    case 'status':
      return byOrder(controlStatuses, ({ control }) => control.status);
    case 'checks':
      return (a, b) => a.control.checks.length - b.control.checks.length;
    default:
      return (a, b) => collator.compare(columnText(a, field, names), columnText(b, field, names));
  }
}

function sorted(
  lines: readonly ControlLine[],
  sort: readonly MatrixSort[],
  names: ControlNames,
): readonly ControlLine[] {
  const compares = sort.map(({ field, isDescending }): Compare => {
    const compare = comparing(field, names);
    return isDescending ? (a, b) => compare(b, a) : compare;
  });
  const order: Compare = (a, b) => compares.reduce((found, compare) => (found === 0 ? compare(a, b) : found), 0);
  return lines.toSorted((a, b) => order(a.reading, b.reading));
}

/** The controls under their domains, which stand in the order in which they first come. */
function byDomain(readings: readonly ControlReading[]): readonly ControlReading[] {
  const domains = [...new Set(readings.map(({ control }) => control.domain))];
  return readings.toSorted((a, b) => domains.indexOf(a.control.domain) - domains.indexOf(b.control.domain));
}

function underDomains(shown: readonly ControlLine[], folded: ReadonlySet<string>): readonly MatrixLine[] {
  const domains = [...new Set(shown.map(({ reading }) => reading.control.domain))];
  return domains.flatMap((domain) => {
    const of = shown.filter(({ reading }) => reading.control.domain === domain);
    const words = standingCounts(of.map(({ reading }) => reading));
    const isOpen = !folded.has(domain);
    const head: MatrixLine = { kind: 'domain', domain, words, isOpen };
    return isOpen ? [head, ...of] : [head];
  });
}

/** The lines of the matrix: under their domains in the order of the list, or sorted by columns without heads. */
export function matrixLines(readings: readonly ControlReading[], layout: Layout): readonly MatrixLine[] {
  const { filter, facts, folded, sort, names } = layout;
  // Numbers follow the whole list under its domains, whatever is filtered or sorted.
  const shown = byDomain(readings).flatMap((reading, place) =>
    isShown(reading, filter, facts) ? [{ kind: 'control', reading, number: place + 1 } as const] : [],
  );
  return sort.length === 0 ? underDomains(shown, folded) : sorted(shown, sort, names);
}
