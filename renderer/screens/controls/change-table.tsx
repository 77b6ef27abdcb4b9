import type { ReactNode } from 'react';
import classes from './dialogs.module.css';

/** One change as a line: which control, which field, what stood there and what would. */
export interface ChangeLine {
  readonly key: string;
  readonly id: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

interface TableProps {
  readonly label: string;
  readonly heads: readonly string[];
  /** True for the table that has the keyboard when the dialog opens. */
  readonly isFirst?: boolean | undefined;
  readonly children: ReactNode;
}

/** A table in a dialog that scrolls by itself, also by the keyboard. */
export function DialogTable({ label, heads, isFirst, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reachable by the keyboard.
    <section className={classes.changes} aria-label={label} tabIndex={0} data-autofocus={isFirst || undefined}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** The changes a step would make, each before and after. */
export function ChangeTable({ label, changes }: { readonly label: string; readonly changes: readonly ChangeLine[] }) {
  return (
    <DialogTable label={label} heads={['Control', 'Field', 'Now', 'Then']} isFirst>
      {changes.map(({ key, id, field, before, after }) => (
        <tr key={key}>
          <td className={classes.nowrap}>
            <code className="type-mono">{id}</code>
          </td>
          <td className={classes.nowrap}>{field}</td>
          <td className={classes.before}>{before === '' ? 'Empty' : before}</td>
          <td className={classes.after}>{after === '' ? 'Empty' : after}</td>
        </tr>
      ))}
    </DialogTable>
  );
}
