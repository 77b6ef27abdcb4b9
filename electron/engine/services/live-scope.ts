import type { Provider } from '@shared/domain/resource.ts';
import type { Workspace } from '../store/open.ts';

const kinds = { aws: 'aws-account', azure: 'azure-subscription' } as const;

/** Accounts or subscriptions that the scope register declares in. */
export const declaredAccounts = (workspace: Workspace, provider: Provider): readonly string[] =>
  workspace.systems
    .all()
    .filter(({ kind, stance, identifier }) => kind === kinds[provider] && stance === 'in' && identifier !== '')
    .map(({ identifier }) => identifier.toLowerCase());

/** Regions the register declares for the accounts of a cloud. */
export const declaredRegions = (workspace: Workspace, provider: Provider): readonly string[] => [
  ...new Set(
    workspace.systems
      .all()
      .filter(({ kind, stance }) => kind === kinds[provider] && stance === 'in')
      .flatMap(({ locations }) => locations.filter((it) => it.stance === 'in').map(({ region }) => region)),
  ),
];

/** Of some accounts those that are not declared in. */
export const undeclaredOf = (accounts: readonly string[], declared: readonly string[]): readonly string[] =>
  accounts.filter((account) => !declared.includes(account.toLowerCase()));
