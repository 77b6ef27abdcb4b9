import type { Provenance } from '@shared/domain/collection.ts';
import { count, counted } from '@shared/domain/words.ts';
import { CopyWords } from '../../ui/copy-words.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { bytesWords } from '../../ui/words.ts';
import classes from './collections.module.css';

/** `2 s behind the server`: this machine's clock beside the cloud's own. */
function skewWords(seconds: number): string {
  if (Math.abs(seconds) < 1) return 'This clock agrees with the server.';
  return `This clock was ${counted(Math.abs(Math.round(seconds)), 'second')} ${seconds > 0 ? 'ahead of' : 'behind'} the server.`;
}

const pagesWords = ({ pages, isLastPageReached }: Provenance): string =>
  `${counted(pages, 'page')}, ${isLastPageReached ? 'the last one reached' : 'the last one not reached'}`;

function Requests({ ids }: { readonly ids: readonly string[] }) {
  if (ids.length === 0) return <>None stated by the cloud</>;
  return (
    <>
      <details>
        <summary>{counted(ids.length, 'request id')}</summary>
        <ul className={classes.ids}>
          {ids.map((id) => (
            <li key={id}>
              <MonoId value={id} max={36} />
            </li>
          ))}
        </ul>
      </details>
      <CopyWords value={ids.join('\n')} words="Copy the request ids" />
    </>
  );
}

function Answers({ answers }: Pick<Provenance, 'answers'>) {
  return (
    <ul className={classes.ids}>
      {answers.map(({ sha256, bytes }, page) => (
        // Two pages may be equal to the byte; their place tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: pages never move.
        <li key={page}>
          {page + 1}. <MonoId value={sha256} max={25} copy /> {bytesWords(bytes)}
        </li>
      ))}
    </ul>
  );
}

/** How a live answer came to be: enough to ask the same question again. */
export function ProvenanceFacts({ provenance }: { readonly provenance: Provenance }) {
  const { operation, parameters, principal, session, startedAt, endedAt, serverDate, skewSeconds } = provenance;
  return (
    <section>
      <h3 className="type-section">How it was read</h3>
      <dl className={classes.facts}>
        <dt>Operation</dt>
        <dd className="type-mono">{operation}</dd>
        <dt>Principal</dt>
        <dd>
          <MonoId value={principal} max={34} copy />
        </dd>
        <dt>Session</dt>
        <dd>{session === null ? 'Not named by this cloud' : <MonoId value={session} max={34} copy />}</dd>
        <dt>Started</dt>
        <dd>
          <Time at={startedAt} form="instant" />
        </dd>
        <dt>Ended</dt>
        <dd>
          <Time at={endedAt} form="instant" />
        </dd>
        <dt>Server</dt>
        <dd>
          {serverDate === null ? 'No date in the answer' : <Time at={serverDate} form="instant" />}
          {skewSeconds === null ? null : <small> {skewWords(skewSeconds)}</small>}
        </dd>
        <dt>Pages</dt>
        <dd>{pagesWords(provenance)}</dd>
        <dt>Requests</dt>
        <dd>
          <Requests ids={provenance.requestIds} />
        </dd>
        <dt>Secrets</dt>
        <dd>
          {provenance.redactions === 0
            ? 'None found'
            : `${count(provenance.redactions)} replaced by salted commitments before storing`}
        </dd>
        <dt>Versions</dt>
        <dd>
          Fieldwork {provenance.toolVersion}, rules {provenance.rulesVersion}
        </dd>
      </dl>
      <h3 className="type-section">Parameters</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable with the keyboard. */}
      <pre className={classes.parameters} tabIndex={0}>
        {JSON.stringify(parameters, null, 2)}
      </pre>
      <h3 className="type-section">Answers as they came, SHA-256</h3>
      <Answers answers={provenance.answers} />
    </section>
  );
}
