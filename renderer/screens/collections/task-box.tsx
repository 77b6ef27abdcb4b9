import classes from './run.module.css';
import type { CellState } from './run-grid.ts';

/** The state of a place in the run's picture, in words. */
export const cellStateWords: Readonly<Record<CellState, string>> = {
  denied: 'denied',
  throttled: 'throttled out',
  failed: 'failed',
  retrying: 'trying again',
  absent: 'not available',
  stopped: 'recorder stopped',
  running: 'running',
  waiting: 'waiting',
  cancelled: 'cancelled',
  done: 'done',
};

const cross = <path d="M2.5 2.5l5 5M7.5 2.5l-5 5" />;
const bars = <path d="M3 2.2v5.6M7 2.2v5.6" />;
const signs: Readonly<Partial<Record<CellState, typeof cross>>> = {
  denied: cross,
  failed: cross,
  throttled: bars,
  retrying: bars,
};

interface TaskBoxProps {
  readonly state: CellState;
  /** The part that is read, 0 to 1; drawn while it runs. */
  readonly filled?: number | undefined;
  /** `cell` stands in the grid, `wide` in a strip, `count` before a number, `line` before a task. */
  readonly form: 'cell' | 'wide' | 'count' | 'line';
}

/** The state of a task as a box: quiet when read, coloured only while it runs or when it could not be read. */
export function TaskBox({ state, filled = 0.45, form }: TaskBoxProps) {
  const sign = form === 'line' ? undefined : signs[state];
  return (
    <span
      className={classes.box}
      data-state={state}
      data-form={form}
      aria-hidden="true"
      style={state === 'running' ? { backgroundSize: `${Math.round(filled * 100)}% 100%` } : undefined}
    >
      {sign === undefined ? null : (
        <svg
          width="10"
          height="10"
          viewBox="0 0 10 10"
          fill="none"
          stroke="var(--unknown-text)"
          strokeWidth="1.5"
          aria-hidden="true"
        >
          {sign}
        </svg>
      )}
    </span>
  );
}
