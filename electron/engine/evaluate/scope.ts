import type { Provider } from '@shared/domain/resource.ts';
import type { ScopeCell, ScopeDifference } from '@shared/domain/system.ts';
import { isCloud, registerOf } from './scope-declared.ts';
import {
  dataOutside,
  namedAccount,
  placeDifferences,
  type ScopeAccount,
  undeclaredAccount,
  unreadAccount,
} from './scope-differences.ts';
import { placesOf, type ScopeInput, type ScopePlace } from './scope-places.ts';
import { dataTypes } from './scope-seen-words.ts';

/** The register compared with what the clouds showed. */
export interface ScopeTruth {
  /** Accounts declared in, or left out and seen, in the register's order; then others that were seen. */
  readonly accounts: readonly { readonly account: string; readonly name: string; readonly provider: Provider }[];
  readonly cells: readonly ScopeCell[];
  readonly differences: readonly ScopeDifference[];
}

function stateOf(place: ScopePlace): ScopeCell['state'] {
  const { declared, region, seen, gone, cell } = place;
  const isOutside = declared === 'excluded' ? dataTypes([place]).length > 0 : (seen ?? 0) > 0 || gone > 0;
  if (declared !== 'in' && isOutside) return 'undeclared';
  const isCut = declared === 'in' && (cell?.recorder === 'stopped' || cell?.recorder === 'none-found');
  if (seen === null || isCut) return 'not-read';
  return declared === 'in' && seen === 0 && region !== 'global' ? 'not-there' : 'agrees';
}

/** What a cell rests on: how the place was recorded, and what may have been missed. */
function because({ cell, seen, types, region }: ScopePlace): string {
  if (cell === null) return seen === null ? 'No imported file speaks of this account and region.' : '';
  if (seen === 0 && types.length > 0) return 'Read in full; only what AWS puts into every region is there.';
  if (seen === 0) return 'Read in full; nothing is there.';
  if (seen === null)
    return `${cell.because} Nothing of the client’s was seen, and no delivered snapshot shows that nothing is there.`;
  return region === 'global' && cell.recorder === 'not-read' ? '' : cell.because;
}

const cellOf = (place: ScopePlace): ScopeCell => ({
  account: place.account,
  region: place.region,
  declared: place.declared,
  seen: place.seen,
  state: stateOf(place),
  because: because(place),
});

function accountsOf({ systems, seen, cells }: ScopeInput): ScopeTruth['accounts'] {
  const spoken = new Set([...seen, ...cells].map(({ account }) => account));
  const declared = systems
    .filter((system) => isCloud(system) && (system.stance === 'in' || spoken.has(system.identifier)))
    .map((system) => ({
      account: system.identifier,
      name: system.name,
      provider: system.kind === 'aws-account' ? ('aws' as const) : ('azure' as const),
    }));
  const known = new Set(declared.map(({ account }) => account.toLowerCase()));
  const providers = new Map(seen.map(({ account, provider }) => [account, provider]));
  const { systemOf } = registerOf(systems);
  const others = [...spoken]
    .filter((account) => account !== '' && !known.has(account.toLowerCase()))
    .sort()
    .map((account) => ({
      account,
      name: systemOf(account)?.name ?? account,
      provider: providers.get(account) ?? 'aws',
    }));
  return [...declared, ...others];
}

function differencesOf(one: ScopeAccount): readonly ScopeDifference[] {
  const system = one.register.systemOf(one.account);
  if (system === undefined) return [undeclaredAccount(one)];
  if (system.stance === 'excluded') return [dataOutside(one, one.places, null) ?? []].flat();
  const isSpokenOf = one.places.some(({ types, cell }) => types.length > 0 || cell !== null);
  return isSpokenOf ? placeDifferences(one) : [unreadAccount(one)];
}

const kindOrder: readonly ScopeDifference['kind'][] = [
  'undeclared-account',
  'undeclared-region',
  'customer-data-outside',
  'not-there',
  'not-recorded',
  'not-read',
];

/** Compares the register with the places seen: a cell for every place, and every difference with what shows it. */
export function scopeTruth(input: ScopeInput): ScopeTruth {
  const register = registerOf(input.systems);
  const accounts = accountsOf(input);
  const all = accounts.map(({ account }) => ({
    account,
    input,
    register,
    places: placesOf(input, register, account),
  }));
  const read = new Set(accounts.map(({ account }) => account));
  const named = input.named
    .filter(({ account }) => !read.has(account) && register.systemOf(account) === undefined)
    .map((one) => namedAccount({ account: one.account, input, register, places: [] }, one));
  return {
    accounts,
    cells: all.flatMap(({ places }) => places.map(cellOf)),
    differences: [...all.flatMap(differencesOf), ...named].sort(
      (a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind),
    ),
  };
}
