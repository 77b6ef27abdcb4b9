import { Tooltip } from '@mantine/core';
import { type ScopeMap, type ScopeMapRow, scopeLook } from '@shared/domain/pictures/scope-map.ts';
import type { ScopeCell } from '@shared/domain/system.ts';
import { count, counted } from '@shared/domain/words.ts';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { middleTruncated } from '../../ui/middle-truncated.ts';
import { RegionHeads } from '../../ui/region-heads.tsx';
import { type Spot, spotAfter } from '../../ui/spot.ts';
import classes from './scope-map.module.css';
import { cellWords } from './scope-words.ts';

interface PlaceProps {
  readonly id: string;
  readonly isActive: boolean;
  readonly spot: Spot;
}

function Place({ id, isActive, spot, cell }: PlaceProps & { readonly cell: ScopeCell }) {
  const { ground, outline, sign, isPartial } = scopeLook(cell);
  return (
    <td
      id={id}
      className={classes.cell}
      data-ground={ground}
      data-outline={outline ?? undefined}
      data-partial={isPartial || undefined}
      data-global={cell.region === 'global' || undefined}
      data-active={isActive || undefined}
      data-spot={`${spot.row} ${spot.column}`}
      aria-label={cellWords(cell)}
    >
      {sign === 'number' ? count(cell.seen ?? 0) : null}
      {sign === 'dot' ? <i /> : null}
      {sign === 'not-read' ? <Mark state="unknown" /> : null}
    </td>
  );
}

const othersWords = ({ account }: ScopeMapRow, others: number): string =>
  `${account}: ${counted(others, 'other')}, regions neither declared nor read.`;

function Others({
  id,
  isActive,
  spot,
  row,
  others,
}: PlaceProps & { readonly row: ScopeMapRow; readonly others: number }) {
  return (
    <td
      id={id}
      className={classes.cell}
      data-ground="hatch"
      data-active={isActive || undefined}
      data-spot={`${spot.row} ${spot.column}`}
      aria-label={othersWords(row, others)}
    >
      <b className={classes.others}>{counted(others, 'other')}</b>
    </td>
  );
}

/** What the cell of a spot says; null outside the map. */
function spotWords({ rows, columns, others }: ScopeMap, { row, column }: Spot): string | null {
  const line = rows[row];
  const cell = line?.cells[column];
  if (cell !== undefined) return cellWords(cell);
  return line === undefined || column !== columns.length ? null : othersWords(line, others);
}

function spotOf(target: EventTarget): Spot | null {
  const cell = target instanceof Element ? target.closest('td[data-spot]') : null;
  const [row, column] = cell instanceof HTMLElement ? (cell.dataset.spot ?? '').split(' ').map(Number) : [];
  return row === undefined || column === undefined ? null : { row, column };
}

const idOf = (map: ScopeMap, { row, column }: Spot): string => `scope-${map.provider}-${row}-${column}`;

/** Widths in px. `narrowest` is that of a cell in which a number is legible, `named` that of a column with a whole name. */
const headWidth = 190;
const globalWidth = 56;
const othersWidth = 76;
const narrowest = 40;
const widest = 104;
const named = 110;

/** A map takes the width it can use: few columns do not become bars, and many scroll sideways. */
function widthOf({ columns, others }: ScopeMap) {
  const isSplit = columns.some(({ area }) => area !== '');
  const places = columns.filter(({ region }) => region !== 'global').length;
  const fixed = headWidth + globalWidth + (others > 0 ? othersWidth : 0);
  if (!isSplit) return { width: fixed + places * named };
  return { width: `min(100%, ${fixed + places * widest}px)`, minWidth: fixed + places * narrowest };
}

interface MapRowProps {
  readonly map: ScopeMap;
  readonly row: ScopeMapRow;
  readonly line: number;
  readonly spot: Spot;
}

