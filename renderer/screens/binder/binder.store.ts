import type { Input, Output } from '@shared/contract/contract.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';
import { useEngagement } from '../../engagement.store.ts';

export type Options = Pick<Input<'binder.export'>, 'paper' | 'colour' | 'withScores'>;
export type Written = Output<'binder.export'>;

interface BinderState {
  readonly engagementId: string | null;
  readonly options: Options;
  readonly isWriting: boolean;
  readonly isCancelling: boolean;
  /** The binder written last while this window was open. */
  readonly written: Written | null;
  readonly error: AppError | null;
}

const fresh = { isWriting: false, isCancelling: false, written: null, error: null };

/** The export of a binder: it goes on while another screen is open. */
export const useBinder = create<BinderState>(() => ({
  engagementId: null,
  options: { paper: 'A4', colour: false, withScores: false },
  ...fresh,
}));

const { getState: get, setState: set } = useBinder;

/** Forgets what was written for another engagement. */
export function openBinder(engagementId: string): void {
  if (get().engagementId !== engagementId) set({ engagementId, ...fresh });
}

export const chooseOptions = (change: Partial<Options>): void =>
  set(({ options }) => ({ options: { ...options, ...change } }));

/** Asks for a folder and writes the binder into it; nothing happens when the user turns away. */
export async function writeBinder(): Promise<void> {
  set({ error: null });
  try {
    const folder = await call('workspace.pick', { purpose: 'export' });
    if (folder === null) return;
    set({ isWriting: true, isCancelling: false });
    set({ written: await call('binder.export', { handle: folder.handle, ...get().options }) });
  } catch (error) {
    set({ error: asAppError(error) });
  } finally {
    // A cancelled or refused export sends no last step.
    useEngagement.setState({ exporting: null });
    set({ isWriting: false, isCancelling: false });
  }
}

/** Ends the export; acknowledged at once. */
export async function cancelBinder(): Promise<void> {
  set({ isCancelling: true });
  try {
    await call('binder.cancel', {});
  } catch (error) {
    set({ error: asAppError(error), isCancelling: false });
  }
}
