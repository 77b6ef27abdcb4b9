import type { Output } from '@shared/contract/contract.ts';

export type RawItem = NonNullable<Output<'finding.detail'>['raw']>;
export type RawLine = RawItem['lines'][number];

/** A line of the item, or how many lines were left out at this place. */
type ExcerptPart =
  | { readonly kind: 'line'; readonly line: RawLine }
  | { readonly kind: 'skip'; readonly lines: number; readonly before: number };

/** Lines shown on each side of a marked one. */
const around = 3;
/** Lines shown of an item in which nothing is marked. */
const opening = 12;

/** The marked lines of a raw item with their neighbours; what lies between is counted, never silently dropped. */
export function excerpt(lines: readonly RawLine[]): readonly ExcerptPart[] {
  const marked = lines.flatMap((line, place) => (line.isMarked ? [place] : []));
  const isShown = (place: number) =>
    marked.length === 0 ? place < opening : marked.some((at) => Math.abs(at - place) <= around);
  const parts: ExcerptPart[] = [];
  let skipped = 0;
  const closeGap = (before: number) => {
    if (skipped > 0) parts.push({ kind: 'skip', lines: skipped, before });
    skipped = 0;
  };
  lines.forEach((line, place) => {
    if (!isShown(place)) {
      skipped += 1;
      return;
    }
    closeGap(line.number);
    parts.push({ kind: 'line', line });
  });
  closeGap(lines.length + 1);
  return parts;
}
