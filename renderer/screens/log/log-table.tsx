import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { count } from '@shared/domain/words.ts';
import { type KeyboardEvent, useCallback, useRef } from 'react';
import { auditWords } from '../../ui/audit-words.ts';
import { lineAfter } from '../../ui/line-keys.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { type GridLine, lineProps, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import classes from './log.module.css';
import { focusEntry, loadEntries, useLog } from './log.store.ts';

const columns: readonly GridColumn[] = [
  { id: 'seq', title: 'Entry', width: 76, align: 'right' },
  { id: 'at', title: 'Time', width: 194 },
  { id: 'what', title: 'What', width: 210 },
  { id: 'object', title: 'Object' },
  { id: 'actor', title: 'Who', width: 110 },
  { id: 'hash', title: 'Hash', width: 116 },
];
const keys = 'Arrows or j and k move; the entry in focus is shown at the right.';
const height = 28;
const heightOf = () => height;

interface LineProps {
  readonly grid: GridLine;
  readonly seq: number;
  readonly entry: AuditEntry | undefined;
}

function EntryLine({ grid, seq, entry }: LineProps) {
  return (
    <tr {...lineProps(grid, height)} className={classes.line} aria-busy={entry === undefined}>
      <td className={classes.seq}>{count(seq)}</td>
      {entry === undefined ? (
        <td colSpan={columns.length - 1}>
          <span className={classes.bone} />
        </td>
      ) : (
        <>
          <td>
            <Time at={entry.at} form="instant" />
          </td>
          <td>{auditWords(entry.action)}</td>
          <td className="text-2">
            {entry.objectType} <MonoId value={entry.objectId} max={36} />
          </td>
          <td className="text-2">{entry.actor}</td>
          <td className="text-2">
            <MonoId value={entry.entryHash} max={13} />
          </td>
        </>
      )}
    </tr>
  );
}

/** Every entry of the log, newest first. */
export function LogTable({ total }: { readonly total: number }) {
  const { entries, focus } = useLog();
  const grid = useRef<HTMLTableElement>(null);
  const onRange = useCallback((from: number, to: number) => void loadEntries(total - to, total - from), [total]);
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    const line = lineAfter(event, total - (focus ?? total), total, page);
    if (line === null) return;
    event.preventDefault();
    focusEntry(total - line);
  };
  const row = (line: GridLine) => {
    const seq = total - line.line;
    return <EntryLine key={seq} grid={line} seq={seq} entry={entries.get(seq)} />;
  };
  return (
    <VirtualTable
      id="log"
      label="Audit log"
      description={keys}
      columns={columns}
      lines={total}
      heightOf={heightOf}
      row={row}
      active={focus === null ? null : total - focus}
      reveal={focus}
      minWidth={840}
      onKeyDown={onKeyDown}
      onLine={(line) => {
        focusEntry(total - line);
        grid.current?.focus({ preventScroll: true });
      }}
      onRange={onRange}
      gridRef={grid}
    />
  );
}
