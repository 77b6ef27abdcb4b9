import { useMediaQuery } from '@mantine/hooks';
import type { Snapshot, Task } from '@shared/domain/collection.ts';
import { count } from '@shared/domain/words.ts';
import { type KeyboardEvent, useRef } from 'react';
import { lineAfter } from '../../ui/line-keys.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { periodWords } from '../../ui/scope-words.ts';
import { type GridLine, lineProps, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import { kindWords } from './collection-words.ts';
import classes from './collections.module.css';
import { TaskMark } from './task-mark.tsx';

const allColumns: readonly GridColumn[] = [
  { id: 'state', title: 'State', width: 112 },
  { id: 'file', title: 'File' },
  { id: 'kind', title: 'Kind', width: 168 },
  { id: 'items', title: 'Items', width: 64, align: 'right' },
  { id: 'captured', title: 'Items captured', width: 190 },
  { id: 'sha256', title: 'SHA-256', width: 112 },
];
/** A narrow window shows the hash beside the file in focus only. */
const fewColumns = allColumns.filter(({ id }) => id !== 'sha256');
const keys = 'Arrows or j and k move; the file in focus is shown at the right.';
const height = 28;
const heightOf = () => height;

interface FileLineProps {
  readonly hasHash: boolean;
  /** Longest name shown, in characters. */
  readonly nameLength: number;
  readonly grid: GridLine;
  readonly task: Task;
  readonly snapshot: Snapshot | undefined;
}

/** The name without its folders; the pane beside shows them. */
const fileName = (label: string): string => label.split('/').at(-1) ?? label;

/** From the earliest to the latest day an item was captured. */
function Captured({ snapshot: { earliestAt, latestAt } }: { readonly snapshot: Snapshot }) {
  if (earliestAt === null || latestAt === null) return 'Not stated';
  return (
    <span title={`${earliestAt} to ${latestAt} (UTC)`}>
      {periodWords({ from: earliestAt.slice(0, 10), to: latestAt.slice(0, 10) })}
    </span>
  );
}

function FileLine({ grid, task, snapshot, hasHash, nameLength }: FileLineProps) {
  return (
    <tr {...lineProps(grid, height)} className={classes.fileLine}>
      <td>
        <TaskMark state={task.state} word />
      </td>
      <td>
        <MonoId value={fileName(task.label)} max={nameLength} />
      </td>
      <td className="text-2">{snapshot === undefined ? '' : kindWords[snapshot.kind]}</td>
      <td className={classes.right}>{task.state === 'done' ? count(task.items) : ''}</td>
      <td className="text-2">{snapshot === undefined ? '' : <Captured snapshot={snapshot} />}</td>
      {hasHash ? <td>{snapshot === undefined ? '' : <MonoId value={snapshot.sha256} max={13} />}</td> : null}
    </tr>
  );
}

interface FileTableProps {
  readonly tasks: readonly Task[];
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** The task in focus, by id. */
  readonly focus: string | null;
  readonly onFocus: (id: string) => void;
}

/** Every file of an import, newest first: whether it was read, and what it brought. */
export function FileTable({ tasks, snapshots, focus, onFocus }: FileTableProps) {
  const grid = useRef<HTMLTableElement>(null);
  const hasHash = useMediaQuery('(min-width: 1400px)', true);
  const nameLength = useMediaQuery('(min-width: 1560px)', true) ? 48 : 30;
  const active = tasks.findIndex(({ id }) => id === focus);
  const focusLine = (line: number | null) => {
    const task = line === null ? undefined : tasks[line];
    if (task !== undefined) onFocus(task.id);
  };
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    const line = lineAfter(event, Math.max(active, 0), tasks.length, page);
    if (line === null) return;
    event.preventDefault();
    focusLine(line);
  };
  const row = (line: GridLine) => {
    const task = tasks[line.line];
    if (task === undefined) return null;
    const snapshot = task.snapshotId === null ? undefined : snapshots.get(task.snapshotId);
    return (
      <FileLine key={task.id} grid={line} task={task} snapshot={snapshot} hasHash={hasHash} nameLength={nameLength} />
    );
  };
  return (
    <VirtualTable
      id="files"
      label="Files of the import"
      description={keys}
      columns={hasHash ? allColumns : fewColumns}
      lines={tasks.length}
      heightOf={heightOf}
      row={row}
      active={active < 0 ? null : active}
      reveal={focus}
      minWidth={700}
      onKeyDown={onKeyDown}
      onLine={(line) => {
        focusLine(line);
        grid.current?.focus({ preventScroll: true });
      }}
      gridRef={grid}
    />
  );
}
