import { Textarea } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { ChangeTable, DialogTable } from './change-table.tsx';
import { closeDialog, useControls } from './controls.store.ts';
import classes from './dialogs.module.css';
import { holdsWords } from './holds-from.ts';
import { sendEdits } from './matrix-edits.ts';
import { fieldName } from './matrix-fields.ts';
import { type Plan, withReason } from './matrix-plan.ts';

interface PasteDialogProps {
  readonly plan: Plan;
  readonly beyond: number;
}

function Refused({ plan }: { readonly plan: Plan }) {
  if (plan.refused.length === 0) return null;
  return (
    <>
      <p>{counted(plan.refused.length, 'cell')} cannot be pasted and would be left out.</p>
      <DialogTable
        label="Cells left out"
        heads={['Control', 'Field', 'Text', 'Why not']}
        isFirst={plan.cells.length === 0}
      >
        {plan.refused.map(({ id, field, text, why }) => (
          <tr key={`${id} ${field}`}>
            <td className={classes.nowrap}>
              <code className="type-mono">{id}</code>
            </td>
            <td className={classes.nowrap}>{fieldName(field)}</td>
            <td className={classes.before}>{text}</td>
            <td>{why}</td>
          </tr>
        ))}
      </DialogTable>
    </>
  );
}

/** What pasting would change, before it does; applied as one step. */
export function PasteDialog({ plan, beyond }: PasteDialogProps) {
  const holds = useControls((state) => state.holds);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const needsReason = plan.needReason.length > 0;
  const isMissing = needsReason && reason.trim() === '';
  const submit = async () => {
    setAsked(true);
    if (plan.edits.length === 0 || isMissing) return plan.edits.length === 0;
    await sendEdits(withReason(plan, reason.trim()));
    return true;
  };
  return (
    <FormDialog
      title="Paste into the matrix"
      submit={plan.edits.length === 0 ? 'Close' : 'Paste'}
      size={860}
      onSubmit={submit}
      onClose={closeDialog}
    >
      <p className={classes.counts}>
        <span>
          <b>{counted(plan.cells.length, 'cell')}</b> of {counted(plan.edits.length, 'control')} would change.
        </span>
        {plan.same > 0 ? <span>{counted(plan.same, 'cell says', 'cells say')} so already.</span> : null}
        {beyond > 0 ? (
          <span>{counted(beyond, 'cell lies', 'cells lie')} outside the matrix and would be left out.</span>
        ) : null}
      </p>
      {plan.cells.length === 0 ? null : (
        <ChangeTable
          label="Changes"
          changes={plan.cells.map((cell) => ({
            ...cell,
            key: `${cell.id} ${cell.field}`,
            field: fieldName(cell.field),
          }))}
        />
      )}
      <Refused plan={plan} />
      {needsReason ? (
        <Textarea
          label={`Why ${plan.needReason.join(', ')} ${plan.needReason.length === 1 ? 'does' : 'do'} not apply`}
          description="The reason stands in every export."
          error={isAsked && isMissing ? 'A control is not applicable only with a reason.' : undefined}
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <p className="type-second text-3">{holdsWords(holds)}. One undo takes all of it back.</p>
    </FormDialog>
  );
}
