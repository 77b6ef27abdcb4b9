import type { ScopeCell, ScopeDifference, ScopeEvidence } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { statusWords } from '../../ui/exception-words.ts';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import { useRoute } from '../../use-route.ts';
import { ActButton } from './act-button.tsx';
import { actsOf } from './difference-acts.ts';
import { DifferenceMark } from './difference-mark.tsx';
import classes from './pane.module.css';
import { regionName, seenTitle, stanceWords } from './scope-words.ts';

/** The findings of an account and region; `global` and whole accounts are filtered alike. */
function toFindings(account: string, region: string | null): void {
  go('findings', { tab: 'all', filter: { account, ...(region === null || region === '' ? {} : { region }) } });
}

function Evidence({ evidence }: { readonly evidence: ScopeEvidence }) {
  const { words, snapshotId, itemSha256, capturedAt } = evidence;
  return (
    <li>
      <p>{words}</p>
      <dl className={classes.facts}>
        {capturedAt === null ? null : (
          <>
            <dt>Captured</dt>
            <dd>
              <Time at={capturedAt} form="instant" />
            </dd>
          </>
        )}
        {itemSha256 === null ? null : (
          <>
            <dt>SHA-256</dt>
            <dd>
              <MonoId value={itemSha256} max={25} copy />
            </dd>
          </>
        )}
        {snapshotId === null ? null : (
          <>
            <dt>Snapshot</dt>
            <dd>
              <MonoId value={snapshotId} max={25} copy />
            </dd>
          </>
        )}
      </dl>
    </li>
  );
}

/** What is declared beside what was seen, with the same grammar as a finding. */
function Pair({
  declared,
  seen,
  tone,
}: {
  readonly declared: [string, string];
  readonly seen: [string, string];
  readonly tone: string;
}) {
  return (
    <div className={classes.pair}>
      <section className={classes.declared} aria-label="Declared">
        <h3 className="type-label text-3">Declared</h3>
        <b>{declared[0]}</b>
        <p>{declared[1]}</p>
      </section>
      <section className={classes.seen} data-tone={tone} aria-label="Seen">
        <h3 className="type-label text-3">Seen</h3>
        <b>{seen[0]}</b>
        <p>{seen[1]}</p>
      </section>
    </div>
  );
}

function Decision({ difference }: { readonly difference: ScopeDifference }) {
  const { decision } = difference;
  const { main, second, more } = actsOf(difference);
  return (
    <section className={classes.block}>
      <h3 className="type-section">Decision</h3>
      {decision === null ? (
        <p className="type-second text-3">Nobody has decided this yet. Every decision asks for a reason.</p>
      ) : (
        <p className={classes.said}>
          {decision.kind === 'asked' ? 'The client was asked' : 'Accepted as it is'} by {decision.by},{' '}
          <Time at={decision.at} form="instant" />: {decision.reason}
        </p>
      )}
      <div className={classes.acts}>
        {[main, ...(second === null ? [] : [second]), ...more].map((act) => (
          <ActButton key={act} act={act} difference={difference} />
        ))}
      </div>
    </section>
  );
}

/** The exceptions that were raised from a difference. */
function Raised({ id }: { readonly id: string }) {
  const answer = useRoute('exception.list', {}, ['exceptions']);
  const raised =
    answer.state === 'ready'
      ? answer.value.rows.filter(({ exception }) =>
          exception.origins.some((origin) => origin.kind === 'scope-difference' && origin.id === id),
        )
      : [];
  if (raised.length === 0) return null;
  return (
    <section className={classes.block}>
      <h3 className="type-section">{counted(raised.length, 'exception')}</h3>
      {raised.map(({ exception }) => (
        <p key={exception.id} className={classes.said}>
          <button type="button" className="link type-mono-tag" onClick={() => go('exception', { id: exception.id })}>
            {exception.id}
          </button>{' '}
          {exception.title}, {statusWords[exception.status].toLowerCase()}
        </p>
      ))}
    </section>
  );
}

const tones = {
  'undeclared-account': 'fail',
  'undeclared-region': 'fail',
  'customer-data-outside': 'fail',
  'not-there': 'unknown',
  'not-read': 'unknown',
  'not-recorded': 'unknown',
} as const;

function PlaceHead({ account, region }: { readonly account: string; readonly region: string }) {
  return (
    <p className={classes.place}>
      <MonoId value={account} max={40} copy />
      <span>{region}</span>
    </p>
  );
}

/** One difference in full: declared beside seen, what follows, the decisions, and the items that show it. */
export function DifferencePane({ difference }: { readonly difference: ScopeDifference }) {
  const { kind, account, region, declared, seen, consequence, evidence } = difference;
  return (
    <div className={classes.pane}>
      <header className={classes.head}>
        <h2 className="type-pane">
          <DifferenceMark kind={kind} />
        </h2>
        <PlaceHead account={account} region={regionName(difference)} />
      </header>
      <Pair
        declared={[stanceWords[declared.stance], declared.words]}
        seen={[seenTitle(difference), seen.words]}
        tone={tones[kind]}
      />
      <section className={classes.block}>
        <h3 className="type-section">What follows</h3>
        <p className={classes.said}>{consequence}</p>
        {seen.firstSeenAt === null ? null : (
          <p className="type-second text-3">
            First seen <Time at={seen.firstSeenAt} form="instant" />
          </p>
        )}
        <button type="button" className="link" onClick={() => toFindings(account, region)}>
          Findings of this place
        </button>
      </section>
      <Decision difference={difference} />
      <Raised id={difference.id} />
      <section className={classes.block}>
        <h3 className="type-section">{counted(evidence.length, 'piece of evidence', 'pieces of evidence')}</h3>
        {evidence.length === 0 ? (
          <p className="type-second text-3">Nothing was read here, so there is no item to show.</p>
        ) : (
          <ul className={classes.evidence}>
            {evidence.map((one) => (
              <Evidence key={`${one.words} ${one.itemSha256}`} evidence={one} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

const declaredSentences = {
  in: 'The register names it as in scope.',
  excluded: 'The register leaves it out; the memo has the reason.',
  unused: 'The register names nothing here, so nothing should be here.',
  'not-named': 'The register does not name this account.',
} as const;

/** A place of the map without a difference of its own. */
export function PlacePane({ cell }: { readonly cell: ScopeCell }) {
  const { account, region, declared, seen, state, because } = cell;
  return (
    <div className={classes.pane}>
      <header className={classes.head}>
        <h2 className="type-pane">{state === 'agrees' ? 'Declared and seen agree' : 'Declared and seen differ'}</h2>
        <PlaceHead account={account} region={region || 'region not stated'} />
      </header>
      <Pair
        declared={[stanceWords[declared], declaredSentences[declared]]}
        seen={[seen === null ? 'Not read' : counted(seen, 'resource'), because]}
        tone={seen === null ? 'unknown' : 'none'}
      />
      <section className={classes.block}>
        {seen === null ? (
          <button type="button" className="link" onClick={() => go('collections', { view: 'coverage' })}>
            See what is missing
          </button>
        ) : (
          <button type="button" className="link" onClick={() => toFindings(account, region)}>
            Findings of this place
          </button>
        )}
      </section>
    </div>
  );
}
