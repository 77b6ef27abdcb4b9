import classes from './run.module.css';
import { cellWords, type RunAccount, type RunCell, wholeCell } from './run-grid.ts';
import { TaskBox } from './task-box.tsx';

interface SubjectStripProps {
  readonly account: RunAccount;
  readonly onCell: (cell: RunCell, words: string) => void;
}

/** One subscription: its subjects side by side. */
export function SubjectStrip({ account, onCell }: SubjectStripProps) {
  return (
    <ul className={classes.strip} aria-label={`Subjects of ${account.name || account.account}`}>
      {account.rows.map((row) => {
        const cell = wholeCell(row);
        const words = cellWords(row, account.name || account.account, '', cell).replace(' :', ':');
        return (
          <li key={row.key}>
            <button type="button" title={words} aria-label={words} onClick={() => onCell(cell, row.words)}>
              <TaskBox state={cell.state} filled={cell.filled} form="wide" />
              {row.words}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
