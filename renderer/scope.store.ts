import type { Input, Output } from '@shared/contract/contract.ts';
import type { AppError } from '@shared/errors.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { asAppError, call, on } from './api.ts';
import { useEngagement } from './engagement.store.ts';

export type ScopeView = Output<'scope.get'>;
/** The routes that change the register, its decisions or its confirmations; each answers with the whole view. */
type Change = 'scope.edit' | 'scope.decide' | 'scope.declare' | 'scope.confirm';

interface ScopeState {
  readonly engagementId: string | null;
  /** Null before the first answer. */
  readonly view: ScopeView | null;
  readonly error: AppError | null;
}

/** Declared beside seen, for the scope screen, the rail's count and the overview. */
export const useScope = create<ScopeState>(() => ({ engagementId: null, view: null, error: null }));

const { getState: get, setState: set } = useScope;

/** Reads the view; the old one stays until the new one is here. */
export async function readScope(): Promise<void> {
  const { engagementId } = get();
  const keep = (state: Partial<ScopeState>) => (get().engagementId === engagementId ? set(state) : undefined);
  try {
    keep({ view: await call('scope.get', {}), error: null });
  } catch (error) {
    keep({ error: asAppError(error) });
  }
}

/** Changes the register or decides something; a refusal is thrown for the dialog that asked. */
export async function changeScope<R extends Change>(route: R, input: Input<R>): Promise<void> {
  set({ view: await call(route, input), error: null });
}

/** The differences nobody has decided: the open work of this screen. */
export const openDifferences = (view: ScopeView): ScopeView['differences'] =>
  view.differences.filter(({ decision }) => decision === null);

const changing = ['engagement', 'scope', 'collections', 'findings'];

/** Keeps the view in step with the engagement and its data for as long as the caller is shown. */
export function useScopeFollowing(): void {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  useEffect(() => {
    set({ engagementId, view: null, error: null });
    if (engagementId === null) return undefined;
    void readScope();
    return on('engagement.changed', ({ what }) => (changing.includes(what) ? void readScope() : undefined));
  }, [engagementId]);
}
