import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  destinationsOf,
  destinationWords,
  exportedBy,
  exportsCategory,
  exportUnread,
  isWholeProfile,
  profileType,
  scopeOfSubscription,
  settingsOn,
  settingType,
} from '../azure-logs.ts';
import { ifDisabled, subscriptionType } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first } from '../read.ts';

const seenIn = (settings: readonly Resource[]) =>
  settings.flatMap((row) => exportedBy(row).at.map((at) => seenOn(row, at))).slice(0, 8);

function judgeSettings(settings: readonly Resource[], required: readonly string[]): Verdict {
  const missing = required.filter((category) => !settings.some((one) => exportsCategory(one, category)));
  const evidence = seenIn(settings);
  if (missing.length === 0) {
    const used = settings.filter((one) => required.some((category) => exportsCategory(one, category)));
    const targets = [...new Set(used.flatMap(destinationsOf).map(destinationWords))];
    return pass(`${listed(required)} are exported to ${listed(targets)}.`, evidence);
  }
  const lost = settings.find((one) => exportedBy(one).isLost);
  if (lost !== undefined)
    return unknown(`The setting ${lost.name} was read in a form that drops category groups.`, evidence);
  const words =
    settings.length === 1 ? 'the one export setting' : `any of ${counted(settings.length, 'export setting')}`;
  return fail(`${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not enabled in ${words}.`, evidence);
}

function judgeExport(subscription: string, scene: Scene): Verdict {
  const all = settingsOn(scopeOfSubscription(subscription), subscription, scene);
  const settings = all.filter((one) => destinationsOf(one).length > 0);
  const profile = scene.of(profileType, subscription).find(isWholeProfile);
  if (profile !== undefined) {
    const targets = destinationsOf(profile).map(destinationWords);
    const evidence = [seenOn(profile, first(profile, 'properties.categories'))];
    return pass(`The legacy profile ${profile.name} exports every record to ${listed(targets)}.`, evidence);
  }
  if (settings.length > 0) return judgeSettings(settings, textsOf(scene, 'requiredCategories'));
  if (all.length > 0) return fail('The export settings of the subscription name no destination.', seenIn(all));
  const because = exportUnread(subscription, scene);
  return because === null ? fail('The subscription has no setting that exports its activity log.') : unknown(because);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const setting = (logs: readonly { readonly [key: string]: boolean | string | null }[]) => ({
  type: settingType,
  id: `subscriptions/${subscription}/providers/microsoft.insights/diagnosticSettings/to-archive`,
  name: 'to-archive',
  configuration: {
    properties: {
      storageAccountId: `/subscriptions/${subscription}/resourceGroups/logs/providers/Microsoft.Storage/storageAccounts/trail`,
      logs,
    },
  },
});

export default defineCheck({
  id: 'azure.activity-log-exported',
  version: 1,
  provider: 'azure',
  title: 'Each subscription exports its activity log with the needed categories',
  failsAs: 'subscriptions do not export the needed categories of their activity log',
  why: 'The platform forgets after 90 days; without export a Type II period has no trail.',
  criteria: ['CC7.2', 'CC8.1', 'CC6.1'],
  severity: 'high',
  looksAt: ['azure.subscription'],
  reads: [settingType, profileType, subscriptionType],
  parameters: [
    {
      name: 'requiredCategories',
      unit: 'list',
      meaning: 'categories to export',
      default: ['Administrative', 'Security', 'Policy', 'Alert'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Create a diagnostic setting on the subscription to the central workspace and storage.',
  cannotShow: 'That the records arrive and are read.',
  judge: (container, scene) => ifDisabled(container, scene) ?? judgeExport(container.id, scene),
  examples: {
    pass: { resource: { id: subscription }, others: [setting([{ categoryGroup: 'allLogs', enabled: true }])] },
    fail: { resource: { id: subscription }, others: [setting([{ category: 'Administrative', enabled: true }])] },
    unknown: { resource: { id: subscription }, others: [setting([{ category: null, enabled: true }])] },
    'not-applicable': {
      resource: { id: subscription },
      others: [{ type: subscriptionType, configuration: { properties: { state: 'Disabled' } } }],
    },
  },
});
