import { headSpans, type RegionColumn } from '@shared/domain/pictures/region-columns.ts';
import type { ReactNode } from 'react';

interface RegionHeadsProps {
  readonly columns: readonly RegionColumn[];
  /** What stands behind the last region, in the lowest level of the head. */
  readonly after?: ReactNode;
}

/** The head of a grid of regions in three levels: area, part, number. The first column is the rows' own. */
export function RegionHeads({ columns, after }: RegionHeadsProps) {
  const levels = [
    headSpans(
      columns,
      ({ area }) => area,
      () => '',
    ),
    headSpans(
      columns,
      ({ part }) => part,
      ({ area }) => area,
    ),
    columns.map(({ region, number }) => ({ key: region, words: number, columns: 1 })),
  ].filter((spans) => spans.some(({ words }) => words !== ''));
  return (
    <thead>
      {levels.map((spans, level) => (
        // The levels of a head have no name but their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: levels never move.
        <tr key={level} data-level={level + 3 - levels.length}>
          <td />
          {spans.map(({ key, words, columns: span }) => (
            <th
              key={key}
              scope={span > 1 ? 'colgroup' : 'col'}
              colSpan={span}
              title={words}
              aria-hidden={words === '' || undefined}
            >
              {words}
            </th>
          ))}
          {level === levels.length - 1 ? after : null}
        </tr>
      ))}
    </thead>
  );
}
