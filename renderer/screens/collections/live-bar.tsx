import { VisuallyHidden } from '@mantine/core';
import { tally } from '@shared/domain/task-coverage.ts';
import { count } from '@shared/domain/words.ts';
import { type LiveTask, leftWords, tasksLine } from '../../live/live-words.ts';
import classes from './run.module.css';
import { type CellState, stateCounts } from './run-grid.ts';
import { TaskBox } from './task-box.tsx';

const shown: readonly { readonly state: CellState; readonly words: string }[] = [
  { state: 'running', words: 'running' },
  { state: 'waiting', words: 'waiting' },
  { state: 'denied', words: 'denied' },
  { state: 'retrying', words: 'throttled, trying again' },
  { state: 'throttled', words: 'throttled out' },
  { state: 'failed', words: 'failed' },
  { state: 'absent', words: 'not available' },
  { state: 'cancelled', words: 'cancelled' },
];

/** What is not there has no part of the bar, as it has none of the number before it. */
const ground = (state: CellState): 'done' | 'running' | 'waiting' | 'not-read' | null => {
  if (state === 'absent') return null;
  if (state === 'done' || state === 'running') return state;
  return state === 'waiting' || state === 'cancelled' ? 'waiting' : 'not-read';
};
const grounds = ['done', 'running', 'not-read', 'waiting'] as const;

interface LiveBarProps {
  readonly tasks: readonly LiveTask[];
  readonly secondsLeft: number | null;
  readonly isUnderWay: boolean;
  /** Places whose recorder is known to be stopped. */
  readonly stopped: number;
}

/** A live run as a bar and in numbers: tasks done of planned, and each other state with its own sign. */
export function LiveBar({ tasks, secondsLeft, isUnderWay, stopped }: LiveBarProps) {
  const counts = stateCounts(tasks);
  const items = tasks.reduce((sum, task) => sum + task.items, 0);
  const line = tasksLine(tasks);
  const { read, there } = tally(tasks);
  const widthOf = (wanted: (typeof grounds)[number]) =>
    [...counts].reduce((sum, [state, number]) => sum + (ground(state) === wanted ? number : 0), 0);
  const tenth = Math.floor((10 * read) / Math.max(1, there));
  return (
    <div className={classes.bar}>
      <div className={classes.progress} role="img" aria-label={`${line}.`}>
        {grounds.map((one) => (
          <i key={one} data-ground={one} style={{ flexGrow: widthOf(one) }} hidden={widthOf(one) === 0} />
        ))}
      </div>
      <div className={classes.numbers}>
        <span>
          <TaskBox state="done" form="count" />
          <b>
            {count(read)} of {count(there)}
          </b>
          {there === 1 ? 'task' : 'tasks'} done
        </span>
        {shown
          .filter(({ state }) => (counts.get(state) ?? 0) > 0)
          .map(({ state, words }) => (
            <span key={state}>
              <TaskBox state={state} form="count" />
              <b>{count(counts.get(state) ?? 0)}</b>
              {words}
            </span>
          ))}
        {stopped === 0 ? null : (
          <span>
            <TaskBox state="stopped" form="count" />
            <b>{count(stopped)}</b>
            {stopped === 1 ? 'recorder stopped' : 'recorders stopped'}
          </span>
        )}
        <span className={classes.push}>
          <b>{count(items)}</b>
          {items === 1 ? 'item' : 'items'}
        </span>
        {isUnderWay && secondsLeft !== null ? <span>{leftWords(secondsLeft)}</span> : null}
      </div>
      {/* Said at each tenth, not at each task. */}
      <VisuallyHidden role="status" key={isUnderWay ? tenth : 'ended'}>
        {line}
      </VisuallyHidden>
    </div>
  );
}
