import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { dataClasses, type System, systemKinds } from '@shared/domain/system.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { changeScope } from '../../scope.store.ts';
import { Segments } from '../../ui/segments.tsx';
import classes from './dialogs.module.css';
import { LocationsField } from './locations-field.tsx';
import { closeDialog } from './scope-ui.store.ts';
import { dataClassWords, systemKindWords } from './scope-words.ts';
import { type DraftErrors, draftErrors, draftOf, fieldsOf, isCloud, type SystemDraft, whyOf } from './system-draft.ts';

interface FieldsProps {
  readonly draft: SystemDraft;
  readonly errors: DraftErrors;
  readonly change: (part: Partial<SystemDraft>) => void;
}

const kinds = systemKinds.map((value) => ({ value, label: systemKindWords[value] }));
const dataClassChoices = dataClasses.map((value) => ({ value, label: dataClassWords[value] }));
const identifierLabels: Readonly<Partial<Record<System['kind'], string>>> = {
  'aws-account': 'Account number',
  'azure-subscription': 'Subscription id',
};

function WhatItIs({ draft, errors, change }: FieldsProps) {
  return (
    <div className={classes.fields}>
      <Select
        label="Kind"
        data={kinds}
        value={draft.kind}
        onChange={(kind) => change({ kind: systemKinds.find((one) => one === kind) ?? draft.kind })}
        allowDeselect={false}
      />
      <TextInput
        label="Name"
        value={draft.name}
        error={errors.name}
        maxLength={120}
        onChange={(event) => change({ name: event.currentTarget.value })}
        data-autofocus
      />
      <TextInput
        label={identifierLabels[draft.kind] ?? 'Identifier'}
        description={isCloud(draft) ? undefined : 'Address, tenant or name that tells it apart; may be empty.'}
        value={draft.identifier}
        error={errors.identifier}
        maxLength={400}
        onChange={(event) => change({ identifier: event.currentTarget.value })}
      />
      <TextInput
        label="Owner"
        description={isCloud(draft) ? undefined : 'Role or name.'}
        value={draft.owner}
        maxLength={120}
        onChange={(event) => change({ owner: event.currentTarget.value })}
      />
      <Select
        label="Data class"
        data={dataClassChoices}
        value={draft.dataClass}
        onChange={(value) => change({ dataClass: dataClasses.find((one) => one === value) ?? draft.dataClass })}
        allowDeselect={false}
      />
      <Checkbox
        className={classes.alone}
        label="Handles customer data"
        checked={draft.handlesCustomerData}
        onChange={(event) => change({ handlesCustomerData: event.currentTarget.checked })}
      />
    </div>
  );
}

const stanceChoices = [
  { value: 'in', label: 'In scope' },
  { value: 'excluded', label: 'Left out' },
] as const;

function InOrOut({ draft, errors, change }: FieldsProps) {
  return (
    <div className={classes.stacked}>
      <Segments label="In or out" data={stanceChoices} value={draft.stance} onChange={(stance) => change({ stance })} />
      <Textarea
        label={draft.stance === 'in' ? 'Why it is in scope' : 'Why it is left out'}
        value={draft.reason}
        error={errors.reason}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
    </div>
  );
}

const methods = [
  { value: 'carve-out', label: 'Carve-out' },
  { value: 'inclusive', label: 'Inclusive' },
] as const;

function Expectations({ draft, change }: Omit<FieldsProps, 'errors'>) {
  if (draft.kind !== 'subservice' && draft.userControls === '') return null;
  return (
    <div className={classes.stacked}>
      {draft.kind === 'subservice' ? (
        <>
          <Segments label="Method" data={methods} value={draft.method} onChange={(method) => change({ method })} />
          <Textarea
            label="Controls expected of it (CSOCs)"
            description="One to a line."
            value={draft.expected}
            autosize
            minRows={2}
            onChange={(event) => change({ expected: event.currentTarget.value })}
          />
        </>
      ) : null}
      <Textarea
        label="Controls the user entity must have (CUECs)"
        description="One to a line."
        value={draft.userControls}
        autosize
        minRows={2}
        onChange={(event) => change({ userControls: event.currentTarget.value })}
      />
    </div>
  );
}

interface SystemDialogProps {
  /** Null for a new one. */
  readonly system: System | null;
  readonly systems: readonly System[];
  /** Regions in which something was seen in this account, to choose from. */
  readonly regionsSeen: (account: string) => readonly string[];
}

/** Adds a line to the register or changes one; both are the next version of the memo. */
export function SystemDialog({ system, systems, regionsSeen }: SystemDialogProps) {
  const [draft, setDraft] = useState<SystemDraft>(() => draftOf(system));
  const [wasSent, setSent] = useState(false);
  const found = draftErrors(
    draft,
    systems.filter(({ id }) => id !== system?.id),
  );
  const send = async () => {
    setSent(true);
    if (Object.keys(found).length > 0) return false;
    const edit = { kind: 'put', id: system?.id ?? null, system: fieldsOf(draft) } as const;
    await changeScope('scope.edit', { edits: [edit], reason: whyOf(draft, system === null) });
    return true;
  };
  const fields = {
    draft,
    errors: wasSent ? found : {},
    change: (part: Partial<SystemDraft>) => setDraft((before) => ({ ...before, ...part })),
  };
  return (
    <FormDialog
      title={system === null ? 'Add a system' : `${system.id} ${system.name}`}
      submit={system === null ? 'Add' : 'Save'}
      size={720}
      onSubmit={send}
      onClose={closeDialog}
    >
      <WhatItIs {...fields} />
      <InOrOut {...fields} />
      {isCloud(draft) ? <LocationsField {...fields} seen={regionsSeen(draft.identifier.trim())} /> : null}
      <Expectations {...fields} />
      <TextInput
        label="Why the register changes"
        description="Stands in the memo's versions and in the log."
        placeholder={whyOf({ ...draft, why: '' }, system === null)}
        value={draft.why}
        maxLength={2000}
        onChange={(event) => fields.change({ why: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
