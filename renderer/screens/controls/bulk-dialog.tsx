import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { Control } from '@shared/domain/control.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { type BulkDraft, bulkTexts, noBulk } from './bulk-edit.ts';
import { closeDialog, useControls } from './controls.store.ts';
import classes from './dialogs.module.css';
import { choicesOf } from './field-text.ts';
import { holdsWords } from './holds-from.ts';
import { sendEdits } from './matrix-edits.ts';
import { fieldName } from './matrix-fields.ts';
import { planOf } from './matrix-plan.ts';
import { chosenIds } from './matrix-selection.ts';

interface FieldsProps {
  readonly draft: BulkDraft;
  readonly change: (part: Partial<BulkDraft>) => void;
}

const asItIs = 'Leave as it is';

function Words({ draft, change }: FieldsProps) {
  return (
    <div className={classes.pair}>
      {(['owner', 'performer'] as const).map((field) => (
        <TextInput
          key={field}
          label={fieldName(field)}
          placeholder={asItIs}
          maxLength={120}
          value={draft[field] ?? ''}
          onChange={({ currentTarget: { value } }) => change({ [field]: value === '' ? undefined : value })}
          {...(field === 'owner' ? { 'data-autofocus': true } : {})}
        />
      ))}
      {(['frequency', 'status', 'nature', 'type', 'isKey'] as const).map((field) => (
        <Select
          key={field}
          label={fieldName(field)}
          placeholder={asItIs}
          data={[...choicesOf(field)]}
          value={draft[field] ?? null}
          clearable
          onChange={(value) => change({ [field]: value ?? undefined })}
        />
      ))}
    </div>
  );
}

function Lists({ draft, change, controls }: FieldsProps & { readonly controls: readonly Control[] }) {
  const { criteria, systems } = useControls((state) => state.names);
  const criterionChoices = criteria.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }));
  const systemChoices = systems.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }));
  const named = (of: 'criteria' | 'systems') => [...new Set(controls.flatMap((control) => control[of]))].sort();
  const lists = [
    { of: 'addCriteria', label: 'Add criteria', data: criterionChoices },
    { of: 'removeCriteria', label: 'Remove criteria', data: named('criteria') },
    { of: 'addSystems', label: 'Add systems', data: systemChoices },
    { of: 'removeSystems', label: 'Remove systems', data: named('systems') },
  ] as const;
  return (
    <div className={classes.pair}>
      {lists.map(({ of, label, data }) => (
        <MultiSelect
          key={of}
          label={label}
          data={[...data]}
          value={[...draft[of]]}
          searchable
          maxDropdownHeight={200}
          onChange={(ids) => change({ [of]: ids })}
        />
      ))}
    </div>
  );
}

/** Changes every selected control at once, as one step. */
export function BulkDialog() {
  const { names, holds, readings } = useControls();
  const ids = chosenIds();
  const controls = (readings ?? []).flatMap(({ control }) => (ids.includes(control.id) ? [control] : []));
  const [draft, setDraft] = useState(noBulk);
  const [isAsked, setAsked] = useState(false);
  const plan = planOf(bulkTexts(draft, controls), names);
  const isMissing = plan.needReason.length > 0;
  const change = (part: Partial<BulkDraft>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    setAsked(true);
    if (isMissing || plan.edits.length === 0) return false;
    await sendEdits(plan.edits);
    return true;
  };
  return (
    <FormDialog
      title={`Edit ${counted(controls.length, 'control')}`}
      submit={`Change ${counted(plan.edits.length, 'control')}`}
      size={620}
      onSubmit={submit}
      onClose={closeDialog}
    >
      <Words draft={draft} change={change} />
      {draft.status === 'not-applicable' ? (
        <Textarea
          label="Why they do not apply"
          description="The reason stands in every export."
          error={isAsked && isMissing ? 'A control is not applicable only with a reason.' : undefined}
          autosize
          minRows={2}
          maxLength={2000}
          value={draft.reason ?? ''}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      ) : null}
      <Lists draft={draft} change={change} controls={controls} />
      <p className="type-second text-3" role="status">
        {plan.edits.length === 0
          ? 'Nothing would change yet.'
          : `${counted(plan.cells.length, 'cell')} of ${counted(plan.edits.length, 'control')} would change; one undo takes all of it back. ${holdsWords(holds)}.`}
      </p>
    </FormDialog>
  );
}
