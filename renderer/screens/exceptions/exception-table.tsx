import { type KeyboardEvent, useMemo, useRef } from 'react';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { go } from '../../navigation.store.ts';
import { lineAfter } from '../../ui/line-keys.ts';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import { ExceptionTableLine, GroupLine, groupHeight, lineHeight } from './exception-line.tsx';
import { linesOf } from './exception-lines.ts';
import { focusException, fold, toggleSelected, useList } from './list.store.ts';

const columns: readonly GridColumn[] = [
  { id: 'select', title: '', width: 46 },
  { id: 'id', title: 'Exception', width: 76 },
  { id: 'title', title: 'What did not hold' },
  { id: 'control', title: 'Control', width: 84 },
  { id: 'kind', title: 'Kind', width: 80 },
  { id: 'severity', title: 'Severity', width: 98 },
  { id: 'status', title: 'State', width: 122 },
  { id: 'score', title: 'Response', width: 96 },
  { id: 'owner', title: 'Owner', width: 108 },
  { id: 'due', title: 'Due', width: 96 },
  { id: 'days', title: 'Days', width: 64, align: 'right' },
];
const keys = 'Arrows or j and k move, Enter opens, x selects.';

/** The exceptions as rows, in groups where asked. */
export function ExceptionTable({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  const { focus, selected, group, folded } = useList();
  const grid = useRef<HTMLTableElement>(null);
  const lines = useMemo(() => linesOf(rows, group, folded), [rows, group, folded]);
  const heightOf = useMemo(() => (line: number) => (lines[line]?.kind === 'group' ? groupHeight : lineHeight), [lines]);
  const active = lines.findIndex((line) => line.kind === 'row' && line.row.exception.id === focus);
  const focusLine = (line: number) => {
    const at = lines[line];
    if (at?.kind === 'row') focusException(at.row.exception.id);
  };
  /** Heads of groups are passed over: they are folded with the pointer or with the arrows left and right. */
  const nearestRow = (line: number, step: number): number =>
    lines[line]?.kind === 'group' ? nearestRow(line + step, step) : line;
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    if (event.key === 'Enter' && focus !== null) return go('exception', { id: focus });
    if (event.key === 'x' && focus !== null) return toggleSelected(focus);
    const line = lineAfter(event, Math.max(active, 0), lines.length, page);
    if (line === null) return;
    event.preventDefault();
    focusLine(nearestRow(line, line < active ? -1 : 1));
  };
  const onLine = (line: number) => {
    const at = lines[line];
    if (at?.kind === 'group') return fold(at.key);
    focusLine(line);
    grid.current?.focus({ preventScroll: true });
  };
  return (
    <VirtualTable
      id="exceptions"
      label="Exceptions"
      description={keys}
      columns={columns}
      lines={lines.length}
      heightOf={heightOf}
      row={(line) => {
        const at = lines[line.line];
        if (at === undefined) return null;
        if (at.kind === 'group') return <GroupLine key={at.key} grid={line} group={at} span={columns.length} />;
        const { id } = at.row.exception;
        return <ExceptionTableLine key={id} grid={line} row={at.row} isSelected={selected.has(id)} />;
      }}
      active={active < 0 ? null : active}
      reveal={focus}
      minWidth={1040}
      isMultiselectable
      onKeyDown={onKeyDown}
      onLine={onLine}
      onLineTwice={(line) => {
        const at = lines[line];
        if (at?.kind === 'row') go('exception', { id: at.row.exception.id });
      }}
      gridRef={grid}
    />
  );
}
