import type { AuditException } from '@shared/domain/exception.ts';
import { go } from '../../navigation.store.ts';
import { statusWords } from '../../ui/exception-words.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Conclusion } from './conclusion.tsx';
import classes from './criteria.module.css';
import type { CriterionView } from './criteria-lines.ts';
import { countWords, evidenceWords } from './criteria-words.ts';

function Findings({ view: { reading } }: { readonly view: CriterionView }) {
  const { criterion, counts } = reading;
  const words = countWords(counts);
  return (
    <section className={classes.block}>
      <h3 className="type-section">Findings</h3>
      {words === '' ? (
        <p className="type-second text-3">No cloud check reads this criterion.</p>
      ) : (
        <button
          type="button"
          className={`link ${classes.counts}`}
          onClick={() => go('findings', { tab: 'all', filter: { criterion: criterion.id } })}
        >
          {words}
        </button>
      )}
    </section>
  );
}

function ControlLine({ control, reading, words }: CriterionView['controls'][number]) {
  const isOff = control.status === 'not-applicable';
  return (
    <li>
      <button type="button" className="link type-mono-tag" onClick={() => go('controls', { id: control.id })}>
        {control.id}
      </button>
      <span>
        {control.title}
        <small className={classes.controlSecond}>
          {isOff ? `Not applicable. ${control.reason ?? ''}` : words}
          {isOff || words !== '' ? '' : 'No cloud check reads it.'}
        </small>
      </span>
      {isOff ? <Mark state="not-applicable" /> : <Mark state={reading} />}
    </li>
  );
}

function Controls({ controls }: Pick<CriterionView, 'controls'>) {
  return (
    <section className={classes.block}>
      <h3 className="type-section">Controls</h3>
      {controls.length === 0 ? (
        <p className="type-second text-3">
          No control is mapped to it.{' '}
          <button type="button" className="link" onClick={() => go('controls')}>
            Open the matrix
          </button>
        </p>
      ) : (
        <ul className={classes.controls}>
          {controls.map((one) => (
            <ControlLine key={one.control.id} {...one} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** The exceptions that touch a criterion; none of them concludes on it. */
function Exceptions({ exceptions }: { readonly exceptions: readonly AuditException[] }) {
  if (exceptions.length === 0) return null;
  return (
    <section className={classes.block}>
      <h3 className="type-section">Exceptions</h3>
      <ul className={classes.controls}>
        {exceptions.map(({ id, title, status }) => (
          <li key={id}>
            <button type="button" className="link type-mono-tag" onClick={() => go('exception', { id })}>
              {id}
            </button>
            <span>
              {title}
              <small className={classes.controlSecond}>{statusWords[status]}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Related({ related }: Pick<CriterionView, 'related'>) {
  if (related.length === 0) return null;
  return (
    <section className={classes.block}>
      <h3 className="type-section">Related</h3>
      <p className="type-second text-3">In other frameworks. Related is not equivalent.</p>
      <ul className={classes.related}>
        {related.map((id) => (
          <li key={id}>{id}</li>
        ))}
      </ul>
    </section>
  );
}

interface CriterionPaneProps {
  readonly view: CriterionView | undefined;
  /** All of the engagement. */
  readonly exceptions: readonly AuditException[];
}

/** One criterion: its reading and the sentence behind it, a person's conclusion, findings, controls, exceptions, related ids. */
export function CriterionPane({ view, exceptions }: CriterionPaneProps) {
  if (view === undefined)
    return (
      <div className={classes.block}>
        <ListState kind="empty" title="No criterion in focus" text="Choose one to see what stands behind its word." />
      </div>
    );
  const { criterion, reading, because } = view.reading;
  return (
    <div className={classes.pane} key={criterion.id}>
      <header className={classes.paneHead}>
        <div className={classes.paneId}>
          <code className="type-mono">{criterion.id}</code>
          <Mark state={reading} word />
        </div>
        <h2 className="type-pane">{criterion.title}</h2>
        <p className="type-second text-3">
          {criterion.group} {criterion.groupTitle}
        </p>
      </header>
      <div className={classes.block}>
        <p>{because}</p>
        <p className="type-second text-3">{evidenceWords[criterion.cloudEvidence]}</p>
      </div>
      <Conclusion criterion={criterion.id} conclusion={view.conclusion} />
      <Findings view={view} />
      <Controls controls={view.controls} />
      <Exceptions exceptions={exceptions.filter(({ criteria }) => criteria.includes(criterion.id))} />
      <Related related={view.related} />
    </div>
  );
}
