import { useMediaQuery } from '@mantine/hooks';
import type { Snapshot, Task } from '@shared/domain/collection.ts';
import { type KeyboardEvent, useRef } from 'react';
import { lineAfter } from '../../ui/line-keys.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { type GridLine, lineProps, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import { count } from '../../ui/words.ts';
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
  readonly grid: GridLine;
  readonly task: Task;
  readonly snapshot: Snapshot | undefined;
}

/** From the earliest to the latest day an item was captured. */
function Captured({ snapshot: { earliestAt, latestAt } }: { readonly snapshot: Snapshot }) {
  if (earliestAt === null || latestAt === null) return 'Not stated';
  return (
    <>
      <Time at={earliestAt} form="day" /> to <Time at={latestAt} form="day" />
    </>
  );
}

function FileLine({ grid, task, snapshot, hasHash }: FileLineProps) {
  return (
    <tr {...lineProps(grid, height)} className={classes.fileLine}>
      <td>
        <TaskMark state={task.state} word />
      </td>
      <td>
        <MonoId value={task.label} max={30} />
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
    return <FileLine key={task.id} grid={line} task={task} snapshot={snapshot} hasHash={hasHash} />;
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
