import type { CoverageCell } from '@shared/domain/coverage.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { count, counted } from '@shared/domain/words.ts';
import type { LiveTask } from '../../live/live-words.ts';
import { missingPolicy } from '../../live/missing-policy.ts';
import { go } from '../../navigation.store.ts';
import { CopyWords } from '../../ui/copy-words.tsx';
import classes from './not-read.module.css';
import { type NotReadGroup, notReadGroups } from './run-grid.ts';
import { cellStateWords, TaskBox } from './task-box.tsx';

const mostPlaces = 12;

function where({ places, words }: NotReadGroup): string {
  const [first = ''] = places;
  return places.length === 1 ? `${words}, ${first}` : `${words}, ${counted(places.length, 'place')}`;
}

function Line({ group }: { readonly group: NotReadGroup }) {
  const { state, permission, code, reason, tasks, places } = group;
  const more = places.length > mostPlaces ? `, and ${places.length - mostPlaces} more` : '';
  return (
    <tr>
      <td>
        <TaskBox state={state} form="line" />
      </td>
      <td title={`${places.slice(0, mostPlaces).join(', ')}${more}`}>
        {where(group)}
        <code className="type-mono">{state === 'denied' ? permission : code || permission}</code>
      </td>
      <td>{reason}</td>
      <td className={classes.right}>
        {state === 'retrying' ? 'pending' : `${counted(tasks, 'task')} ${cellStateWords[state]}`}
      </td>
    </tr>
  );
}

/** A recorder that stands still hides what changed since: nothing of its place is known to be as it is now. */
function StoppedLine({ cell }: { readonly cell: CoverageCell }) {
  return (
    <tr>
      <td>
        <TaskBox state="stopped" form="line" />
      </td>
      <td>
        {cell.account} {cell.region}
        <code className="type-mono">recording: false</code>
      </td>
      <td>{cell.because}</td>
      <td className={classes.right}>{count(cell.verdictsUnknown)} unknown</td>
    </tr>
  );
}

interface NotReadProps {
  readonly tasks: readonly LiveTask[];
  readonly stopped: readonly CoverageCell[];
  readonly provider: Provider;
  /** The name of an account or subscription; empty where the cloud gave none. */
  readonly nameOf: (account: string) => string;
}

/** What could not be read, why, and what the client adds so that it can be: written while the run reads. */
export function NotReadTable({ tasks, stopped, provider, nameOf }: NotReadProps) {
  const groups = notReadGroups(tasks, nameOf);
  if (groups.length === 0 && stopped.length === 0) return null;
  const denied = groups.filter(({ state }) => state === 'denied').map(({ permission }) => permission);
  const policy = missingPolicy(provider, denied);
  return (
    <section className={classes.notRead} aria-labelledby="not-read">
      <div className={classes.between}>
        <h2 id="not-read" className="type-section">
          Could not be read{' '}
          <small>
            These verdicts stay{' '}
            <button type="button" className="link" onClick={() => go('findings', { tab: 'unknown' })}>
              unknown
            </button>{' '}
            until a later collection reads them.
          </small>
        </h2>
        {policy === null ? null : <CopyWords value={policy} words="Copy the policy that is missing" />}
      </div>
      <table>
        <thead className={classes.unseen}>
          <tr>
            <th scope="col">Sign</th>
            <th scope="col">What, with the permission or the error</th>
            <th scope="col">Reason</th>
            <th scope="col">Tasks</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Line key={group.key} group={group} />
          ))}
          {stopped.map((cell) => (
            <StoppedLine key={`${cell.account} ${cell.region}`} cell={cell} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
