import type { RegionColumn } from '@shared/domain/pictures/region-columns.ts';
import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { RegionHeads } from '../../ui/region-heads.tsx';
import { type Spot, spotAfter } from '../../ui/spot.ts';
import classes from './run.module.css';
import { accountLook, cellWords, type RunAccount, type RunCell, type RunRow } from './run-grid.ts';
import { TaskBox } from './task-box.tsx';

interface CellProps {
  readonly id: string;
  readonly row: RunRow;
  readonly account: string;
  readonly region: string;
  readonly spot: string;
  readonly isActive: boolean;
}

function Cell({ id, row, account, region, spot, isActive }: CellProps) {
  const cell = row.cells.get(region);
  if (cell === undefined)
    return <td id={id} data-spot={spot} data-active={isActive || undefined} aria-label="No task" />;
  const words = cellWords(row, account, region, cell);
  return (
    <td id={id} data-spot={spot} data-active={isActive || undefined} aria-label={words} title={words}>
      <TaskBox state={cell.state} filled={cell.filled} form="cell" />
    </td>
  );
}

function spotOf(target: EventTarget): Spot | null {
  const cell = target instanceof Element ? target.closest('td[data-spot]') : null;
  const [row, column] = cell instanceof HTMLElement ? (cell.dataset.spot ?? '').split(' ').map(Number) : [];
  return row === undefined || column === undefined ? null : { row, column };
}

interface TaskGridProps {
  readonly account: RunAccount;
  readonly columns: readonly RegionColumn[];
  /** The first account carries the names of the regions for all below it. */
  readonly hasHead: boolean;
  readonly onCell: (cell: RunCell, words: string) => void;
}

/** Widths in px: of the operations' names, and of a place at its narrowest and its widest. */
const headWidth = 150;
const narrowest = 30;
const widest = 52;

function TaskGridNow({ account, columns, hasHead, onCell }: TaskGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const { rows } = account;
  const idOf = ({ row, column }: Spot) => `run-${account.account}-${row}-${column}`;
  const choose = ({ row, column }: Spot) => {
    const line = rows[row];
    const region = columns[column]?.region ?? '';
    const cell = line?.cells.get(region);
    if (line !== undefined && cell !== undefined) onCell(cell, `${line.words}, ${account.account} ${region}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      choose(spot);
      return;
    }
    const next = spotAfter(event.key, spot, rows.length, columns.length);
    if (next === null) return;
    event.preventDefault();
    setSpot(next);
    document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a grid, and its cells follow.
      role="grid"
      className={classes.grid}
      aria-label={`Operations by region, ${account.account}. Enter shows the tasks of a place.`}
      aria-activedescendant={idOf(spot)}
      tabIndex={0}
      style={{
        minWidth: headWidth + columns.length * narrowest,
        maxWidth: headWidth + columns.length * widest,
      }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const clicked = spotOf(event.target);
        if (clicked === null) return;
        setSpot(clicked);
        choose(clicked);
      }}
    >
      <colgroup>
        <col style={{ width: headWidth }} />
        {columns.map(({ region }) => (
          <col key={region} style={region === 'global' ? { width: 44 } : undefined} />
        ))}
      </colgroup>
      {hasHead ? <RegionHeads columns={columns} /> : null}
      <tbody>
        {rows.map((row, line) => (
          <tr key={row.key}>
            <th scope="row">{row.words}</th>
            {columns.map(({ region }, column) => (
              <Cell
                key={region}
                id={idOf({ row: line, column })}
                row={row}
                account={account.account}
                region={region}
                spot={`${line} ${column}`}
                isActive={spot.row === line && spot.column === column}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const isSame = (before: TaskGridProps, now: TaskGridProps): boolean =>
  before.columns === now.columns &&
  before.hasHead === now.hasHead &&
  accountLook(before.account) === accountLook(now.account);

/** One account: operations by regions, each place the worst of its tasks. Drawn anew only when its look has changed. */
export const TaskGrid = memo(TaskGridNow, isSame);
