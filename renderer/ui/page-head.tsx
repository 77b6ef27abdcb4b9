import type { ReactNode } from 'react';
import classes from './page-head.module.css';

interface PageHeadProps {
  readonly title: string;
  /** The second line, beside the title: what this screen speaks about. */
  readonly second?: ReactNode;
  /** Buttons at the right; at most one is `filled`. */
  readonly actions?: ReactNode;
}

/** The head of a screen, 56 px. */
export function PageHead({ title, second, actions }: PageHeadProps) {
  return (
    <header className={classes.head}>
      <h1 className="type-page">{title}</h1>
      {second === undefined ? null : <div className={classes.second}>{second}</div>}
      {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
