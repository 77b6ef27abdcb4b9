import type { Output } from '@shared/contract/contract.ts';
import { go } from '../../../navigation.store.ts';
import { Time } from '../../../ui/time.tsx';
import classes from './detail.module.css';

type Detail = Output<'finding.detail'>;

function Declared({ detail }: { readonly detail: Detail }) {
  const [control, ...others] = detail.controls;
  if (control === undefined)
    return (
      <>
        <p>{detail.check.title}.</p>
        <span className={classes.source}>No control of this engagement names this check.</span>
      </>
    );
  return (
    <>
      <p>{control.statement}</p>
      <span className={classes.source}>
        {[control, ...others].map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="link type-mono-tag"
            title={title}
            onClick={() => go('controls', { id })}
          >
            {id}
          </button>
        ))}
        <span>{control.title}</span>
      </span>
    </>
  );
}

function Lived({ detail }: { readonly detail: Detail }) {
  const { row } = detail;
  return (
    <>
      {row.verdict === 'unknown' ? <p className={classes.notRead}>Not read</p> : null}
      <p>{row.because}</p>
      {row.capturedAt === null ? null : (
        <span className={classes.source}>
          Item captured <Time at={row.capturedAt} form="instant" />
        </span>
      )}
    </>
  );
}

/** What the client declares, beside what the cloud showed. */
export function DeclaredLived({ detail }: { readonly detail: Detail }) {
  return (
    <div className={classes.pair}>
      <section className={classes.declared} aria-label="Declared">
        <h3 className="type-label text-3">Declared</h3>
        <Declared detail={detail} />
      </section>
      <section className={classes.lived} data-state={detail.row.state} aria-label="Lived">
        <h3 className="type-label text-3">Lived</h3>
        <Lived detail={detail} />
      </section>
    </div>
  );
}
