import type { ItemCount, Snapshot, Task } from '@shared/domain/collection.ts';
import { type Stated, statedWords } from '@shared/domain/stated-place.ts';
import { count, counted } from '@shared/domain/words.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { bytesWords } from '../../ui/words.ts';
import { kindWords, taskWords } from './collection-words.ts';
import classes from './collections.module.css';
import { FileOrigin } from './file-origin.tsx';
import { standingWords } from './statement.ts';

/** Lines of a table of counts shown before the rest is only counted. */
const mostCounts = 60;

/** What a snapshot holds: its types and places, largest first. */
export function Counts({ counts }: { readonly counts: readonly ItemCount[] }) {
  if (counts.length === 0) return null;
  const largest = [...counts].sort((a, b) => b.items - a.items).slice(0, mostCounts);
  return (
    <section>
      <h3 className="type-section">What it holds</h3>
      <table className={classes.counts}>
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Place</th>
            <th scope="col" className={classes.right}>
              Items
            </th>
          </tr>
        </thead>
        <tbody>
          {largest.map(({ account, region, type, items }) => (
            <tr key={`${account} ${region} ${type}`}>
              <td>
                <MonoId value={type} max={24} />
              </td>
              <td>{[account || 'account not stated', region || 'region not stated'].join(' ')}</td>
              <td className={classes.right}>{count(items)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {counts.length > mostCounts ? (
        <p className="type-second text-3">
          {counted(counts.length - mostCounts, 'smaller line is', 'smaller lines are')} not shown here.
        </p>
      ) : null}
    </section>
  );
}

/** What a snapshot is: kind, standing, times, size and hash. */
export function SnapshotFacts({ snapshot, stated }: { readonly snapshot: Snapshot; readonly stated: Stated | null }) {
  const { earliestAt, latestAt } = snapshot;
  return (
    <dl className={classes.facts}>
      <dt>Kind</dt>
      <dd>{kindWords[snapshot.kind]}</dd>
      <dt>Items</dt>
      <dd>
        {counted(snapshot.items, 'item')}
        {snapshot.repeated === 0 ? '' : `, ${count(snapshot.repeated)} already brought by an earlier file`}
      </dd>
      <dt>Standing</dt>
      <dd>{standingWords(snapshot, stated)}</dd>
      {stated === null ? null : (
        <>
          <dt>Stated</dt>
          <dd>{statedWords(stated)}</dd>
        </>
      )}
      <dt>Earliest</dt>
      <dd>{earliestAt === null ? 'Not stated' : <Time at={earliestAt} form="instant" />}</dd>
      <dt>Latest</dt>
      <dd>{latestAt === null ? 'Not stated' : <Time at={latestAt} form="instant" />}</dd>
      <dt>{snapshot.provenance === null ? 'Imported' : 'Stored'}</dt>
      <dd>
        <Time at={snapshot.importedAt} form="instant" />
      </dd>
      <dt>Size</dt>
      <dd>
        {bytesWords(snapshot.bytes)}, {snapshot.encoding}
      </dd>
      <dt>SHA-256</dt>
      <dd>
        <MonoId value={snapshot.sha256} max={25} copy />
      </dd>
    </dl>
  );
}

interface FileDetailProps {
  readonly task: Task;
  readonly snapshot: Snapshot | undefined;
  /** Other imports of the same bytes. */
  readonly again: readonly number[];
  readonly stated: Stated | null;
}

/** One file: what it is, what it brought, and why it was not read when it was not. */
export function FileDetail({ task, snapshot, again, stated }: FileDetailProps) {
  return (
    <div className={classes.fileDetail}>
      <h2 className={classes.fileName}>
        <bdi>{task.label}</bdi>
      </h2>
      {task.reason === null ? null : <p className={classes.reason}>{task.reason}</p>}
      {snapshot === undefined ? (
        <p className="type-second text-3">
          {taskWords[task.state]}, {bytesWords(task.bytes)}.
        </p>
      ) : (
        <>
          <SnapshotFacts snapshot={snapshot} stated={stated} />
          {snapshot.notes.length === 0 ? null : (
            <ul className={classes.notes}>
              {snapshot.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          )}
          <FileOrigin key={snapshot.id} snapshot={snapshot} again={again} />
          <Counts counts={snapshot.counts} />
        </>
      )}
    </div>
  );
}
