import { counted, listed } from '@shared/domain/words.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { closeDialog, useControls } from './controls.store.ts';
import { isOwn, sendEdits } from './matrix-edits.ts';

/** Asks before controls of the library are removed: a reason why they do not apply is usually the better record. */
export function RemoveDialog({ ids }: { readonly ids: readonly string[] }) {
  const readings = useControls((state) => state.readings);
  const ofLibrary = (readings ?? []).flatMap(({ control }) =>
    ids.includes(control.id) && !isOwn(control) ? [control.id] : [],
  );
  const submit = async () => {
    await sendEdits(ids.map((id) => ({ kind: 'remove', id })));
    return true;
  };
  return (
    <FormDialog
      title={`Remove ${counted(ids.length, 'control')}`}
      submit={`Remove ${counted(ids.length, 'control')}`}
      size={480}
      onSubmit={submit}
      onClose={closeDialog}
    >
      <p tabIndex={-1} data-autofocus>
        {listed(ofLibrary.slice(0, 8))}
        {ofLibrary.length > 8 ? ` and ${ofLibrary.length - 8} more` : ''} came with the matrix and was not added here. A
        control that does not apply is usually kept as not applicable with a reason, which an auditor can read.
      </p>
      <p>Removed controls leave the matrix and every export; the log keeps them, and undo brings them back.</p>
    </FormDialog>
  );
}
