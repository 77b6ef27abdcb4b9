import type { ScopeCell, ScopeDifference, System } from '@shared/domain/system.ts';
import { create } from 'zustand';
import type { Decision } from './difference-acts.ts';

/** What lies at the right of the screen. */
export type Pane =
  | { readonly kind: 'difference'; readonly id: string }
  | { readonly kind: 'place'; readonly cell: ScopeCell }
  | { readonly kind: 'memo' };

/** What asks for an answer above the screen. A null system is a new one. */
export type Dialog =
  | { readonly kind: 'decide'; readonly decision: Decision; readonly difference: ScopeDifference }
  | { readonly kind: 'system'; readonly system: System | null }
  | { readonly kind: 'remove'; readonly system: System }
  | { readonly kind: 'declare-seen' }
  | { readonly kind: 'confirm' };

interface ScopeUi {
  readonly engagementId: string | null;
  readonly pane: Pane | null;
  readonly dialog: Dialog | null;
  /** The difference in focus, by id. */
  readonly focus: string | null;
  /** Grows when a pane is opened to be read, which gives it the keyboard; following the focus does not. */
  readonly entered: number;
}

const fresh = { pane: null, dialog: null, focus: null, entered: 0 };

/** What is open on the scope screen; the data itself stands in the scope store. */
export const useScopeUi = create<ScopeUi>(() => ({ engagementId: null, ...fresh }));

const { getState: get, setState: set } = useScopeUi;

export const openDialog = (dialog: Dialog): void => set({ dialog });
export const closeDialog = (): void => set({ dialog: null });
/** Opens a pane and gives it the keyboard. */
export const showPane = (pane: Pane): void =>
  set(({ entered, focus }) => ({
    pane,
    entered: entered + 1,
    focus: pane.kind === 'difference' ? pane.id : focus,
  }));
export const closePane = (): void => set({ pane: null });

/** Puts the focus on a difference; an open pane that shows one follows. */
export function focusDifference(id: string): void {
  set(({ pane }) => ({ focus: id, pane: pane === null || pane.kind === 'memo' ? pane : { kind: 'difference', id } }));
}

/** Begins the screen for an engagement; what was open for another one is forgotten. */
export function openScope(engagementId: string): void {
  if (get().engagementId !== engagementId) set({ engagementId, ...fresh });
}
