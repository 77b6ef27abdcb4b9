import type { Input } from '@shared/contract/contract.ts';
import type { AppError } from '@shared/errors.ts';
import { create } from 'zustand';
import { asAppError, call } from '../../api.ts';
import { useNavigation } from '../../navigation.store.ts';
import {
  type CriteriaFilter,
  type CriteriaLine,
  type CriterionView,
  criteriaLines,
  lineOf,
  noFilter,
} from './criteria-lines.ts';

interface CriteriaState {
  readonly engagementId: string | null;
  /** Null before the first answer. */
  readonly views: readonly CriterionView[] | null;
  readonly error: AppError | null;
  readonly filter: CriteriaFilter;
  readonly lines: readonly CriteriaLine[];
  /** The criterion in focus. */
  readonly focus: string | null;
}

const fresh = { views: null, error: null, filter: noFilter, lines: [], focus: null } satisfies Partial<CriteriaState>;

/** The criteria in scope, what the list is narrowed to, and the criterion in focus. */
export const useCriteria = create<CriteriaState>(() => ({ engagementId: null, ...fresh }));

const { getState: get, setState: set } = useCriteria;

/** Lays the lines out anew; a focus that is hidden goes to the first criterion shown. */
function layOut(change: Partial<Pick<CriteriaState, 'views' | 'filter' | 'focus'>>): void {
  set((state) => {
    const { views, filter, focus } = { ...state, ...change };
    const lines = criteriaLines(views ?? [], filter);
    const first = lines.find((line) => line.kind === 'criterion');
    const kept = lineOf(lines, focus) >= 0 ? focus : (first?.view.reading.criterion.id ?? null);
    return { ...change, lines, focus: kept };
  });
}

/** Reads the criteria; the old ones stay until the new ones are here. */
export async function readCriteria(): Promise<void> {
  try {
    layOut({ views: await call('criterion.list', {}) });
    set({ error: null });
  } catch (error) {
    set({ error: asAppError(error) });
  }
}

/** Opens the list for an engagement; that of another one is forgotten. */
export function openCriteria(engagementId: string): void {
  if (get().engagementId !== engagementId) set({ engagementId, ...fresh });
  void readCriteria();
}

export const filterCriteria = (filter: CriteriaFilter): void => layOut({ filter });

/** Puts the focus on a criterion; filters that hide it are taken off. */
export function focusCriterion(id: string): void {
  const isHidden = get().views !== null && lineOf(get().lines, id) < 0;
  if (isHidden) layOut({ filter: noFilter, focus: id });
  else set({ focus: id });
  useNavigation.getState().note('criteria', { id });
}

/** Writes a person's word on a criterion, or takes it back. A refusal is thrown for the form that asked. */
export async function conclude(input: Input<'criterion.conclude'>): Promise<void> {
  layOut({ views: await call('criterion.conclude', input) });
}
