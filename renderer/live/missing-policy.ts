import type { Provider } from '@shared/domain/resource.ts';

/** A permission as its cloud writes it; calls are named beside it in some answers and are no permission. */
const patterns: Readonly<Record<Provider, RegExp>> = {
  aws: /^[a-z0-9-]+:[A-Za-z0-9*]+$/,
  azure: /^[A-Za-z.]+\/[\w*./-]+$/,
};

/** The actions that were refused, each once, in order. */
export function missingActions(provider: Provider, permissions: readonly string[]): readonly string[] {
  const actions = permissions.flatMap((permission) => permission.split(/[,\s]+/));
  return [...new Set(actions.filter((action) => patterns[provider].test(action)))].sort();
}

/** What the client adds so that exactly the refused calls are allowed, as the cloud takes it; null when no permission is known. */
export function missingPolicy(provider: Provider, permissions: readonly string[]): string | null {
  const actions = missingActions(provider, permissions);
  if (actions.length === 0) return null;
  const policy =
    provider === 'aws'
      ? {
          Version: '2012-10-17',
          Statement: [{ Sid: 'FieldworkMissing', Effect: 'Allow', Action: actions, Resource: '*' }],
        }
      : { actions };
  return JSON.stringify(policy, null, 2);
}
