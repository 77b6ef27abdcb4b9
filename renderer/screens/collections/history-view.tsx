import type { Collection } from '@shared/domain/collection.ts';
import { attempt } from '../../app.store.ts';
import { goOn } from '../../live/go-on.ts';
import {
  cloudWords,
  goOnWords,
  isUnderWay,
  liveStateWords,
  runTitle,
  tasksLine,
  whoWords,
} from '../../live/live-words.ts';
import { go } from '../../navigation.store.ts';
import { Mark } from '../../ui/mark.tsx';
import { Time } from '../../ui/time.tsx';
import { runCounts, stateWords } from './collection-words.ts';
import classes from './history.module.css';

/** Whether a reader must know that something of a run is missing. */
export const isPartial = ({ state }: Pick<Collection, 'state'>): boolean => state !== 'done' && !isUnderWay(state);

/** How a run stands, in the words of its kind. */
export const runStateWords = ({ kind, state, tasks }: Collection): string =>
  kind === 'import' ? stateWords({ state, tasks }) : liveStateWords(state);

/** What a run read of what it planned, in the words of its kind. */
export const runLine = ({ kind, tasks }: Collection): string =>
  kind === 'import' ? runCounts(tasks) : tasksLine(tasks);

function Acts({ collection }: { readonly collection: Collection }) {
  const { run, id } = collection;
  const words = goOnWords(collection, Date.now());
  if (run === null || isUnderWay(collection.state)) return null;
  return (
    <>
      {words === null ? null : (
        <button
          type="button"
          className="link"
          onClick={() => void attempt('The run was not gone on with.', () => goOn(id, run.connection))}
        >
          {words}
        </button>
      )}
      <button type="button" className="link" onClick={() => go('connect', { id: run.connection, again: id })}>
        Run again
      </button>
    </>
  );
}

interface RunLineProps {
  readonly collection: Collection;
  readonly isShown: boolean;
  readonly onShow: (id: number) => void;
}

function RunLine({ collection, isShown, onShow }: RunLineProps) {
  const { id, kind, run, actor, startedAt } = collection;
  return (
    <tr data-shown={isShown || undefined}>
      <td>
        <button type="button" className="link" onClick={() => onShow(id)}>
          {runTitle(collection)}
        </button>
      </td>
      <td>
        {kind === 'import' ? 'Files' : cloudWords[kind]}
        {run === null ? null : <small>{run.connectionName}</small>}
      </td>
      <td>
        {actor}
        {run === null ? null : <small>{whoWords(collection)}</small>}
      </td>
      <td>
        <Time at={startedAt} form="instant" />
      </td>
      <td data-partial={isPartial(collection) || undefined}>
        {isPartial(collection) ? <Mark state="unknown" /> : null} {runLine(collection)}
        <small>{runStateWords(collection)}</small>
      </td>
      <td>
        <Acts collection={collection} />
      </td>
    </tr>
  );
}

interface HistoryViewProps {
  readonly collections: readonly Collection[];
  readonly shown: number;
  readonly onShow: (id: number) => void;
}

/** Every run of the engagement, newest first: what it was, who ran it, and what it could not read. */
export function HistoryView({ collections, shown, onShow }: HistoryViewProps) {
  return (
    <div className={classes.history}>
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">From</th>
            <th scope="col">Who</th>
            <th scope="col">Started</th>
            <th scope="col">Read</th>
            <th scope="col" aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {collections.map((collection) => (
            <RunLine key={collection.id} collection={collection} isShown={collection.id === shown} onShow={onShow} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
