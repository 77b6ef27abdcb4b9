import type { ScopeView } from '../../scope.store.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { DecisionDialog } from './decision-dialog.tsx';
import { DeclareSeenDialog } from './declare-seen-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { useScopeUi } from './scope-ui.store.ts';
import { SystemDialog } from './system-dialog.tsx';

/** The dialog that is open, if any. */
export function ScopeDialog({ view }: { readonly view: ScopeView }) {
  const dialog = useScopeUi((state) => state.dialog);
  const regionsSeen = (account: string) =>
    view.cells
      .filter((cell) => cell.account === account && cell.region !== 'global' && (cell.seen ?? 0) > 0)
      .map(({ region }) => region);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'decide':
      return <DecisionDialog decision={dialog.decision} difference={dialog.difference} />;
    case 'system':
      return <SystemDialog system={dialog.system} systems={view.systems} regionsSeen={regionsSeen} />;
    case 'remove':
      return <RemoveDialog system={dialog.system} />;
    case 'declare-seen':
      return <DeclareSeenDialog view={view} />;
    case 'confirm':
      return <ConfirmDialog view={view} />;
  }
}
