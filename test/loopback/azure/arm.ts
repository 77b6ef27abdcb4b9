import type { Fault } from './faults.ts';
import type { LoopbackWorld, Row } from './world.ts';

interface Answer {
  readonly status: number;
  readonly body: Row;
}

const missing = (path: string): Answer => ({
  status: 404,
  body: { error: { code: 'ResourceNotFound', message: `The resource at ${path} was not found.` } },
});

/** What every cloud has: its subscriptions, its tenant, and what the identity may do. */
function standing(world: LoopbackWorld, path: string): readonly Row[] | null {
  if (path === '/subscriptions')
    return world.subscriptions.map(({ id, name, state }) => ({
      id: `/subscriptions/${id}`,
      authorizationSource: 'RoleBased',
      managedByTenants: [],
      subscriptionId: id,
      tenantId: world.tenant,
      displayName: name,
      state: state ?? 'Enabled',
    }));
  if (path === '/tenants')
    return [{ id: `/tenants/${world.tenant}`, tenantId: world.tenant, displayName: world.tenantName ?? 'Loopback' }];
  const subscription = world.subscriptions.find(
    ({ id }) => path === `/subscriptions/${id}/providers/microsoft.authorization/permissions`.toLowerCase(),
  );
  if (subscription === undefined) return null;
  return [{ actions: subscription.actions ?? ['*/read'], notActions: subscription.notActions ?? [], dataActions: [] }];
}

/** Lists of a whole subscription: there an empty list is the answer when nothing was put down. */
const isOwnList = (world: LoopbackWorld, path: string): boolean =>
  world.subscriptions.some(({ id }) => path.startsWith(`/subscriptions/${id}/providers/`.toLowerCase())) &&
  path.split('/').length === 6;

function found(world: LoopbackWorld, path: string): readonly Row[] | Row | null {
  const own = standing(world, path);
  if (own !== null) return own;
  const key = Object.keys(world.arm).find((name) => name.toLowerCase() === path);
  if (key !== undefined) return world.arm[key] ?? null;
  if (isOwnList(world, path)) return [];
  return (
    Object.values(world.arm)
      .flat()
      .find((row) => String(row.id).toLowerCase() === path) ?? null
  );
}

const isList = (value: readonly Row[] | Row): value is readonly Row[] => Array.isArray(value);

/** A list of keys leaves out everything but dates and address; each key says the rest by itself. */
const thinKey = ({ properties, ...row }: Row): Row => {
  const { attributes, keyUri } = { attributes: null, keyUri: null, ...(properties ?? {}) };
  return { ...row, properties: { attributes, keyUri } };
};

/** The answer of Resource Manager to a read: a page of a list, or one resource. */
export function answerArm(world: LoopbackWorld, url: string, fault: Fault | null, pageSize: number): Answer {
  const { pathname, searchParams } = new URL(url, 'https://management.azure.com');
  const value = found(world, decodeURIComponent(pathname).toLowerCase());
  if (value === null) return missing(pathname);
  if (!isList(value)) return { status: 200, body: value };
  const from = Number(searchParams.get('$skiptoken') ?? 0);
  const isEmpty = fault?.kind === 'empty-page';
  const next = fault?.kind === 'token-loop' || isEmpty ? from : from + pageSize;
  const hasNext = next < value.length || isEmpty || fault?.kind === 'token-loop' || fault?.kind === 'foreign-next';
  const host = fault?.kind === 'foreign-next' ? 'example.invalid' : 'management.azure.com';
  const query = `api-version=${searchParams.get('api-version') ?? ''}&$skiptoken=${next}`;
  const rows = isEmpty ? [] : value.slice(fault?.kind === 'duplicate' ? Math.max(0, from - 1) : from, from + pageSize);
  return {
    status: 200,
    body: {
      value: pathname.endsWith('/keys') ? rows.map(thinKey) : rows,
      ...(hasNext ? { nextLink: `https://${host}${pathname}?${query}` } : {}),
    },
  };
}
