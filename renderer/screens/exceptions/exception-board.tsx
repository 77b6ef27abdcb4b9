import type { ExceptionStatus } from '@shared/domain/exception.ts';
import { dayWords } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { type KeyboardEvent, useState } from 'react';
import { attempt } from '../../app.store.ts';
import type { ExceptionRow } from '../../exceptions/exceptions.store.ts';
import { MoveDialog } from '../../exceptions/move-dialog.tsx';
import { go } from '../../navigation.store.ts';
import { scoreWords, statusWords } from '../../ui/exception-words.ts';
import { Severity } from '../../ui/severity.tsx';
import { useRoute } from '../../use-route.ts';
import { boardColumns, cardAfter, refusalOf, statusBeside } from './board-columns.ts';
import { isSilent } from './exception-lines.ts';
import classes from './exceptions.module.css';
import { focusException, moveExceptions, useList } from './list.store.ts';

interface Moving {
  readonly id: string;
  readonly to: ExceptionStatus;
}

/** The dialog of a move begun on the board, once what it needs is read. */
function BoardMove({ id, to, onClose }: Moving & { readonly onClose: () => void }) {
  const answer = useRoute('exception.detail', { id });
  if (answer.state !== 'ready') return null;
  return (
    <MoveDialog
      detail={answer.value}
      to={to}
      onMove={async (said) => (await moveExceptions([id], said))[0] ?? null}
      onClose={onClose}
    />
  );
}

interface CardProps {
  readonly row: ExceptionRow;
  readonly onDrag: (id: string | null) => void;
  readonly onKey: (event: KeyboardEvent<HTMLButtonElement>, row: ExceptionRow) => void;
}

function Card({ row, onDrag, onKey }: CardProps) {
  const isHere = useList((state) => state.focus === row.exception.id);
  const { exception, severity, rubric, dueOn, isOverdue } = row;
  return (
    <li>
      <button
        type="button"
        id={`card-${exception.id}`}
        className={classes.card}
        aria-current={isHere || undefined}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', exception.id);
          onDrag(exception.id);
        }}
        onDragEnd={() => onDrag(null)}
        onFocus={() => focusException(exception.id)}
        onKeyDown={(event) => onKey(event, row)}
        onClick={() => go('exception', { id: exception.id })}
      >
        <span className={classes.cardHead}>
          <code className="type-mono">{exception.id}</code>
          <Severity level={severity.level} />
        </span>
        <span>{exception.title}</span>
        <small>
          <code className="type-mono-tag">{exception.controlId}</code>,{' '}
          {isSilent(row) ? 'no response yet' : scoreWords(rubric.score)}
          <span data-overdue={isOverdue || undefined}>
            {dueOn === null ? '' : `, due ${dayWords(dueOn)}`}
            {isOverdue ? ', overdue' : ''}
          </span>
        </small>
      </button>
    </li>
  );
}

/** Begins a move, or says above the screen why it cannot be. */
function useMoves(rows: readonly ExceptionRow[]) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const begin = (id: string, to: ExceptionStatus) => {
    const from = rows.find(({ exception }) => exception.id === id)?.exception.status;
    if (from === undefined || from === to) return;
    const refusal = refusalOf(from, to);
    if (refusal === null) setMoving({ id, to });
    else void attempt(`${id} was not moved.`, () => Promise.reject(new AppError('conflict', refusal)));
  };
  return { moving, begin, end: () => setMoving(null) };
}

/** The exceptions by their state. Cards are dragged, or moved with Shift and the arrows; every move asks what it needs. */
export function ExceptionBoard({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  const columns = boardColumns(rows);
  const [dragged, setDragged] = useState<string | null>(null);
  const { moving, begin, end } = useMoves(rows);
  const from = rows.find(({ exception }) => exception.id === dragged)?.exception.status;
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, { exception }: ExceptionRow) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    if (event.shiftKey) {
      const to = statusBeside(columns, exception.status, event.key === 'ArrowLeft' ? -1 : 1);
      if (to !== null && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) begin(exception.id, to);
      return;
    }
    document.getElementById(`card-${cardAfter(columns, exception.id, event.key)}`)?.focus();
  };
  return (
    <div className={classes.board}>
      {columns.map(({ status, rows: held }) => (
        <section
          key={status}
          aria-label={statusWords[status]}
          data-takes={(from !== undefined && refusalOf(from, status) === null) || undefined}
          onDragOver={(event) => (dragged === null ? undefined : event.preventDefault())}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) begin(dragged, status);
            setDragged(null);
          }}
        >
          <h2 className="type-section">
            {statusWords[status]} <span className="text-3 nums">{held.length}</span>
          </h2>
          <ul>
            {held.map((row) => (
              <Card key={row.exception.id} row={row} onDrag={setDragged} onKey={onKey} />
            ))}
          </ul>
        </section>
      ))}
      {moving === null ? null : <BoardMove {...moving} onClose={end} />}
    </div>
  );
}
