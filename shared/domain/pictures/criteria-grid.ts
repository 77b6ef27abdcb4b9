/** Sizes of a criteria grid, in any unit. `headSize` is the room for a group's name: beside its row, or above its column. */
export interface GridMeasure {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly cellGap: number;
  readonly groupGap: number;
  readonly headSize: number;
}

/** A rectangle of the grid; `id` is the criterion's or the group's. */
export interface GridShape {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface CriteriaGrid {
  readonly width: number;
  readonly height: number;
  readonly heads: readonly GridShape[];
  readonly cells: readonly GridShape[];
}

interface Member {
  readonly id: string;
  readonly group: string;
}

function places(members: readonly Member[]): readonly (Member & { readonly line: number; readonly step: number })[] {
  const groups = [...new Set(members.map(({ group }) => group))];
  const taken = new Map<string, number>();
  return members.map((member) => {
    const step = taken.get(member.group) ?? 0;
    taken.set(member.group, step + 1);
    return { ...member, line: groups.indexOf(member.group), step };
  });
}

/** One cell a criterion, one line a group, in the order given: lines run as `rows` (paper) or hang as `columns` (screen). */
export function criteriaGrid(members: readonly Member[], measure: GridMeasure, flow: 'rows' | 'columns'): CriteriaGrid {
  const { cellWidth, cellHeight, cellGap, groupGap, headSize } = measure;
  const isRows = flow === 'rows';
  const along = (isRows ? cellWidth : cellHeight) + cellGap;
  const across = (isRows ? cellHeight : cellWidth) + groupGap;
  const at = (id: string, far: number, line: number, length: number): GridShape =>
    isRows
      ? { id, x: far, y: line * across, width: length, height: cellHeight }
      : { id, x: line * across, y: far, width: cellWidth, height: length };
  const cells = places(members).map(({ id, line, step }) =>
    at(id, headSize + step * along, line, isRows ? cellWidth : cellHeight),
  );
  const heads = [...new Set(members.map(({ group }) => group))].map((group, line) => at(group, 0, line, headSize));
  const shapes = [...heads, ...cells];
  return {
    width: Math.max(0, ...shapes.map(({ x, width }) => x + width)),
    height: Math.max(0, ...shapes.map(({ y, height }) => y + height)),
    heads,
    cells,
  };
}
