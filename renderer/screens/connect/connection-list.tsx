import type { Connection } from '@shared/domain/connection.ts';
import { cloudWords } from '../../live/live-words.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import classes from './connect.module.css';
import { reachWords } from './connect-words.ts';

interface ConnectionListProps {
  readonly connections: readonly Connection[];
  readonly shown: string;
  /** The connection with the open session. */
  readonly connectedTo: string | undefined;
  readonly onShow: (id: string) => void;
}

/** Every connection of the engagement. */
export function ConnectionList({ connections, shown, connectedTo, onShow }: ConnectionListProps) {
  return (
    <ul className={classes.list} aria-label="Connections" onKeyDown={arrowFocus}>
      {connections.map((connection) => (
        <li key={connection.id}>
          <button type="button" data-arrow aria-current={connection.id === shown} onClick={() => onShow(connection.id)}>
            <span>{connection.name}</span>
            <small>
              {cloudWords[connection.provider]}
              {connection.id === connectedTo ? ', session open' : ''}
            </small>
            <small className="ellipsis" title={reachWords(connection)}>
              {reachWords(connection)}
            </small>
          </button>
        </li>
      ))}
    </ul>
  );
}
