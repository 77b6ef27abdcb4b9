import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { agreeing } from '../azure-parts.ts';
import { isWord, word } from '../azure-rows.ts';
import { everywhere, subscriptionType } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { first } from '../read.ts';

const groupType = 'microsoft.resources/subscriptions/resourcegroups';

const idOf = (row: Resource): string => word(first(row, 'subscriptionId')) ?? row.account;
const isOn = (row: Resource): boolean =>
  !['properties.state', 'state'].some((path) => isWord(first(row, path), 'Disabled', 'Deleted'));

/** A row of the subscription alone does not show that what lies in it was read. */
const isCollected = (id: string, scene: Scene): boolean =>
  scene.of(groupType, id).length > 0 || scene.known(groupType, id).isKnown;

function judgeSeen(rows: readonly Resource[], scope: ReadonlySet<string>, scene: Scene): Verdict {
  const leftOut = new Set(Object.keys(mapOf(scene, 'leftOut')).map((id) => id.toLowerCase()));
  const stray = rows.filter((row) => !scope.has(idOf(row)) && !leftOut.has(idOf(row)));
  const unread = rows.filter((row) => scope.has(idOf(row)) && !isCollected(idOf(row), scene));
  const evidence = (shown: readonly Resource[]) =>
    shown.slice(0, 8).map((row) => seenOn(row, first(row, 'properties.state')));
  if (stray.length > 0)
    return fail(
      `${stray.length} of ${counted(rows.length, 'enabled subscription')} ${agreeing(stray.length, 'is', 'are')} in neither list: ${listed(stray.map(({ name }) => name))}.`,
      evidence(stray),
    );
  if (unread.length > 0)
    return fail(
      `No resource group was read from ${listed(unread.map(({ name }) => name))}, which the scope names.`,
      evidence(unread),
    );
  const seenIds = new Set(rows.map(idOf));
  const hidden = [...scope].filter((id) => !seenIds.has(id));
  if (hidden.length > 0)
    return unknown(
      `The scope names ${listed(hidden)}, not among the subscriptions seen, so others may be hidden too.`,
      evidence(rows),
    );
  return pass(`Every enabled subscription (${rows.length}) is in scope or left out with a reason.`, evidence(rows));
}

const tenant = '99999999-2222-4333-8444-555555555555';
const subscription = '11111111-2222-4333-8444-555555555555';
const row = {
  type: subscriptionType,
  account: subscription,
  name: 'Production',
  id: `/subscriptions/${subscription}`,
  configuration: {
    name: 'Production',
    subscriptionId: subscription,
    tenantId: tenant,
    properties: { state: 'Enabled' },
  },
};
const resource = { type: 'azure.tenant', account: tenant };

export default defineCheck({
  id: 'azure.subscriptions-in-scope',
  version: 1,
  provider: 'azure',
  title: 'The subscriptions that exist are the subscriptions in scope',
  failsAs: 'tenants have subscriptions outside the declared scope',
  why: 'A subscription outside the declared scope holds systems that nobody tested.',
  criteria: ['CC2.1', 'CC6.1'],
  severity: 'high',
  looksAt: ['azure.tenant'],
  reads: [subscriptionType, groupType],
  parameters: [
    {
      name: 'scopeAccounts',
      unit: 'list',
      meaning: 'accounts and subscriptions in the report',
      default: [],
    },
    { name: 'leftOut', unit: 'map', meaning: 'subscription to reason', default: {} },
  ],
  remediation: 'Grant the reader role there, or record why it is left out.',
  cannotShow: 'Subscriptions in other tenants.',
  judge(container, scene) {
    const ids = textsOf(scene, 'scopeAccounts').map((id) => id.toLowerCase());
    // The list also names accounts of other clouds.
    const scope = new Set(ids.filter((id) => /^[\da-f]{8}-[\da-f-]{27}$/.test(id)));
    const own = everywhere(subscriptionType, container.id, scene).filter((one) =>
      isWord(first(one, 'tenantId'), container.id),
    );
    const rows = own.filter(isOn);
    if (own.length === 0) return unknown(`No subscription of the tenant ${container.id} was read.`);
    if (rows.length === 0) return notApplicable(`Every subscription of the tenant (${own.length}) is disabled.`);
    if (scope.size === 0) return unknown('No control declares which subscriptions are in scope.');
    return judgeSeen(rows, scope, scene);
  },
  examples: {
    pass: { resource, others: [row], parameters: { scopeAccounts: [subscription] } },
    fail: { resource, others: [row], parameters: { scopeAccounts: [tenant] } },
    unknown: { resource, others: [row] },
    'not-applicable': {
      resource,
      others: [{ ...row, configuration: { tenantId: tenant, properties: { state: 'Disabled' } } }],
    },
  },
});
