import type { Collection, TaskState } from '@shared/domain/collection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import { count, counted } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { minuteWords } from '../../ui/words.ts';
import classes from './overview.module.css';

const stateWords: Readonly<Record<Exclude<TaskState, 'done'>, string>> = {
  failed: 'Could not be read',
  denied: 'Denied',
  'throttled-out': 'Throttled out',
  skipped: 'Imported before, same bytes',
  cancelled: 'Cancelled',
  running: 'Being read',
  planned: 'Waiting',
};
const states = ['failed', 'denied', 'throttled-out', 'skipped', 'cancelled', 'running', 'planned'] as const;

function Facts({ collection }: { readonly collection: Collection }) {
  const { tasks } = collection;
  const number = (state: TaskState) => tasks.filter((task) => task.state === state).length;
  const isImport = collection.kind === 'import';
  const { read, there } = tally(tasks);
  const items = tasks.reduce((sum, task) => sum + task.items, 0);
  return (
    <button type="button" className={classes.collection} onClick={() => go('collections', { id: collection.id })}>
      <span className={classes.bar} aria-hidden="true">
        {read > 0 ? <span style={{ flexGrow: read, background: 'var(--ink-fill)' }} /> : null}
        {read < there ? <span className="hatch" style={{ flexGrow: there - read }} /> : null}
      </span>
      <span>
        <b>
          {count(read)} of {counted(there, isImport ? 'file' : 'task')} read
        </b>
        <span>{counted(items, 'item')}</span>
      </span>
      {states
        .filter((state) => number(state) > 0)
        .map((state) => (
          <span key={state}>
            {state === 'skipped' && !isImport ? 'Not available' : stateWords[state]} <span>{count(number(state))}</span>
          </span>
        ))}
      <span className="text-3">
        By {collection.actor}, Fieldwork {collection.toolVersion}
      </span>
    </button>
  );
}

/** What was brought in last, and what of it could not be read. */
export function LastCollection({ collection }: { readonly collection: Collection | null }) {
  return (
    <section aria-labelledby="last-collection">
      <div className={classes.titleRow}>
        <h2 id="last-collection" className={classes.title}>
          Last collection
        </h2>
        {collection === null ? null : (
          <span className={classes.aside}>{minuteWords(collection.endedAt ?? collection.startedAt)}</span>
        )}
      </div>
      {collection === null ? (
        <ListState
          kind="empty"
          title="No collection yet"
          text="Connect to a cloud, or drop files anywhere on this window to import them."
        />
      ) : (
        <Facts collection={collection} />
      )}
    </section>
  );
}
