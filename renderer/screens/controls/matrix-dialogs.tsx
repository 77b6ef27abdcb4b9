import { useEffect, useRef } from 'react';
import { BulkDialog } from './bulk-dialog.tsx';
import { useControls } from './controls.store.ts';
import { focusGrid } from './focus-grid.ts';
import { ImportDialog } from './import-dialog.tsx';
import { NewControlDialog } from './new-control-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

/** Gives the keyboard back to the matrix when a dialog closes whose field or button is gone meanwhile. */
function useReturn(isOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    const isClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (!isClosed) return undefined;
    const drawn = requestAnimationFrame(() => document.activeElement === document.body && focusGrid());
    return () => cancelAnimationFrame(drawn);
  }, [isOpen]);
}

/** The dialog that is open above the matrix, if any. */
export function MatrixDialogs() {
  const dialog = useControls((state) => state.dialog);
  useReturn(dialog !== null);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'new':
      return <NewControlDialog />;
    case 'bulk':
      return <BulkDialog />;
    case 'import':
      return <ImportDialog file={dialog.file} />;
    case 'reason':
      return <ReasonDialog plan={dialog.plan} />;
    case 'paste':
      return <PasteDialog plan={dialog.plan} beyond={dialog.beyond} />;
    case 'remove':
      return <RemoveDialog ids={dialog.ids} />;
  }
}
