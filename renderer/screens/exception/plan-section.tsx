import type { PlannedAction } from '@shared/domain/exception.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { useState } from 'react';
import { ActionDialog } from '../../exceptions/action-dialog.tsx';
import { newAction } from '../../exceptions/action-draft.ts';
import { useExceptions } from '../../exceptions/exceptions.store.ts';
import { actionStatusWords } from '../../ui/exception-words.ts';
import classes from './exception.module.css';
import { type Detail, step } from './exception.store.ts';

const timesOf = ({ startOn, dueOn, doneOn, effort, neededBeforePeriod }: PlannedAction): string =>
  [
    startOn === null ? '' : `from ${dayWords(startOn)}`,
    dueOn === null ? 'no day set' : `due ${dayWords(dueOn)}`,
    doneOn === null ? '' : `done ${dayWords(doneOn)}`,
    effort === null ? '' : counted(effort, 'person-day'),
    neededBeforePeriod ? 'before the period starts' : '',
  ]
    .filter((it) => it !== '')
    .join(', ');

function Action({ action, onEdit }: { readonly action: PlannedAction; readonly onEdit: () => void }) {
  return (
    <li>
      <button type="button" className={classes.action} onClick={onEdit}>
        <span>{action.action}</span>
        <small>
          {actionStatusWords[action.status]}, {action.owner === '' ? 'nobody' : action.owner}, {timesOf(action)}
        </small>
      </button>
    </li>
  );
}

/** The actions that remedy this exception. */
export function PlanSection({ detail }: { readonly detail: Detail }) {
  const [edited, setEdited] = useState<PlannedAction | null>(null);
  const rows = useExceptions((state) => state.rows);
  const { id, plan } = detail.row.exception;
  const others = (rows ?? [detail.row]).flatMap(({ exception }) => exception.plan);
  return (
    <section className={classes.plan} aria-label="Remediation plan">
      <div className={classes.planHead}>
        <h3>Plan</h3>
        <button type="button" className="link type-second" onClick={() => setEdited(newAction)}>
          Add an action
        </button>
      </div>
      {plan.length === 0 ? (
        <p className="type-second text-3">No action is planned yet: who does what by when, and what will prove it.</p>
      ) : (
        <ul>
          {plan.map((action) => (
            <Action key={action.id} action={action} onEdit={() => setEdited(action)} />
          ))}
        </ul>
      )}
      {edited === null ? null : (
        <ActionDialog
          exceptionId={id}
          plan={plan}
          action={edited}
          others={others}
          onPlan={(actions) => step('exception.plan', { id, actions })}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
