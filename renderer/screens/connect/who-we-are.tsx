import type { Identity } from '@shared/domain/collection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { counted } from '@shared/domain/words.ts';
import type { Connected } from '../../live/live.store.ts';
import { unitWords } from '../../live/live-words.ts';
import { Mark } from '../../ui/mark.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import classes from './connect.module.css';
import { endsWords } from './connect-words.ts';
import { useMinute } from './use-minute.ts';

function Ends({ at, now }: { readonly at: string | null; readonly now: number }) {
  if (at === null) return <span className="text-3">Not stated</span>;
  return (
    <>
      {endsWords(at, now)}
      <small>
        <Time at={at} form="instant" />
      </small>
    </>
  );
}

/** The session has a line of its own. */
const withoutSession = (principal: string, session: string | null): string =>
  session !== null && principal.endsWith(`/${session}`) ? principal.slice(0, -session.length - 1) : principal;

interface IdentityLineProps {
  readonly identity: Identity;
  readonly isDeclared: boolean;
  readonly now: number;
}

function IdentityLine({ identity, isDeclared, now }: IdentityLineProps) {
  const { account, accountName, principal, session, tenant } = identity;
  return (
    <tr>
      <td>
        <span className={classes.id}>
          <MonoId value={account} max={20} />
        </span>
        {accountName === '' ? null : <small>{accountName}</small>}
      </td>
      <td>
        <MonoId value={withoutSession(principal, session)} max={52} copy />
        {session === null ? null : <small>Session {session}: its name in the client’s own log</small>}
        {tenant === null ? null : <small>Tenant {tenant}</small>}
      </td>
      <td>
        <Ends at={identity.expiresAt} now={now} />
      </td>
      <td>
        {isDeclared ? (
          'In scope'
        ) : (
          <span className={classes.amber}>
            <Mark state="unknown" /> Not in the scope register
          </span>
        )}
      </td>
    </tr>
  );
}

/** `1 account is declared in scope and not reached: 111122223333. What is there stays unread.` */
function missingWords(missing: readonly string[], provider: Provider): string {
  const is = missing.length === 1 ? 'is' : 'are';
  return `${counted(missing.length, unitWords[provider])} ${is} declared in scope and not reached: ${missing.join(', ')}. What is there stays unread.`;
}

/** Whom the cloud takes us for, beside what the scope register declares: shown before anything is read. */
export function WhoWeAre({ connected, provider }: { readonly connected: Connected; readonly provider: Provider }) {
  const now = useMinute();
  const { identities, undeclared, missing, warnings } = connected;
  const outside = new Set(undeclared);
  const cautions = [...(missing.length === 0 ? [] : [missingWords(missing, provider)]), ...warnings];
  return (
    <section aria-labelledby="who-we-are">
      <h2 id="who-we-are" className="type-section">
        Who we are to the cloud <small className={classes.aside}>Nothing is read before you start it.</small>
      </h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{provider === 'aws' ? 'Account' : 'Subscription'}</th>
            <th scope="col">Principal</th>
            <th scope="col">Session</th>
            <th scope="col">Declared</th>
          </tr>
        </thead>
        <tbody>
          {identities.map((identity) => (
            <IdentityLine
              key={identity.account}
              identity={identity}
              isDeclared={!outside.has(identity.account)}
              now={now}
            />
          ))}
        </tbody>
      </table>
      {cautions.length === 0 ? null : (
        <ul className={classes.cautions} aria-label="Before you start">
          {cautions.map((words) => (
            <li key={words}>
              <Mark state="unknown" /> <span>{words}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
