import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { nameIn, subscriptionOf } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { mapOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

const snapshotType = 'microsoft.compute/snapshots';

/** The declared environment of a subscription in lower case; null when none is declared. */
function environmentOf(subscription: string, scene: Scene): string | null {
  const entries = Object.entries(mapOf(scene, 'environmentOf'));
  const found = entries.find(([id]) => id.toLowerCase() === subscription)?.[1];
  return typeof found === 'string' ? found.toLowerCase() : null;
}

const isProduction = (environment: string): boolean => ['production', 'prod', 'prd', 'live'].includes(environment);

const sourceOf = (row: Resource) =>
  first(row, row.type === snapshotType ? 'properties.creationData.sourceResourceId' : 'properties.sourceDatabaseId');

const own = '11111111-2222-4333-8444-555555555555';
const production = '22222222-2222-4333-8444-555555555555';
const snapshot = (subscription: string | null) => ({
  type: snapshotType,
  account: own,
  configuration: {
    properties: {
      creationData: {
        createOption: 'Copy',
        sourceResourceId:
          subscription === null
            ? null
            : `/subscriptions/${subscription}/resourceGroups/app/providers/Microsoft.Compute/disks/data`,
      },
    },
  },
});
const parameters = { environmentOf: { [own]: 'development', [production]: 'production' } };

export default defineCheck({
  id: 'azure.nonproduction-subscription-without-production-data',
  version: 1,
  provider: 'azure',
  title: 'Non-production subscriptions hold no copy of production data',
  failsAs: 'snapshots and databases outside production are copies of production data',
  why: 'A test system filled from production carries real customers into weaker controls.',
  criteria: ['C1.1', 'CC6.1', 'CC8.1'],
  severity: 'high',
  looksAt: [snapshotType, 'microsoft.sql/servers/databases'],
  reads: [],
  parameters: [{ name: 'environmentOf', unit: 'map', meaning: 'subscription to environment', default: {} }],
  remediation: 'Delete the copy or record masking and approval.',
  cannotShow: 'Exports, masked copies and data typed in by hand.',
  judge(row, scene) {
    if (row.type !== snapshotType && nameIn(row.id).toLowerCase() === 'master')
      return notApplicable('The database master belongs to the server and holds no data of the client.', [
        seen(first(row, 'name')),
      ]);
    const here = environmentOf(row.account, scene);
    const source = sourceOf(row);
    const evidence = [seen(source)];
    if (here === null) return unknown(`No environment of the subscription ${row.account} is declared.`, evidence);
    if (isProduction(here)) return notApplicable('The subscription is declared as production.', evidence);
    // The id of the source holds its subscription.
    const subscription = subscriptionOf(text(source) ?? '');
    if (subscription === null) return unknown('The row names no source, as is usual after creation.', evidence);
    const there = environmentOf(subscription, scene);
    if (there === null)
      return unknown(`No environment of the source’s subscription ${subscription} is declared.`, evidence);
    return isProduction(there)
      ? fail(`The source lies in production, and the copy in a subscription declared as ${here}.`, evidence)
      : pass(`The source lies in a subscription declared as ${there}.`, evidence);
  },
  examples: {
    pass: { resource: snapshot(own), parameters },
    fail: { resource: snapshot(production), parameters },
    unknown: { resource: snapshot(null), parameters },
    'not-applicable': { resource: snapshot(production), parameters: { environmentOf: { [own]: 'production' } } },
  },
});
