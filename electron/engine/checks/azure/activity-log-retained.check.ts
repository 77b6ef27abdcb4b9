import type { Scene } from '@shared/domain/check.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  destinationsOf,
  exportedBy,
  exportsCategory,
  exportUnread,
  isWholeProfile,
  profileType,
  scopeOfSubscription,
  settingsOn,
  settingType,
} from '../azure-logs.ts';
import { sentenceOf } from '../azure-parts.ts';
import { keptAt, retentionTypes, tableType, workspaceType } from '../azure-retention.ts';
import { defineCheck } from '../define.ts';
import { numberOf } from '../parameters.ts';

/** The platform keeps the activity log searchable for this long without any export. */
const platformDays = 90;

function judgeNoExport(subscription: string, total: number, scene: Scene): Verdict {
  const because = exportUnread(subscription, scene);
  if (because !== null) return unknown(because);
  if (total <= platformDays)
    return notApplicable(`No administrative record is exported; the platform keeps ${platformDays} days by default.`);
  return fail(
    `No administrative record is exported, and the platform keeps ${platformDays} of the ${total} days declared.`,
  );
}

function judgeKept(subscription: string, total: number, scene: Scene): Verdict {
  const settings = settingsOn(scopeOfSubscription(subscription), subscription, scene);
  const profiles = scene.of(profileType, subscription).filter(isWholeProfile);
  const telling = settings.filter((one) => exportsCategory(one, 'Administrative'));
  const destinations = [...telling, ...profiles].flatMap(destinationsOf);
  if (destinations.length === 0) {
    const lost = settings.find((one) => destinationsOf(one).length > 0 && exportedBy(one).isLost);
    return lost === undefined
      ? judgeNoExport(subscription, total, scene)
      : unknown(`The setting ${lost.name} was read in a form that drops category groups.`);
  }
  const kept = destinations.map((one) => keptAt(one, total, scene));
  const proof = kept.find((one) => one.total !== null && one.total >= total);
  const searchable = numberOf(scene, 'logRetentionDays');
  const longest = Math.max(platformDays, ...kept.map((one) => one.searchable));
  const evidence = kept.flatMap((one) => one.seen).slice(0, 8);
  const open = kept.filter((one) => one.total === null);
  const words = sentenceOf(kept.map((one) => one.words)).slice(0, -1);
  if (proof !== undefined && longest >= searchable)
    return pass(`${sentenceOf([proof.words]).slice(0, -1)}; ${total} are declared.`, proof.seen);
  if (open.length > 0) return unknown(`${words}; ${total} days are declared.`, evidence);
  if (proof === undefined) return fail(`${words}; ${total} days are declared.`, evidence);
  return fail(`The log can be searched for ${longest} of the ${searchable} days declared; ${proof.words}.`, evidence);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const group = `/subscriptions/${subscription}/resourcegroups/logs/providers`;
const workspaceId = `${group}/microsoft.operationalinsights/workspaces/central`;
const setting = (destination: Readonly<Record<string, string>>) => ({
  type: settingType,
  id: `/subscriptions/${subscription}/providers/microsoft.insights/diagnosticsettings/all`,
  configuration: { properties: { ...destination, logs: [{ categoryGroup: 'allLogs', enabled: true }] } },
});
const table = (totalRetentionInDays: number) => ({
  type: tableType,
  id: `${workspaceId}/tables/azureactivity`,
  configuration: { name: 'AzureActivity', properties: { retentionInDays: 90, totalRetentionInDays } },
});
const workspace = { type: workspaceType, id: workspaceId, configuration: { properties: { retentionInDays: 30 } } };

export default defineCheck({
  id: 'azure.activity-log-retained',
  version: 1,
  provider: 'azure',
  title: 'The exported activity log is kept at least the declared time',
  failsAs: 'subscriptions do not keep their activity log for the declared time',
  why: 'The auditor samples the whole period; records that expire inside it cannot be tested.',
  criteria: ['CC7.2', 'CC7.3', 'CC7.4'],
  severity: 'high',
  looksAt: ['azure.subscription'],
  reads: [settingType, profileType, ...retentionTypes],
  parameters: [
    { name: 'logRetentionDays', unit: 'days', meaning: 'searchable time', default: 90, stricter: 'higher' },
    {
      name: 'logRetentionTotalDays',
      unit: 'days',
      meaning: 'total time, archive included',
      default: 365,
      stricter: 'higher',
    },
  ],
  remediation: 'Raise the table retention or export to storage with a locked policy.',
  cannotShow: 'Completeness of the records (a daily cap can drop them).',
  judge(container, scene) {
    const declared = [numberOf(scene, 'logRetentionDays'), numberOf(scene, 'logRetentionTotalDays')];
    return judgeKept(container.id, Math.max(...declared), scene);
  },
  examples: {
    pass: { resource: { id: subscription }, others: [setting({ workspaceId }), workspace, table(730)] },
    fail: { resource: { id: subscription }, others: [setting({ workspaceId }), workspace, table(90)] },
    unknown: {
      resource: { id: subscription },
      others: [
        setting({ eventHubAuthorizationRuleId: `${group}/microsoft.eventhub/namespaces/n/authorizationrules/r` }),
      ],
    },
    'not-applicable': { resource: { id: subscription }, parameters: { logRetentionTotalDays: 90 } },
  },
});
