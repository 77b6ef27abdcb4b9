import type { Output } from '@shared/contract/contract.ts';

/** A group of the findings list: its sentence and how many findings stand under it. */
export type FindingGroup = Output<'finding.query'>['groups'][number];

/** One line of the list: the head of a group, or the finding at an offset of the list in group order. */
type ListLine =
  | { readonly kind: 'group'; readonly group: FindingGroup; readonly isOpen: boolean }
  | { readonly kind: 'finding'; readonly offset: number };

interface Span {
  readonly group: FindingGroup;
  readonly isOpen: boolean;
  /** Line of the head. */
  readonly line: number;
  /** Offset of the group's first finding. */
  readonly offset: number;
}

/** Which line of the list shows what. Lines count the heads and leave out what is folded; offsets count every finding. */
export interface RowIndex {
  readonly lines: number;
  readonly at: (line: number) => ListLine | undefined;
  /** The line of a finding; of the group's head while the group is folded. */
  readonly lineOf: (offset: number) => number;
  /** The offset of a line's finding; of the group's first one for a head. */
  readonly offsetOf: (line: number) => number | null;
  /** The group a finding stands in; null in a list without groups. */
  readonly groupOf: (offset: number) => FindingGroup | null;
}

function spansOf(groups: readonly FindingGroup[], folded: ReadonlySet<string>): readonly Span[] {
  const spans: Span[] = [];
  let line = 0;
  let offset = 0;
  for (const group of groups) {
    const isOpen = !folded.has(group.key);
    spans.push({ group, isOpen, line, offset });
    line += 1 + (isOpen ? group.count : 0);
    offset += group.count;
  }
  return spans;
}

/** The last span that starts at or before a place; spans are in order, so a binary search finds it. */
function spanBefore(spans: readonly Span[], place: number, by: 'line' | 'offset'): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span !== undefined && span[by] <= place) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

function flatIndex(total: number): RowIndex {
  return {
    lines: total,
    at: (line) => (line >= 0 && line < total ? { kind: 'finding', offset: line } : undefined),
    lineOf: (offset) => offset,
    offsetOf: (line) => (line >= 0 && line < total ? line : null),
    groupOf: () => null,
  };
}

function lineAt(span: Span | undefined, line: number): ListLine | undefined {
  if (span === undefined) return undefined;
  if (span.line === line) return { kind: 'group', group: span.group, isOpen: span.isOpen };
  return { kind: 'finding', offset: span.offset + line - span.line - 1 };
}

function offsetAt(span: Span | undefined, line: number): number | null {
  if (span === undefined) return null;
  return span.offset + Math.max(0, line - span.line - 1);
}

/** Lays a list of `total` findings out under its groups; a list without groups is flat. */
export function rowIndex(total: number, groups: readonly FindingGroup[], folded: ReadonlySet<string>): RowIndex {
  if (groups.length === 0) return flatIndex(total);
  const spans = spansOf(groups, folded);
  const last = spans.at(-1);
  const lines = last === undefined ? 0 : last.line + 1 + (last.isOpen ? last.group.count : 0);
  return {
    lines,
    at: (line) => (line < 0 || line >= lines ? undefined : lineAt(spanBefore(spans, line, 'line'), line)),
    lineOf: (offset) => {
      const span = spanBefore(spans, offset, 'offset');
      if (span === undefined) return 0;
      return span.isOpen ? span.line + 1 + offset - span.offset : span.line;
    },
    offsetOf: (line) => offsetAt(line < lines ? spanBefore(spans, line, 'line') : undefined, line),
    groupOf: (offset) => spanBefore(spans, offset, 'offset')?.group ?? null,
  };
}
