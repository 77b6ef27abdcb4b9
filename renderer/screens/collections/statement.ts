import type { Input } from '@shared/contract/contract.ts';
import type { Snapshot } from '@shared/domain/collection.ts';
import { type Stated, type Statement, statedInstant, statementProblems } from '@shared/domain/stated-place.ts';

/** The statement while it is typed. */
export interface StatementDraft {
  readonly account: string;
  readonly region: string;
  readonly readAt: string;
}

type StatementErrors = Partial<Record<keyof Statement, string>>;

/** Whether a person can state more of a file than it says itself: its place, or when it was read. */
export function lacksPlace({ provenance, kind, items, counts, earliestAt }: Snapshot): boolean {
  if (provenance !== null) return false;
  // An empty answer about recorders is a fact once its place is known; other empty answers say nothing.
  if (items === 0) return kind === 'recorders' && counts.length === 0;
  return earliestAt === null || counts.some(({ account, region }) => account === '' || region === '');
}

/** What a snapshot can prove, and who says where and when it was read. */
export function standingWords(snapshot: Snapshot, stated: Stated | null): string {
  if (snapshot.standing === 'inventory') return 'Inventory: the file does not state account, time or status.';
  if (stated !== null) return 'Evidence: what the rows do not say of place and time was stated by a person.';
  return lacksPlace(snapshot)
    ? 'Evidence of settings: the file does not state all of account, region and time.'
    : 'Evidence: account, time and status are stated by the cloud.';
}

/** What the file says of its account and region already, where it says one thing only. */
export function draftOf({ counts }: Snapshot): StatementDraft {
  const only = (values: readonly string[]): string => {
    const [one = '', ...others] = new Set(values.filter((value) => value !== ''));
    return others.length === 0 ? one : '';
  };
  return {
    account: only(counts.map(({ account }) => account)),
    region: only(counts.map(({ region }) => region)),
    readAt: '',
  };
}

/** The statement a draft makes; null where the time is none. */
function statementOf({ account, region, readAt }: StatementDraft): Statement | null {
  const at = readAt.trim() === '' ? null : statedInstant(readAt);
  if (at === null && readAt.trim() !== '') return null;
  return { account: account.trim(), region: region.trim(), readAt: at };
}

/** What keeps a draft from being sent, field by field; empty when nothing does. */
export function statementErrors(draft: StatementDraft, { provider }: Snapshot, now: string): StatementErrors {
  const statement = statementOf(draft);
  if (statement === null) return { readAt: 'Write an instant such as 2026-09-30T12:00:00Z.' };
  return statementProblems(statement, provider, now);
}

/** The input of the route that imports the file once more; null while something is wrong. */
export function statementInput(
  draft: StatementDraft,
  snapshot: Snapshot,
  now: string,
): Input<'collection.importStated'> | null {
  const statement = statementOf(draft);
  if (statement === null || Object.keys(statementErrors(draft, snapshot, now)).length > 0) return null;
  return { snapshotId: snapshot.id, ...statement };
}
