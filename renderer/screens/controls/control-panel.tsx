import type { Output } from '@shared/contract/contract.ts';
import { useMemo } from 'react';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { useRoute } from '../../use-route.ts';
import { DeclaredValues } from './declared-values.tsx';
import classes from './panel.module.css';
import { Checks } from './panel-checks.tsx';
import { Facts } from './panel-facts.tsx';
import { History } from './panel-history.tsx';
import { VersionList } from './version-list.tsx';

type Detail = Output<'control.detail'>;

function Body({ detail }: { readonly detail: Detail }) {
  const { control, reading } = detail.reading;
  const titles = useMemo(() => new Map(detail.checks.map(({ checkId, title }) => [checkId, title])), [detail.checks]);
  return (
    <>
      <div className={classes.head}>
        <code className="type-mono text-2">{control.id}</code>
        <Mark state={reading} word />
      </div>
      <h2 className={classes.title}>{control.title}</h2>
      <Facts detail={detail} />
      <VersionList key={control.id} control={control} />
      <p className={classes.tagLine}>
        {control.criteria.map((id) => (
          <span key={id} className="id-tag">
            {id}
          </span>
        ))}
      </p>
      <Checks checks={detail.checks} />
      <DeclaredValues key={control.id} control={control} parameters={detail.parameters} titles={titles} />
      {detail.related.length === 0 ? null : (
        <details className={classes.related}>
          <summary>Related in other frameworks, never equivalent ({detail.related.length})</summary>
          <ul>
            {detail.related.map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
        </details>
      )}
      <section className={classes.historyBlock}>
        <h3>History</h3>
        <History key={control.id} entries={detail.history} id={control.id} />
      </section>
    </>
  );
}

/** One control: how it stands and why, its wording through time, what it declares, and every change. */
export function ControlPanel({ id }: { readonly id: string }) {
  const answer = useRoute('control.detail', { id }, ['controls', 'findings']);
  const isOther = answer.state === 'ready' && answer.value.reading.control.id !== id;
  return (
    <div className={classes.panel}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The control could not be read" text={answer.error.message} />
      ) : answer.state === 'loading' || isOther ? (
        <ListState kind="loading" title="The control is being read" />
      ) : (
        <Body detail={answer.value} />
      )}
    </div>
  );
}
