import type { Output } from '@shared/contract/contract.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { count, counted, listed } from '@shared/domain/words.ts';
import { missingPolicy } from '../../live/missing-policy.ts';
import { CopyWords } from '../../ui/copy-words.tsx';
import { Mark } from '../../ui/mark.tsx';
import classes from './connect.module.css';
import { secondsWords } from './connect-words.ts';

type Estimate = Output<'collection.plan'>;

function Reads({ reads }: { readonly reads: Estimate['reads'] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">What would be read</th>
          <th scope="col">Permission</th>
          <th scope="col" className={classes.right}>
            Tasks
          </th>
          <th scope="col" className={classes.right}>
            Calls
          </th>
        </tr>
      </thead>
      <tbody>
        {reads.map(({ operation, label, permission, tasks, calls }) => (
          <tr key={`${operation} ${label} ${permission}`}>
            <td>{label}</td>
            <td>
              <code className="type-mono">{permission}</code>
            </td>
            <td className={classes.right}>{count(tasks)}</td>
            <td className={classes.right}>{count(calls)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const mostPlaces = 3;

function placesWords(places: readonly string[]): string {
  const rest = places.length - mostPlaces;
  return listed(rest > 0 ? [...places.slice(0, mostPlaces), counted(rest, 'place more', 'places more')] : places);
}

function Missing({ missing, provider }: { readonly missing: Estimate['missing']; readonly provider: Provider }) {
  const policy = missingPolicy(
    provider,
    missing.map(({ permission }) => permission),
  );
  return (
    <section aria-label="Missing permissions">
      <div className={classes.between}>
        <h3 className="type-section">
          Missing permissions{' '}
          <small className={classes.aside}>Tried with the cheapest call of each. What they hide stays unknown.</small>
        </h3>
        {policy === null ? null : <CopyWords value={policy} words="Copy the policy that is missing" />}
      </div>
      <ul className={classes.cautions}>
        {missing.map(({ permission, operation, places, reason }) => (
          <li key={`${permission} ${operation} ${reason}`}>
            <Mark state="unknown" />
            <span>
              <code className="type-mono">{permission}</code> in {placesWords(places)}. {reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Unreachable({ unreachable }: { readonly unreachable: Estimate['unreachable'] }) {
  return (
    <section aria-label="Places that did not answer">
      <h3 className="type-section">Places that did not answer</h3>
      <ul className={classes.cautions}>
        {unreachable.map(({ account, region, reason }) => (
          <li key={`${account} ${region} ${reason}`}>
            <Mark state="unknown" />
            <span>
              <code className="type-mono">
                {account} {region}
              </code>{' '}
              {reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a run would read, how long it takes and what it may not read. Nothing of it is kept. */
export function DryRun({ estimate, provider }: { readonly estimate: Estimate; readonly provider: Provider }) {
  const { tasks, calls, seconds, reads, missing, unreachable } = estimate;
  return (
    <section className={classes.dry} aria-labelledby="dry-run" aria-live="polite">
      <h2 id="dry-run" className="type-section">
        Dry run <small className={classes.aside}>Nothing was read into the engagement.</small>
      </h2>
      <p>
        <b>{counted(tasks, 'task')}</b>, {counted(calls, 'call')} at least,{' '}
        {seconds === null ? 'of unknown length: nothing answered' : secondsWords(seconds)}.{' '}
        {missing.length === 0 && unreachable.length === 0 ? 'Every permission that was tried is there.' : null}
      </p>
      {missing.length === 0 ? null : <Missing missing={missing} provider={provider} />}
      {unreachable.length === 0 ? null : <Unreachable unreachable={unreachable} />}
      <Reads reads={reads} />
    </section>
  );
}
