import type { Output } from '@shared/contract/contract.ts';
import type { CheckReading, StateCounts } from '@shared/domain/reading.ts';
import { dayWords } from '@shared/domain/words.ts';
import { go } from '../../navigation.store.ts';
import { auditWords } from '../../ui/audit-words.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark, type MarkState } from '../../ui/mark.tsx';
import { useRoute } from '../../use-route.ts';
import { frequencyWords, natureWords, statusWords } from './control-words.ts';
import classes from './controls.module.css';

type Detail = Output<'control.detail'>;

/** The gravest state found: what a check's mark shows. */
function gravest(counts: StateCounts): MarkState {
  const order = ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const;
  return order.find((state) => counts[state] > 0) ?? 'silent';
}

const stateOrder = ['fail', 'lapsed', 'unknown', 'pass', 'not-applicable'] as const;
const stateNames = {
  fail: 'fail',
  lapsed: 'lapsed',
  unknown: 'unknown',
  pass: 'pass',
  'not-applicable': 'not applicable',
} as const;

/** `3 fail, 1 lapsed, 20 pass`; states without findings are left out. */
function findingCounts(counts: StateCounts): string {
  const parts = stateOrder.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${stateNames[state]}`]));
  return parts.length === 0 ? 'None yet' : parts.join(', ');
}

function CheckLine({ check }: { readonly check: CheckReading }) {
  return (
    <li className={classes.check}>
      <Mark state={gravest(check.counts)} />
      <button
        type="button"
        className={classes.checkLink}
        onClick={() => go('findings', { tab: 'all', filter: { check: check.checkId } })}
      >
        {check.sentence}
      </button>
    </li>
  );
}

function Facts({ detail }: { readonly detail: Detail }) {
  const { control, counts, words } = detail.reading;
  return (
    <dl className={classes.facts}>
      <dt>Owner</dt>
      <dd>{control.owner === '' ? 'None named' : control.owner}</dd>
      <dt>Nature</dt>
      <dd>{natureWords(control)}</dd>
      <dt>Runs</dt>
      <dd>
        {frequencyWords[control.frequency]}
        {control.targetCadence === control.frequency
          ? ''
          : `, usual is ${frequencyWords[control.targetCadence].toLowerCase()}`}
      </dd>
      <dt>Status</dt>
      <dd>
        {statusWords[control.status]}
        {control.reason === null ? '' : `. ${control.reason}`}
      </dd>
      <dt>Findings</dt>
      <dd>
        {control.checks.length === 0 ? (
          'No cloud check reads it'
        ) : (
          <button
            type="button"
            className="link"
            onClick={() => go('findings', { tab: 'all', filter: { control: control.id } })}
          >
            {findingCounts(counts)}
          </button>
        )}
      </dd>
      {words === '' ? null : (
        <>
          <dt>Period</dt>
          <dd>{words}</dd>
        </>
      )}
    </dl>
  );
}

function History({ entries }: { readonly entries: Detail['history'] }) {
  if (entries.length === 0) return <p className="type-second text-3">No change since the engagement was created.</p>;
  return (
    <ol className={classes.history}>
      {entries.map((entry) => (
        <li key={entry.seq}>
          {auditWords(entry.action)}
          <span>
            {dayWords(entry.at)}, by {entry.actor}, log entry {entry.seq}
          </span>
          {entry.reason === null ? null : <span>{entry.reason}</span>}
        </li>
      ))}
    </ol>
  );
}

function Body({ detail }: { readonly detail: Detail }) {
  const { control, reading } = detail.reading;
  return (
    <>
      <div className={classes.panelHead}>
        <code className="type-mono text-2">{control.id}</code>
        <Mark state={reading} word />
      </div>
      <h2 className={classes.panelTitle}>{control.title}</h2>
      <Facts detail={detail} />
      <section>
        <h3>Statement</h3>
        <p className={classes.statement}>{control.statement}</p>
        <p className={classes.tagLine}>
          {control.criteria.map((id) => (
            <span key={id} className="id-tag">
              {id}
            </span>
          ))}
        </p>
      </section>
      {detail.checks.length === 0 ? null : (
        <section>
          <h3>Checks</h3>
          <ul className={classes.checks}>
            {detail.checks.map((check) => (
              <CheckLine key={check.checkId} check={check} />
            ))}
          </ul>
        </section>
      )}
      {detail.related.length === 0 ? null : (
        <section>
          <h3>Related</h3>
          <ul className={classes.related}>
            {detail.related.map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
        </section>
      )}
      <section className={classes.historyBlock}>
        <h3>History</h3>
        <History entries={detail.history} />
      </section>
    </>
  );
}

/** One control: how it stands and why, its words, its checks, what other frameworks call it, and every change. */
export function ControlPanel({ id }: { readonly id: string }) {
  const answer = useRoute('control.detail', { id }, ['controls', 'findings']);
  return (
    <div className={classes.panel}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The control could not be read" text={answer.error.message} />
      ) : answer.state === 'loading' || answer.value.reading.control.id !== id ? (
        <ListState kind="loading" title="The control is being read" />
      ) : (
        <Body detail={answer.value} />
      )}
    </div>
  );
}
