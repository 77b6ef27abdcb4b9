import { Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { closeDialog, focusControl, focusedReading, useControls } from './controls.store.ts';
import classes from './dialogs.module.css';
import { choicesOf } from './field-text.ts';
import { sendEdits } from './matrix-edits.ts';
import { addEdit, type NewControl, newControlErrors, nextId } from './new-control.ts';

/** Asks what a new control needs at least; everything else is typed into its line. */
export function NewControlDialog() {
  const controls = (useControls((state) => state.readings) ?? []).map(({ control }) => control);
  const near = useControls(focusedReading)?.control.domain ?? controls[0]?.domain ?? 'GOV';
  const [draft, setDraft] = useState<NewControl>({
    id: nextId(near, controls),
    domain: near,
    title: '',
    statement: '',
  });
  const [isAsked, setAsked] = useState(false);
  const errors = newControlErrors(draft, controls);
  const shown = isAsked ? errors : {};
  const change = (part: Partial<NewControl>) => setDraft({ ...draft, ...part });
  const submit = async () => {
    setAsked(true);
    if (Object.keys(errors).length > 0) return false;
    await sendEdits([addEdit(draft)]);
    focusControl(draft.id);
    return true;
  };
  return (
    <FormDialog title="New control" submit="Add" size={560} onSubmit={submit} onClose={closeDialog}>
      <div className={classes.pair}>
        <Select
          label="Domain"
          data={[...choicesOf('domain')]}
          value={draft.domain}
          onChange={(domain) => domain !== null && change({ domain, id: nextId(domain, controls) })}
          allowDeselect={false}
          searchable
        />
        <TextInput
          label="Control"
          description="The id, which is never given to another control."
          value={draft.id}
          error={shown.id}
          maxLength={40}
          onChange={(event) => change({ id: event.currentTarget.value.trim() })}
        />
      </div>
      <TextInput
        label="Title"
        value={draft.title}
        error={shown.title}
        maxLength={200}
        onChange={(event) => change({ title: event.currentTarget.value })}
        data-autofocus
      />
      <Textarea
        label="Statement"
        description="Who does what, when, with what result."
        value={draft.statement}
        error={shown.statement}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={4000}
        onChange={(event) => change({ statement: event.currentTarget.value })}
      />
      <p className="type-second text-3">
        It starts as planned, manual and quarterly; criteria, owner and the rest are typed into its line.
      </p>
    </FormDialog>
  );
}
