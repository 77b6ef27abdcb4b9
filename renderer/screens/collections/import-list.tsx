import type { Collection } from '@shared/domain/collection.ts';
import { runTitle } from '../../live/live-words.ts';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import classes from './collections.module.css';
import { isPartial, runLine, runStateWords } from './history-view.tsx';

interface ImportListProps {
  readonly collections: readonly Collection[];
  readonly shown: number;
  readonly onShow: (id: number) => void;
}

/** Every run of the engagement, newest first. */
export function ImportList({ collections, shown, onShow }: ImportListProps) {
  return (
    <ul className={classes.imports} aria-label="Runs">
      {collections.map((collection) => (
        <li key={collection.id}>
          <button type="button" aria-current={collection.id === shown} onClick={() => onShow(collection.id)}>
            <span data-partial={isPartial(collection) || undefined}>
              {isPartial(collection) ? <Mark state="unknown" /> : null} {runTitle(collection)},{' '}
              {runStateWords(collection)}
            </span>
            <small>
              <Time at={collection.startedAt} form="instant" />
            </small>
            <small>{runLine(collection)}</small>
          </button>
        </li>
      ))}
    </ul>
  );
}