function MapRow({ map, row, line, spot }: MapRowProps) {
  const place = (column: number): PlaceProps => ({
    id: idOf(map, { row: line, column }),
    isActive: spot.row === line && spot.column === column,
    spot: { row: line, column },
  });
  return (
    <tr>
      <th scope="row">
        <code className="type-mono" title={row.account}>
          {middleTruncated(row.account, 14) || 'account not stated'}
        </code>
        <small className="ellipsis">{row.name === row.account ? '' : row.name}</small>
      </th>
      {row.cells.map((cell, column) => (
        <Place key={cell.region} cell={cell} {...place(column)} />
      ))}
      {map.others > 0 ? <Others row={row} others={map.others} {...place(map.columns.length)} /> : null}
    </tr>
  );
}

interface ScopeMapGridProps {
  readonly map: ScopeMap;
  /** A null cell asks for the regions that have no column. */
  readonly onOpen: (account: string, cell: ScopeCell | null) => void;
}

/** The accounts of one cloud by region. Arrows walk it in two directions, Enter opens a place. */
export function ScopeMapGrid({ map, onOpen }: ScopeMapGridProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [tip, setTip] = useState<Spot | null>(null);
  const { rows, columns, others } = map;
  const hasOthers = others > 0;
  const open = ({ row, column }: Spot) => {
    const line = rows[row];
    setTip(null);
    if (line !== undefined) onOpen(line.account, line.cells[column] ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') open(spot);
    const next = spotAfter(event.key, spot, rows.length, columns.length + (hasOthers ? 1 : 0));
    if (next === null && event.key !== 'Enter') return;
    event.preventDefault();
    if (next === null) return;
    setSpot(next);
    setTip(next);
    document.getElementById(idOf(map, next))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const words = tip === null ? null : spotWords(map, tip);
  return (
    <div className={classes.frame}>
      {tip === null || words === null ? null : (
        <Tooltip opened position="bottom" target={`#${idOf(map, tip)}`} label={words} />
      )}
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: ARIA in HTML lets a table be a grid, and its cells follow.
        role="grid"
        className={classes.grid}
        aria-label={`Resources seen, by ${map.provider === 'aws' ? 'AWS account' : 'Azure subscription'} and region`}
        aria-activedescendant={idOf(map, spot)}
        tabIndex={0}
        style={widthOf(map)}
        onKeyDown={onKeyDown}
        onBlur={() => setTip(null)}
        onMouseOver={(event) => setTip(spotOf(event.target))}
        onFocus={() => setTip(spot)}
        onMouseLeave={() => setTip(null)}
        onClick={(event) => {
          const clicked = spotOf(event.target);
          grid.current?.focus({ preventScroll: true });
          if (clicked === null) return;
          setSpot(clicked);
          open(clicked);
        }}
      >
        <colgroup>
          <col style={{ width: headWidth }} />
          {columns.map(({ region }) => (
            <col key={region} style={region === 'global' ? { width: globalWidth } : undefined} />
          ))}
          {hasOthers ? <col style={{ width: othersWidth }} /> : null}
        </colgroup>
        <RegionHeads columns={columns} after={hasOthers ? <th scope="col">others</th> : null} />
        <tbody>
          {rows.map((row, line) => (
            <MapRow key={row.account} map={map} row={row} line={line} spot={spot} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the grounds, outlines and signs of the map mean; a place seen in part only where the map has one. */
export function ScopeLegend({ cells }: { readonly cells: readonly ScopeCell[] }) {
  return (
    <ul className={classes.legend}>
      <li>
        <span className={classes.cell} data-ground="in" /> declared in
      </li>
      <li>
        <span className={classes.cell} data-ground="plain">
          <i />
        </span>{' '}
        declared out, read, nothing there
      </li>
      <li>
        <span className={classes.cell} data-ground="plain" data-outline="undeclared" /> seen, not declared
      </li>
      <li>
        <span className={classes.cell} data-ground="in" data-outline="not-there" /> declared, not seen
      </li>
      {cells.some((cell) => scopeLook(cell).isPartial) ? (
        <li>
          <span className={classes.cell} data-ground="in" data-partial /> seen, not all recorded
        </li>
      ) : null}
      <li>
        <span className={classes.cell} data-ground="hatch" /> not read
      </li>
    </ul>
  );
}
