import type { CoverageCell } from '@shared/domain/coverage.ts';
import { regionColumns } from '@shared/domain/pictures/region-columns.ts';
import { count } from '@shared/domain/words.ts';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { RegionHeads } from '../../ui/region-heads.tsx';
import { type Spot, spotAfter } from '../../ui/spot.ts';
import classes from './coverage.module.css';
import { cellGrid, cellWords, lookOf } from './coverage-look.ts';

interface CellProps {
  readonly id: string;
  readonly cell: CoverageCell;
  readonly isActive: boolean;
  readonly spot: Spot;
}

function Cell({ id, cell, isActive, spot }: CellProps) {
  const { ground, isPartial } = lookOf(cell);
  return (
    <td
      id={id}
      className={classes.cell}
      data-ground={ground}
      data-partial={isPartial || undefined}
      data-active={isActive || undefined}
      data-spot={`${spot.row} ${spot.column}`}
      aria-label={cellWords(cell)}
      title={cellWords(cell)}
    >
      {ground === 'seen' ? count(cell.resources) : null}
      {ground === 'nothing' ? <i /> : null}
      {ground === 'not-read' ? <Mark state="unknown" /> : null}
    </td>
  );
}

const start: Spot = { row: 0, column: 0 };

/** Widths in px: of the account names, and of the narrowest cell in which a number is legible. */
const headWidth = 190;
const narrowest = 44;

function spotOf(target: EventTarget): Spot | null {
  const cell = target instanceof Element ? target.closest('td[data-spot]') : null;
  const [row, column] = cell instanceof HTMLElement ? (cell.dataset.spot ?? '').split(' ').map(Number) : [];
  return row === undefined || column === undefined ? null : { row, column };
}

interface CoverageGridProps {
  /** `account` or `subscription`: what a row is. */
  readonly noun: string;
  readonly cells: readonly CoverageCell[];
  /** Null where the chosen cell stands in another grid. */
  readonly spot: Spot | null;
  readonly onSpot: (spot: Spot) => void;
}

/** The rows and columns of the grid, every place of it filled. */
export function useCoverageGrid(cells: readonly CoverageCell[]) {
  return useMemo(() => {
    const columns = regionColumns(cells.map(({ region }) => region));
    return {
      columns,
      rows: cellGrid(
        cells,
        columns.map(({ region }) => region),
      ),
    };
  }, [cells]);
}

/** Accounts by regions: a number for resources seen, a dot for read and nothing there, a hatch for not read. */
export function CoverageGrid({ noun, cells, spot, onSpot }: CoverageGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const { columns, rows } = useCoverageGrid(cells);
  const idOf = ({ row, column }: Spot) => `coverage-${noun}-${row}-${column}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const next =
      event.ctrlKey || event.metaKey || event.altKey
        ? null
        : spotAfter(event.key, spot ?? start, rows.length, columns.length);
    if (next === null) return;
    event.preventDefault();
    onSpot(next);
    document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <div className={classes.frame}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a grid, and its cells follow.
        role="grid"
        className={classes.grid}
        aria-label={`Resources seen, by ${noun} and region`}
        aria-activedescendant={idOf(spot ?? start)}
        tabIndex={0}
        style={{ minWidth: headWidth + columns.length * narrowest }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const clicked = spotOf(event.target);
          if (clicked !== null) onSpot(clicked);
          grid.current?.focus({ preventScroll: true });
        }}
      >
        <RegionHeads columns={columns} />
        <tbody>
          {rows.map(({ account, cells: line }, row) => (
            <tr key={account}>
              <th scope="row">
                <MonoId value={account || `${noun} not stated`} max={22} />
              </th>
              {line.map((cell, column) => (
                <Cell
                  key={cell.region}
                  id={idOf({ row, column })}
                  cell={cell}
                  isActive={spot?.row === row && spot.column === column}
                  spot={{ row, column }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
