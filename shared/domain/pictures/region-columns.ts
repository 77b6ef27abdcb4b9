/** A region code taken apart for a head of three lines: `us-east-1` is area `us`, part `east`, number `1`. */
export interface RegionColumn {
  readonly region: string;
  readonly area: string;
  readonly part: string;
  readonly number: string;
}

const codePattern = /^(.+?)-([a-z]+)-(\d+)$/;
const areas = ['us', 'ca', 'mx', 'sa', 'eu', 'il', 'me', 'af', 'ap'];

/** Takes a region code apart; a name of another shape, such as `westeurope`, stays whole. */
export function regionColumn(region: string): RegionColumn {
  const [, area, part, number] = codePattern.exec(region) ?? [];
  if (area === undefined || part === undefined || number === undefined)
    return { region, area: '', part: '', number: region === '' ? 'not stated' : region };
  return { region, area, part, number };
}

function rank({ region, area }: RegionColumn): number {
  if (region === 'global') return -1;
  const place = areas.indexOf(area);
  return place < 0 ? areas.length : place;
}

/** The regions of a grid in the order people know them: global, then by part of the world, then by name. */
export function regionColumns(regions: readonly string[]): readonly RegionColumn[] {
  return [...new Set(regions)]
    .map(regionColumn)
    .sort((a, b) => rank(a) - rank(b) || a.region.localeCompare(b.region, 'en', { numeric: true }));
}

/** A head cell over one or more columns. */
interface HeadSpan {
  readonly key: string;
  readonly words: string;
  readonly columns: number;
}

/** Neighbours with the same words under one head; `within` keeps `east` of `us` and `east` of `sa` apart. */
export function headSpans(
  columns: readonly RegionColumn[],
  words: (column: RegionColumn) => string,
  within: (column: RegionColumn) => string,
): readonly HeadSpan[] {
  const spans: HeadSpan[] = [];
  let open = '';
  for (const column of columns) {
    const key = `${within(column)} ${words(column)}`;
    const last = spans.at(-1);
    if (last !== undefined && key === open && words(column) !== '')
      spans[spans.length - 1] = { ...last, columns: last.columns + 1 };
    else spans.push({ key: column.region, words: words(column), columns: 1 });
    open = key;
  }
  return spans;
}
