import { type ReactNode, useEffect, useState } from 'react';
import classes from './list-state.module.css';
import { Mark } from './mark.tsx';

interface ListStateProps {
  readonly kind: 'empty' | 'loading' | 'partial' | 'error';
  readonly title: string;
  readonly text?: string | undefined;
  /** The first step out of this state, usually one button. */
  readonly action?: ReactNode;
}

/** True once `ms` have passed: quick answers show no skeleton at all. */
function useAfter(ms: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isOver;
}

function Loading({ title }: { readonly title: string }) {
  const isLate = useAfter(150);
  return (
    <div className={classes.state} aria-busy="true" role="status" aria-label={title}>
      {isLate
        ? [80, 64, 72].map((wide) => <div key={wide} className={classes.bone} style={{ width: `${wide}%` }} />)
        : null}
    </div>
  );
}

/** The four states of a list besides being full: what this is, what is missing or what happened, and the first step. */
export function ListState({ kind, title, text, action }: ListStateProps) {
  if (kind === 'loading') return <Loading title={title} />;
  return (
    <div className={classes.state} role={kind === 'error' ? 'alert' : undefined}>
      <p className={classes.title}>
        {kind === 'partial' ? <Mark state="unknown" /> : null}
        {kind === 'error' ? <Mark state="fail" /> : null}
        {title}
      </p>
      {text === undefined ? null : <p>{text}</p>}
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </div>
  );
}
