/** The four words a judgement may end in. Ignorance (`unknown`) is never a pass and never a fail. */
export const verdictStatuses = ['pass', 'fail', 'not-applicable', 'unknown'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

/** One property a verdict rests on: where it stands in the item, and what was seen there. */
export interface Seen {
  /** Path as AWS Config or Azure Resource Graph writes it, with array places: `configuration.ipPermissions[1].fromPort`. */
  readonly path: string;
  /** The value as JSON text; `null` when the property was absent. */
  readonly value: string | null;
}

/** What a check says of one resource at one instant. */
export interface Verdict {
  readonly status: VerdictStatus;
  /** One full sentence that names the fact seen and ends with a period. */
  readonly because: string;
  /** The properties the sentence rests on, most telling first; empty when nothing was there to read. */
  readonly seen: readonly Seen[];
}

export const pass = (because: string, seen: readonly Seen[] = []): Verdict => ({ status: 'pass', because, seen });
export const fail = (because: string, seen: readonly Seen[] = []): Verdict => ({ status: 'fail', because, seen });
export const unknown = (because: string, seen: readonly Seen[] = []): Verdict => ({ status: 'unknown', because, seen });
export const notApplicable = (because: string, seen: readonly Seen[] = []): Verdict => ({
  status: 'not-applicable',
  because,
  seen,
});

/**
 * A check with the verdict kept of it, and the instant from which it is another one, if time alone will change it; the words
 * stand at the same place of a list apart.
 */
export type KeptStatus = readonly [checkId: string, status: VerdictStatus, turnsAt?: string];

/** The verdict kept of a check as far as it is still the same at an instant (ISO 8601 UTC), and its place; null when none is. */
export function keptAt(
  statuses: readonly KeptStatus[],
  checkId: string,
  at: string,
): { readonly place: number; readonly status: VerdictStatus } | null {
  const place = statuses.findIndex(([id]) => id === checkId);
  const [, status, turnsAt = '9999'] = statuses[place] ?? [];
  return status === undefined || turnsAt <= at ? null : { place, status };
}
