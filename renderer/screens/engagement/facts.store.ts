import { create } from 'zustand';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { showSummary, useEngagement } from '../../engagement.store.ts';
import { draftChange, draftOf, errorCount, type FactsDraft, factsErrors } from './facts-draft.ts';

interface Facts {
  /** The engagement that the draft is of. */
  readonly engagementId: string | null;
  /** What was typed and not saved; null when nothing was. It outlives a look at another screen. */
  readonly draft: FactsDraft | null;
  /** Errors are shown from the first attempt to save on. */
  readonly wasSent: boolean;
  readonly isSaving: boolean;
}

const clean = { draft: null, wasSent: false, isSaving: false };

/** The facts of the engagement while they are edited. */
export const useFacts = create<Facts>(() => ({ engagementId: null, ...clean }));

const set = useFacts.setState;

/** Takes up the draft of an engagement; one of another engagement is dropped. */
export function openFacts(engagementId: string): void {
  if (useFacts.getState().engagementId !== engagementId) set({ engagementId, ...clean });
}

/** Forgets what was typed. */
export const discardFacts = (): void => set(clean);

/** Changes the draft; one that says again what is saved is no draft. */
export function changeFacts(change: Partial<FactsDraft>): void {
  const engagement = useEngagement.getState().summary?.engagement;
  if (engagement === undefined) return;
  const draft = { ...(useFacts.getState().draft ?? draftOf(engagement)), ...change };
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOf(engagement));
  set(isDirty ? { draft } : clean);
}

/** Saves what was typed in one step; false when something keeps it from being saved. */
export async function saveFacts(): Promise<boolean> {
  const { draft, isSaving } = useFacts.getState();
  const engagement = useEngagement.getState().summary?.engagement;
  if (draft === null || engagement === undefined || isSaving) return true;
  if (errorCount(factsErrors(draft)) > 0) {
    set({ wasSent: true });
    return false;
  }
  set({ isSaving: true });
  await attempt('The facts were not saved.', async () => {
    showSummary(await call('engagement.update', { change: draftChange(draft, engagement) }));
    set(clean);
  });
  set({ isSaving: false });
  return true;
}
