import type { Collection } from '@shared/domain/collection.ts';
import { Time } from '../../ui/time.tsx';
import { runCounts, stateWords } from './collection-words.ts';
import classes from './collections.module.css';

interface ImportListProps {
  readonly collections: readonly Collection[];
  readonly shown: number;
  readonly onShow: (id: number) => void;
}

/** Every import of the engagement, newest first. */
export function ImportList({ collections, shown, onShow }: ImportListProps) {
  return (
    <ul className={classes.imports} aria-label="Imports">
      {collections.map(({ id, state, startedAt, tasks }) => (
        <li key={id}>
          <button type="button" aria-current={id === shown} onClick={() => onShow(id)}>
            <span>
              Import {id}, {stateWords({ state, tasks })}
            </span>
            <small>
              <Time at={startedAt} form="instant" />
            </small>
            <small>{runCounts(tasks)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
