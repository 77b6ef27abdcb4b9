import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { type Part, together } from '../azure-parts.ts';
import { isWord, nameIn } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, flag, list, text } from '../read.ts';

const pricingType = 'microsoft.security/pricings';

/** The types that a plan watches; a plan without any watches the subscription itself. */
const watched: Readonly<Record<string, readonly string[]>> = {
  virtualmachines: ['microsoft.compute/virtualmachines'],
  sqlservers: ['microsoft.sql/servers'],
  sqlservervirtualmachines: ['microsoft.sqlvirtualmachine/sqlvirtualmachines'],
  storageaccounts: ['microsoft.storage/storageaccounts'],
  keyvaults: ['microsoft.keyvault/vaults'],
  appservices: ['microsoft.web/sites'],
  containers: ['microsoft.containerservice/managedclusters', 'microsoft.containerregistry/registries'],
  opensourcerelationaldatabases: ['microsoft.dbforpostgresql/flexibleservers', 'microsoft.dbformysql/flexibleservers'],
  cosmosdbs: ['microsoft.documentdb/databaseaccounts'],
};

const planName = (row: Resource): string => nameIn(row.id).toLowerCase();

/** A plan that was replaced is judged by what replaced it. */
function currentNames(plan: string, rows: readonly Resource[]): readonly string[] {
  const row = rows.find((one) => planName(one) === plan.toLowerCase());
  if (row === undefined || flag(first(row, 'properties.deprecated')) !== true) return [plan];
  return list(row, 'properties.replacedBy').flatMap((at) => text(at) ?? []);
}

/** Whether anything of the plan's types is there: null when it cannot be known, with the reason. */
function isInUse(plan: string, account: string, scene: Scene): true | false | string {
  const types = watched[plan.toLowerCase()];
  if (types === undefined || types.some((type) => scene.of(type, account).length > 0)) return true;
  for (const type of types) {
    const known = scene.known(type, account);
    if (!known.isKnown) return known.because;
  }
  return false;
}

function trialWords(row: Resource): string {
  const left = text(first(row, 'properties.freeTrialRemainingTime'));
  return left === null || left.toUpperCase() === 'PT0S' ? '' : ` on a trial with ${left} left`;
}

function planPart(plan: string, rows: readonly Resource[], account: string, scene: Scene): Part | null {
  const row = rows.find((one) => planName(one) === plan.toLowerCase());
  const isUsed = isInUse(plan, account, scene);
  if (isUsed === false) return null;
  if (row === undefined) return { status: 'unknown', words: `no row of the plan ${plan} was read`, seen: [] };
  const tier = first(row, 'properties.pricingTier');
  const evidence: readonly Seen[] = [seenOn(row, tier)];
  if (isWord(tier, 'Standard')) return { status: 'pass', words: `${plan}${trialWords(row)}`, seen: evidence };
  if (text(tier) === null) return { status: 'unknown', words: `the tier of ${plan} is not stated`, seen: evidence };
  if (isUsed === true) return { status: 'fail', words: `the plan ${plan} is ${text(tier)}`, seen: evidence };
  return { status: 'unknown', words: `the plan ${plan} is ${text(tier)}, and ${isUsed.slice(0, -1)}`, seen: evidence };
}

function judgePlans(account: string, scene: Scene): Verdict {
  const rows = scene.of(pricingType, account);
  const known = scene.known(pricingType, account);
  if (rows.length === 0)
    return unknown(known.isKnown ? 'No row of a plan was read for the subscription.' : known.because);
  const plans = new Set(textsOf(scene, 'requiredPlans').flatMap((plan) => currentNames(plan, rows)));
  const parts = [...plans].flatMap((plan) => planPart(plan, rows, account, scene) ?? []);
  if (parts.length === 0) return notApplicable('No resource of a type that a required plan watches exists.');
  const verdict = together(parts);
  if (verdict.status !== 'pass') return verdict;
  return { ...verdict, because: `The plans in use are Standard: ${listed(parts.map(({ words }) => words))}.` };
}

const subscription = '11111111-2222-4333-8444-555555555555';
const plan = (name: string, pricingTier: string) => ({
  type: pricingType,
  id: `/subscriptions/${subscription}/providers/microsoft.security/pricings/${name.toLowerCase()}`,
  name,
  configuration: { name, properties: { pricingTier, freeTrialRemainingTime: 'PT0S' } },
});
const vault = { type: 'microsoft.keyvault/vaults', id: 'vault' };
const parameters = { requiredPlans: ['KeyVaults'] };

export default defineCheck({
  id: 'azure.defender-plans-on',
  version: 1,
  provider: 'azure',
  title: 'Threat-detection plans are on for the resource types in use',
  failsAs: 'subscriptions lack a threat-detection plan for a type in use',
  why: 'Without the paid plan there is no detection, only advice.',
  criteria: ['CC7.1', 'CC7.2'],
  severity: 'medium',
  looksAt: ['azure.subscription'],
  reads: [pricingType, ...new Set(Object.values(watched).flat())],
  parameters: [
    {
      name: 'requiredPlans',
      unit: 'list',
      meaning: 'plan names',
      default: [
        'VirtualMachines',
        'SqlServers',
        'SqlServerVirtualMachines',
        'StorageAccounts',
        'KeyVaults',
        'AppServices',
        'Containers',
        'Arm',
        'OpenSourceRelationalDatabases',
        'CosmosDbs',
      ],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Turn on the plan or record the accepted risk.',
  cannotShow: 'Handling of the alerts, and plans switched on for single resources.',
  judge: (container, scene) => judgePlans(container.id, scene),
  examples: {
    pass: { resource: { id: subscription }, others: [plan('KeyVaults', 'Standard'), vault], parameters },
    fail: { resource: { id: subscription }, others: [plan('KeyVaults', 'Free'), vault], parameters },
    unknown: { resource: { id: subscription }, unseen: { [pricingType]: 'Plans were not read.' } },
    'not-applicable': { resource: { id: subscription }, others: [plan('KeyVaults', 'Free')], parameters },
  },
});
