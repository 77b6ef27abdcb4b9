import type { TaskState } from '@shared/domain/collection.ts';
import { taskWords } from './collection-words.ts';
import classes from './collections.module.css';

const cross = <path d="M4 4l4 4M8 4l-4 4" stroke="var(--unknown-text)" strokeWidth="1.5" />;

/** The state of a task as a small box: filled when read, hatched amber with a cross when not. */
export function TaskMark({ state, word = false }: { readonly state: TaskState; readonly word?: boolean }) {
  return (
    <span className={classes.taskMark}>
      <svg
        className={classes.taskBox}
        data-task={state}
        width="12"
        height="12"
        viewBox="0 0 12 12"
        role={word ? undefined : 'img'}
        aria-label={word ? undefined : taskWords[state]}
        aria-hidden={word || undefined}
      >
        {state === 'failed' ? cross : null}
      </svg>
      {word ? <span>{taskWords[state]}</span> : null}
    </span>
  );
}
