import type { ReactNode } from 'react';
import classes from './engagement.module.css';

interface FieldProps {
  readonly label: string;
  /** Of the input that the label names; without one the field is a group. */
  readonly inputId?: string | undefined;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** A line of the form: its name at the left, what is typed at the right, a word of help under it. */
export function Field({ label, inputId, hint, children }: FieldProps) {
  const body = (
    <div className={classes.value}>
      {children}
      {hint === undefined ? null : <p className={classes.hint}>{hint}</p>}
    </div>
  );
  if (inputId !== undefined)
    return (
      <div className={classes.field}>
        <label className={classes.label} htmlFor={inputId}>
          {label}
        </label>
        {body}
      </div>
    );
  return (
    <fieldset className={classes.field} aria-label={label}>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      {body}
    </fieldset>
  );
}
