import type { Input, Output } from '@shared/contract/contract.ts';
import type { AppError } from '@shared/errors.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { asAppError, call, on } from '../api.ts';
import { useEngagement } from '../engagement.store.ts';
import { go } from '../navigation.store.ts';

export type ExceptionRow = Output<'exception.list'>['rows'][number];

interface ExceptionsState {
  readonly engagementId: string | null;
  /** Null before the first answer. */
  readonly rows: readonly ExceptionRow[] | null;
  /** Failing findings that no exception covers. */
  readonly suggestions: number;
  readonly error: AppError | null;
}

/** The exceptions of the engagement, for their own screens, the rail's count and the links beside findings. */
export const useExceptions = create<ExceptionsState>(() => ({
  engagementId: null,
  rows: null,
  suggestions: 0,
  error: null,
}));

const { getState: get, setState: set } = useExceptions;

/** Reads the exceptions; the old ones stay until the new ones are here. */
export async function readExceptions(): Promise<void> {
  const { engagementId } = get();
  const keep = (state: Partial<ExceptionsState>) => (get().engagementId === engagementId ? set(state) : undefined);
  try {
    keep({ ...(await call('exception.list', {})), error: null });
  } catch (error) {
    keep({ error: asAppError(error) });
  }
}

const closed: readonly ExceptionRow['exception']['status'][] = ['verified', 'accepted-risk', 'withdrawn'];
/** True when nothing more is to be done; it stays in the period's report all the same. */
export const isClosed = ({ exception }: ExceptionRow): boolean => closed.includes(exception.status);

/** A withdrawn exception covers nothing. */
const standing = (rows: readonly ExceptionRow[] | null): readonly ExceptionRow[] =>
  (rows ?? []).filter(({ exception }) => exception.status !== 'withdrawn');

/** The exception that covers a finding or a scope difference: of several the first. */
export const coveringException = (rows: readonly ExceptionRow[] | null, originId: string): ExceptionRow | null =>
  standing(rows).find(({ exception }) => exception.origins.some(({ id }) => id === originId)) ?? null;

/** Findings with the exception that covers each, as ids. */
export const coveredFindings = (rows: readonly ExceptionRow[] | null): ReadonlyMap<string, string> =>
  new Map(
    standing(rows)
      .toReversed()
      .flatMap(({ exception }) => exception.origins.map(({ id }) => [id, exception.id] as const)),
  );

/** Raises an exception and opens its page. A refusal is thrown. */
export async function raise(input: Input<'exception.raise'>): Promise<void> {
  const { row } = await call('exception.raise', input);
  go('exception', { id: row.exception.id });
}

const changing = ['engagement', 'exceptions', 'findings', 'controls', 'scope'];

/** Keeps the exceptions in step with the engagement and its data for as long as the caller is shown. */
export function useExceptionsFollowing(): void {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  useEffect(() => {
    set({ engagementId, rows: null, suggestions: 0, error: null });
    if (engagementId === null) return undefined;
    void readExceptions();
    return on('engagement.changed', ({ what }) => (changing.includes(what) ? void readExceptions() : undefined));
  }, [engagementId]);
}
