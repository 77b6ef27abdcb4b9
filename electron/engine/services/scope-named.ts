import { counted, listed } from '@shared/domain/words.ts';
import type { NamedAccount, SeenItem } from '../evaluate/scope-places.ts';
import type { Workspace } from '../store/open.ts';

/** Checks whose failure names accounts that are neither the client's own nor approved, with what names them. */
const naming = [
  { check: 'aws.iam-role-external-trust-approved', one: 'role trust', many: 'role trusts' },
  { check: 'aws.s3-bucket-cross-account-approved', one: 'bucket policy', many: 'bucket policies' },
] as const;
/** Findings looked through for names; beyond them the accounts are named already. */
const mostFindings = 2_000;

const accountNumber = /(?<!\d)\d{12}(?!\d)/g;

interface Naming {
  readonly check: string;
  readonly item: SeenItem;
}

function namingsOf(workspace: Workspace): ReadonlyMap<string, readonly Naming[]> {
  const filter = { checkIds: naming.map(({ check }) => check), states: ['fail'] as const };
  const found = new Map<string, Naming[]>();
  const ids = workspace.findings.ids(filter, { group: 'none', ranks: {}, sort: [] }).slice(0, mostFindings);
  for (const finding of ids.flatMap((id) => workspace.findings.find(id) ?? [])) {
    const { snapshotId, itemSha256: sha256, capturedAt, resource, seen, checkId } = finding;
    if (snapshotId === null || sha256 === null || capturedAt === null) continue;
    const { region, type, name } = resource;
    const naming = { check: checkId, item: { region, type, name, snapshotId, sha256, capturedAt } };
    const accounts = new Set(seen.flatMap(({ value }) => value?.match(accountNumber) ?? []));
    for (const account of accounts) found.set(account, [...(found.get(account) ?? []), naming]);
  }
  return found;
}

/** Accounts outside of those read that policies of the client let in, by the findings of the last judgement. */
export function namedAccounts(workspace: Workspace): readonly NamedAccount[] {
  return [...namingsOf(workspace)].sort().map(([account, all]) => {
    const words = naming.flatMap(({ check, one, many }) => {
      const number = all.filter((each) => each.check === check).length;
      return number === 0 ? [] : [counted(number, one, many)];
    });
    return { account, words: listed(words), items: all.map(({ item }) => item) };
  });
}
