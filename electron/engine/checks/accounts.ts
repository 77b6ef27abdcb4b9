import type { Parameter, Scene } from '@shared/domain/check.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import type { Property } from '@shared/domain/resource.ts';
import { accountConditions, accountOf, tyingCondition } from './conditions.ts';
import { listed } from './evidence.ts';
import { isLogDelivery, isRunByAws } from './log-delivery.ts';
import { everyoneIn, type Principal, type Statement } from './policy.ts';
import { elements } from './read.ts';

/** Accounts of the client that a policy may name although nothing was read from them. */
export const ownAccountIds: Parameter = {
  name: 'ownAccountIds',
  unit: 'list',
  meaning: 'accounts of the client, beside those read in this engagement',
  default: [],
  stricter: 'shorter-list',
};

/** Outside accounts that management approved. */
export const approvedExternalAccounts: Parameter = {
  name: 'approvedExternalAccounts',
  unit: 'list',
  meaning: 'outside accounts, tenants and parties with purpose and review date',
  default: [],
  stricter: 'shorter-list',
};

/** Which accounts a policy may name. */
interface Boundary {
  readonly own: ReadonlySet<string>;
  readonly approved: ReadonlySet<string>;
}

/** An entry is an account id, or a map that holds it beside party, purpose and review date. */
function entryAccount(entry: Json | undefined): string | null {
  const id = entry !== undefined && isObject(entry) ? (entry.account ?? entry.id) : entry;
  return typeof id === 'string' ? accountOf(id) : null;
}

const accountsOf = (scene: Scene, name: string): readonly string[] =>
  elements({ path: name, value: scene.parameter(name) }).flatMap(({ value }) => entryAccount(value) ?? []);

/** The client's own accounts: those read and those declared. A check that asks declares `ownAccountIds`. */
export const ownAccountsOf = (scene: Scene): ReadonlySet<string> =>
  new Set([...scene.ownAccounts, ...accountsOf(scene, ownAccountIds.name)]);

/** The accounts the engagement knows as its own and as approved. A check that asks declares both parameters. */
export const boundaryOf = (scene: Scene): Boundary => ({
  own: ownAccountsOf(scene),
  approved: new Set(accountsOf(scene, approvedExternalAccounts.name)),
});

/** `unplaced`: a principal whose account cannot be told, such as the unique id a deleted user left behind. */
type PartyStanding = 'own' | 'approved' | 'outside' | 'unplaced';

/** Someone an Allow statement grants to, as far as accounts can tell. */
export interface Party {
  /** `account 777788889999`, `everyone`, or the principal as written when its account cannot be told. */
  readonly who: string;
  readonly standing: PartyStanding;
  readonly statement: Statement;
  readonly at: Property;
}

function standingOf(account: string, { own, approved }: Boundary): PartyStanding {
  if (own.has(account)) return 'own';
  return approved.has(account) ? 'approved' : 'outside';
}

const inAccount = (account: string, statement: Statement, at: Property, boundary: Boundary): Party => ({
  who: `account ${account}`,
  standing: standingOf(account, boundary),
  statement,
  at,
});

function partyOf(principal: Principal, statement: Statement, boundary: Boundary): readonly Party[] {
  const { kind, id, at } = principal;
  const account = accountOf(id);
  if ((kind !== 'AWS' && kind !== 'CanonicalUser') || isRunByAws(principal)) return [];
  if (account === null) return [{ who: id, standing: 'unplaced', statement, at }];
  return isLogDelivery(statement, account) ? [] : [inAccount(account, statement, at, boundary)];
}

const inCondition = (statement: Statement, boundary: Boundary): readonly Party[] =>
  accountConditions(statement).flatMap(({ values, at }) =>
    values.flatMap((value) => {
      const account = accountOf(value);
      return account === null ? [] : [inAccount(account, statement, at, boundary)];
    }),
  );

/** Everyone a statement names by account, in principals and in conditions; `*` counts as outside unless a condition on one of the keys ties it. */
export function parties(statement: Statement, boundary: Boundary, keys: readonly string[]): readonly Party[] {
  const open = tyingCondition(statement, keys) === null ? everyoneIn(statement) : [];
  return [
    ...open.map(({ at }): Party => ({ who: 'everyone', standing: 'outside', statement, at })),
    ...statement.principals.flatMap((principal) => partyOf(principal, statement, boundary)),
    ...inCondition(statement, boundary),
  ];
}

/** The parties of one standing. */
export const withStanding = (all: readonly Party[], standing: PartyStanding): readonly Party[] =>
  all.filter((party) => party.standing === standing);

/** Parties as a sentence lists them, each once: `account 111122223333 and everyone`. */
export const namesOf = (all: readonly Party[]): string => listed([...new Set(all.map(({ who }) => who))]);
