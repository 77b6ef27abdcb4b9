import type { Input } from '@shared/contract/contract.ts';
import type { DataClass } from '@shared/domain/system.ts';
import { count } from '@shared/domain/words.ts';
import type { ScopeView } from '../../scope.store.ts';

/** An account that was seen and is not in the register, as it could be declared. */
export interface SeenAccount {
  readonly account: string;
  readonly provider: 'aws' | 'azure';
  readonly name: string;
  readonly isTaken: boolean;
  readonly dataClass: DataClass;
  readonly handlesCustomerData: boolean;
  readonly regions: readonly { readonly region: string; readonly resources: number; readonly isIn: boolean }[];
}

/** The accounts the clouds showed and the register does not name, with the regions in which something was seen. */
export function seenAccounts({ accounts, cells, systems }: ScopeView): readonly SeenAccount[] {
  const declared = new Set(systems.map(({ identifier }) => identifier.toLowerCase()));
  return accounts
    .filter(({ account }) => account !== '' && !declared.has(account.toLowerCase()))
    .map(({ account, provider, name }) => ({
      account,
      provider,
      name: name === account ? '' : name,
      isTaken: true,
      dataClass: 'confidential' as const,
      // Until a person says otherwise, what was found is handled with care.
      handlesCustomerData: true,
      regions: cells
        .filter((cell) => cell.account === account && cell.region !== 'global' && (cell.seen ?? 0) > 0)
        .map(({ region, seen }) => ({ region, resources: seen ?? 0, isIn: true })),
    }));
}

/** `AWS account 111122223333`: the name of an account nobody has named. */
export const plainName = ({ account, provider }: Pick<SeenAccount, 'account' | 'provider'>): string =>
  `${provider === 'aws' ? 'AWS account' : 'Azure subscription'} ${account}`;

/** The entries of the register for the accounts taken. Regions left unchecked stay unnamed, and so are differences. */
export function seenEdits(accounts: readonly SeenAccount[]): Input<'scope.edit'>['edits'] {
  return accounts
    .filter(({ isTaken }) => isTaken)
    .map((account) => ({
      kind: 'put' as const,
      id: null,
      system: {
        kind: account.provider === 'aws' ? ('aws-account' as const) : ('azure-subscription' as const),
        name: account.name.trim() || plainName(account),
        identifier: account.account,
        owner: '',
        dataClass: account.dataClass,
        handlesCustomerData: account.handlesCustomerData,
        stance: 'in' as const,
        reason: '',
        locations: account.regions
          .filter(({ isIn }) => isIn)
          .map(({ region, resources }) => ({
            region,
            stance: 'in' as const,
            reason: `Declared as seen, ${count(resources)} ${resources === 1 ? 'resource' : 'resources'}.`,
          })),
        method: null,
        expected: [],
        userControls: [],
      },
    }));
}
