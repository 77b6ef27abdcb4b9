/** An ARM id as ids are kept and compared: lower case, with the leading slash that some answers drop, without a last one. */
export function armId(text: string): string {
  const lower = text.trim().toLowerCase();
  const bare = lower.endsWith('/') ? lower.replace(/\/+$/, '') : lower;
  return bare.startsWith('/') ? bare : `/${bare}`;
}

/** The subscription an id lies in; empty when it lies in none. */
export const subscriptionOf = (id: string): string => /^\/subscriptions\/([^/]+)/.exec(id)?.[1] ?? '';

/** The last part of an id. */
export const lastOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const everyOther = (parts: readonly string[], from: number): readonly string[] =>
  parts.filter((_, place) => place >= from && (place - from) % 2 === 0);

/** The type an id names (`…/vaults/v/keys/k` is `microsoft.keyvault/vaults/keys`); empty when it names none. */
export function typeOfId(id: string): string {
  const own = id.slice(id.lastIndexOf('/providers/') + 1).split('/');
  const [first = '', second = '', third = ''] = own;
  if (first === 'providers') return third === '' ? '' : [second, ...everyOther(own, 2)].join('/');
  const [, root = '', , inner = ''] = id.split('/');
  if (root !== 'subscriptions') return '';
  return inner === 'resourcegroups'
    ? 'microsoft.resources/subscriptions/resourcegroups'
    : 'microsoft.resources/subscriptions';
}
