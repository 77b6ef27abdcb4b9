import { type KeyboardEvent, useRef, useState } from 'react';
import { clockSeconds, type LiveTask, taskPlace, taskProgress } from '../../live/live-words.ts';
import { lineAfter } from '../../ui/line-keys.ts';
import { type GridLine, lineProps, VirtualTable } from '../../ui/virtual-table.tsx';
import type { GridColumn } from '../../ui/virtual-table-head.tsx';
import { stateOf } from './run-grid.ts';
import { TaskBox } from './task-box.tsx';
import classes from './task-list.module.css';

const columns: readonly GridColumn[] = [
  { id: 'task', title: 'Task, newest first' },
  { id: 'time', title: 'UTC', width: 88, align: 'right' },
];
const height = 36;
const heightOf = () => height;

function Line({
  grid,
  task,
  nameOf,
}: {
  readonly grid: GridLine;
  readonly task: LiveTask;
  readonly nameOf: (account: string) => string;
}) {
  const at = task.endedAt ?? task.call.startedAt;
  const second = `${taskPlace(task, nameOf)}, ${taskProgress(task)}`;
  return (
    <tr {...lineProps(grid, height)} className={classes.taskLine} data-state={stateOf(task)}>
      <td title={`${task.label}. ${second}${task.reason === null ? '' : `. ${task.reason}`}`}>
        <TaskBox state={stateOf(task)} form="line" />
        <span>{task.label}</span>
        <small>{second}</small>
      </td>
      <td className={classes.right}>{at === null ? '' : clockSeconds(at)}</td>
    </tr>
  );
}

interface TaskListProps {
  readonly tasks: readonly LiveTask[];
  readonly nameOf: (account: string) => string;
  readonly onOpen: (task: LiveTask) => void;
}

/** The tasks of a run, newest first. A click or Enter opens how one was read. */
export function TaskList({ tasks, nameOf, onOpen }: TaskListProps) {
  const grid = useRef<HTMLTableElement>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const active = tasks.findIndex(({ id }) => id === focus);
  const open = (line: number) => {
    const task = tasks[line];
    if (task !== undefined) onOpen(task);
  };
  const onKeyDown = (event: KeyboardEvent, page: number) => {
    if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      open(active);
      return;
    }
    const line = lineAfter(event, Math.max(active, 0), tasks.length, page);
    if (line === null) return;
    event.preventDefault();
    setFocus(tasks[line]?.id ?? null);
  };
  return (
    <VirtualTable
      id="tasks"
      label="Tasks of the run"
      description="Arrows or j and k move; Enter opens the task."
      columns={columns}
      lines={tasks.length}
      heightOf={heightOf}
      row={(line) => {
        const task = tasks[line.line];
        return task === undefined ? null : <Line key={task.id} grid={line} task={task} nameOf={nameOf} />;
      }}
      active={active < 0 ? null : active}
      reveal={focus}
      minWidth={200}
      onKeyDown={onKeyDown}
      onLine={open}
      gridRef={grid}
    />
  );
}
