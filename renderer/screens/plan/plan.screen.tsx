import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { ActionDialog } from '../../exceptions/action-dialog.tsx';
import { go } from '../../navigation.store.ts';
import { actionStatusWords } from '../../ui/exception-words.ts';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Severity } from '../../ui/severity.tsx';
import { useRoute } from '../../use-route.ts';
import { BurnDown } from './burn-down.tsx';
import classes from './plan.module.css';

type Plan = Output<'plan.get'>;
type PlanLine = Plan['lines'][number];

interface LineProps {
  readonly line: PlanLine;
  readonly onEdit: (line: PlanLine) => void;
}

function Line({ line, onEdit }: LineProps) {
  const { action, exceptionId, title, severity, isOverdue, touchesCustomerData } = line;
  return (
    <tr>
      <td>
        <button
          type="button"
          className="link type-mono"
          title={title}
          onClick={() => go('exception', { id: exceptionId })}
        >
          {exceptionId}
        </button>
        <small>{action.id.replace(`${exceptionId}-`, '')}</small>
      </td>
      <td>
        <button type="button" className={classes.action} onClick={() => onEdit(line)}>
          {action.action}
        </button>
        <small>{action.successTest === '' ? 'No test of success is named' : `Done when: ${action.successTest}`}</small>
      </td>
      <td>
        <Severity level={severity} word />
        {touchesCustomerData ? <small>Customer data</small> : null}
      </td>
      <td className={action.owner === '' ? 'text-3' : undefined}>{action.owner === '' ? 'Nobody' : action.owner}</td>
      <td>{action.startOn === null ? '' : dayWords(action.startOn)}</td>
      <td data-overdue={isOverdue || undefined}>
        {action.dueOn === null ? 'not set' : dayWords(action.dueOn)}
        {isOverdue ? <small>overdue</small> : action.neededBeforePeriod ? <small>before the period</small> : null}
      </td>
      <td className={classes.number}>{action.effort ?? ''}</td>
      <td>{action.dependsOn.join(', ')}</td>
      <td>{actionStatusWords[action.status]}</td>
    </tr>
  );
}

function Table({ lines }: Pick<Plan, 'lines'>) {
  const [edited, setEdited] = useState<PlanLine | null>(null);
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th className={classes.id}>Exception</th>
            <th>Action</th>
            <th className={classes.severity}>Severity</th>
            <th className={classes.owner}>Owner</th>
            <th className={classes.day}>Start</th>
            <th className={classes.day}>Due</th>
            <th className={`${classes.effort} ${classes.number}`}>Days</th>
            <th className={classes.waits}>Waits for</th>
            <th className={classes.state}>State</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.action.id} line={line} onEdit={setEdited} />
          ))}
        </tbody>
      </table>
      {edited === null ? null : (
        <ActionDialog
          exceptionId={edited.exceptionId}
          plan={lines.filter(({ exceptionId }) => exceptionId === edited.exceptionId).map(({ action }) => action)}
          action={edited.action}
          others={lines.map(({ action }) => action)}
          onPlan={(actions) => call('exception.plan', { id: edited.exceptionId, actions })}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function Whole({ plan }: { readonly plan: Plan }) {
  const [isTable, setTable] = useState(false);
  useShortcut('t', 'The burn-down as a table', () => setTable(!isTable));
  const overdue = plan.lines.filter(({ isOverdue }) => isOverdue).length;
  const open = plan.lines.filter(({ action }) => action.status !== 'done').length;
  useStatus([`${counted(plan.lines.length, 'action')}: ${open} open, ${overdue} overdue`]);
  if (plan.burnDown.length === 0)
    return (
      <ListState
        kind="empty"
        title="Nothing to remedy yet"
        text="The plan gathers the actions of every exception: who does what by when, and what will prove it."
        action={<Button onClick={() => go('exceptions')}>To the exceptions</Button>}
      />
    );
  return (
    <div className={classes.main}>
      <section>
        <div className={classes.sectionHead}>
          <h2 className="type-section">Exceptions still open</h2>
          <button type="button" className="link type-second" onClick={() => setTable(!isTable)}>
            {isTable ? 'As a picture' : 'As a table'} (t)
          </button>
        </div>
        <BurnDown points={plan.burnDown} isTable={isTable} />
      </section>
      <section>
        <h2 className="type-section">Actions, customer data first</h2>
        {plan.lines.length === 0 ? (
          <p className={classes.none}>No action is planned. Actions are added on the page of an exception.</p>
        ) : (
          <Table lines={plan.lines} />
        )}
      </section>
    </div>
  );
}

/** Every action of every exception: who does what by when, what waits for what, and how the open ones burn down. */
export function PlanScreen() {
  const answer = useRoute('plan.get', {}, ['exceptions', 'findings', 'scope', 'engagement']);
  useCrumb(null);
  return (
    <div className={classes.screen}>
      <PageHead title="Remediation plan" second="Who does what by when, and what will prove it." />
      {answer.state === 'ready' ? (
        <Whole plan={answer.value} />
      ) : answer.state === 'error' ? (
        <ListState
          kind="error"
          title="The plan could not be read"
          text={answer.error.message}
          action={<Button onClick={answer.reload}>Try again</Button>}
        />
      ) : (
        <ListState kind="loading" title="The plan is being read" />
      )}
    </div>
  );
}
