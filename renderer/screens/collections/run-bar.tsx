import type { Task, TaskState } from '@shared/domain/collection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { count, counted } from '@shared/domain/words.ts';
import { bytesWords } from '../../ui/words.ts';
import { taskCounts } from './collection-words.ts';
import classes from './collections.module.css';
import { TaskMark } from './task-mark.tsx';

const shown: readonly { readonly state: TaskState; readonly word: string }[] = [
  { state: 'done', word: 'read' },
  { state: 'running', word: 'being read' },
  { state: 'failed', word: 'not read' },
  { state: 'cancelled', word: 'cancelled' },
  { state: 'skipped', word: 'skipped' },
  { state: 'planned', word: 'waiting' },
];

interface RunBarProps {
  readonly tasks: readonly Task[];
  /** Bytes done and planned while the run lasts; null after it. */
  readonly bytes: { readonly done: number; readonly total: number } | null;
}

/** A run as a bar and in numbers: files done of planned, and each other state with its own sign. */
export function RunBar({ tasks, bytes }: RunBarProps) {
  const counts = taskCounts(tasks);
  const { there } = tally(tasks);
  const items = tasks.reduce((sum, task) => sum + task.items, 0);
  const size = tasks.reduce((sum, task) => sum + task.bytes, 0);
  const present = shown.filter(({ state }) => counts[state] > 0 || state === 'done');
  const words = present.map(({ state, word }) => `${counts[state]} ${word}`).join(', ');
  return (
    <div className={classes.run}>
      <div className={classes.progress} role="img" aria-label={`${words}, of ${counted(there, 'file')}.`}>
        {present
          .filter(({ state }) => state !== 'skipped')
          .map(({ state }) => (
            <i key={state} data-task={state} style={{ flexGrow: counts[state] }} />
          ))}
      </div>
      <div className={classes.numbers}>
        {present.map(({ state, word }) => (
          <span key={state}>
            <TaskMark state={state} />
            <b>{state === 'done' ? `${count(counts.done)} of ${count(there)}` : count(counts[state])}</b>
            {state === 'done' ? `${there === 1 ? 'file' : 'files'} read` : word}
          </span>
        ))}
        <span className={classes.push}>
          <b>{count(items)}</b>
          {items === 1 ? 'item' : 'items'}
        </span>
        <span>
          <b>{bytesWords(bytes === null ? size : bytes.done)}</b>
          {bytes === null ? 'read' : `of ${bytesWords(bytes.total)}`}
        </span>
      </div>
    </div>
  );
}
