import { type ExceptionRow, useExceptions } from '../../exceptions/exceptions.store.ts';
import { go } from '../../navigation.store.ts';
import { statusWords } from '../../ui/exception-words.ts';

/** The exceptions raised against a control, the withdrawn ones too. */
export function useRaisedAgainst(controlId: string): readonly ExceptionRow[] {
  const rows = useExceptions((state) => state.rows);
  return rows?.filter(({ exception }) => exception.controlId === controlId) ?? [];
}

/** Exceptions with their states; each leads to its page. */
export function ExceptionLinks({ rows }: { readonly rows: readonly ExceptionRow[] }) {
  return rows.map(({ exception: { id, title, status } }) => (
    <div key={id}>
      <button type="button" className="link" title={title} onClick={() => go('exception', { id })}>
        {id}
      </button>
      , {statusWords[status].toLowerCase()}
    </div>
  ));
}
