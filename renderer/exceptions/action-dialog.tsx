import { Button, Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { Input } from '@shared/contract/contract.ts';
import { actionStatuses, type PlannedAction } from '@shared/domain/exception.ts';
import { useState } from 'react';
import { attempt } from '../app.store.ts';
import { FormDialog } from '../form-dialog.tsx';
import { DayInput } from '../ui/day-input.tsx';
import { actionStatusWords } from '../ui/exception-words.ts';
import { actionErrors, withAction, withoutAction } from './action-draft.ts';
import classes from './dialogs.module.css';

type Actions = Input<'exception.plan'>['actions'];

interface ActionDialogProps {
  readonly exceptionId: string;
  /** The plan of the exception as it stands. */
  readonly plan: readonly PlannedAction[];
  readonly action: PlannedAction;
  /** Actions of any exception that this one may wait for. */
  readonly others: readonly Pick<PlannedAction, 'id' | 'action'>[];
  /** Writes the whole plan of the exception; a refusal is thrown. */
  readonly onPlan: (actions: Actions) => Promise<unknown>;
  readonly onClose: () => void;
}

interface FieldsProps {
  readonly draft: PlannedAction;
  readonly errors: ReturnType<typeof actionErrors>;
  readonly onChange: (part: Partial<PlannedAction>) => void;
}

const asDay = (value: string): string | null => (value === '' ? null : value);

function Times({ draft, errors, onChange }: FieldsProps) {
  return (
    <div className={classes.columns}>
      <DayInput
        label="Start"
        isOptional
        value={draft.startOn ?? ''}
        onChange={(value) => onChange({ startOn: asDay(value) })}
      />
      <DayInput
        label="Due"
        isOptional
        value={draft.dueOn ?? ''}
        error={errors.dueOn}
        onChange={(value) => onChange({ dueOn: asDay(value) })}
      />
      <NumberInput
        label="Effort in person-days"
        size="xs"
        min={0}
        max={10_000}
        hideControls
        value={draft.effort ?? ''}
        onChange={(value) => onChange({ effort: typeof value === 'number' ? value : null })}
      />
    </div>
  );
}

function State({ draft, errors, onChange }: FieldsProps) {
  return (
    <div className={classes.columns}>
      <Select
        label="State"
        data={actionStatuses.map((value) => ({ value, label: actionStatusWords[value] }))}
        value={draft.status}
        allowDeselect={false}
        onChange={(value) => onChange({ status: actionStatuses.find((it) => it === value) ?? 'planned' })}
      />
      {draft.status === 'done' ? (
        <DayInput
          label="Done on"
          value={draft.doneOn ?? ''}
          error={errors.doneOn}
          onChange={(value) => onChange({ doneOn: asDay(value) })}
        />
      ) : null}
    </div>
  );
}

function Words({ draft, errors, onChange }: FieldsProps) {
  return (
    <>
      <Textarea
        label="What is done"
        value={draft.action}
        maxLength={2000}
        autosize
        minRows={1}
        data-autofocus
        error={errors.action}
        onChange={(event) => onChange({ action: event.currentTarget.value })}
      />
      <TextInput
        label="Owner"
        value={draft.owner}
        maxLength={120}
        onChange={(event) => onChange({ owner: event.currentTarget.value })}
      />
      <TextInput
        label="Test of success"
        description="What is true once it worked."
        value={draft.successTest}
        maxLength={2000}
        onChange={(event) => onChange({ successTest: event.currentTarget.value })}
      />
      <TextInput
        label="Evidence that will prove it"
        value={draft.proof}
        maxLength={2000}
        onChange={(event) => onChange({ proof: event.currentTarget.value })}
      />
    </>
  );
}

/** One action of the remediation plan: who does what by when, and what will prove it. */
export function ActionDialog({ exceptionId, plan, action, others, onPlan, onClose }: ActionDialogProps) {
  const [draft, setDraft] = useState(action);
  const [wasSent, setSent] = useState(false);
  const errors = wasSent ? actionErrors(draft) : {};
  const change = (part: Partial<PlannedAction>) => setDraft({ ...draft, ...part });
  const write = async (actions: readonly PlannedAction[]) => {
    await onPlan(actions.map((it) => ({ ...it, dependsOn: [...it.dependsOn] })));
    return true;
  };
  const send = async () => {
    setSent(true);
    if (Object.keys(actionErrors(draft)).length > 0) return false;
    return write(withAction(plan, { ...draft, doneOn: draft.status === 'done' ? draft.doneOn : null }));
  };
  const remove = () =>
    void attempt('The action was not removed.', () => write(withoutAction(plan, action.id))).then(onClose);
  const fields = { draft, errors, onChange: change };
  return (
    <FormDialog
      title={`${exceptionId}: ${action.id === '' ? 'a new action' : `action ${action.id}`}`}
      submit="Save"
      size={620}
      onSubmit={send}
      onClose={onClose}
    >
      <Words {...fields} />
      <Times {...fields} />
      <MultiSelect
        label="Waits for"
        data={others
          .filter(({ id }) => id !== action.id)
          .map((it) => ({ value: it.id, label: `${it.id} ${it.action}` }))}
        value={[...draft.dependsOn]}
        searchable
        placeholder={draft.dependsOn.length === 0 ? 'nothing' : ''}
        onChange={(dependsOn) => change({ dependsOn })}
      />
      <State {...fields} />
      <Checkbox
        label="Needed before the period starts"
        checked={draft.neededBeforePeriod}
        onChange={(event) => change({ neededBeforePeriod: event.currentTarget.checked })}
      />
      {action.id === '' ? null : (
        <div>
          <Button variant="subtle" onClick={remove}>
            Remove this action
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
