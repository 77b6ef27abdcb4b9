import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  destinationsOf,
  destinationWords,
  exportedBy,
  exportsCategory,
  readSettings,
  settingType,
} from '../azure-logs.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { mapOf } from '../parameters.ts';
import { first, seen, texts } from '../read.ts';

/** How the declared map calls each type. The log of a server is that of its database `master`. */
const names: Readonly<Record<string, string>> = {
  'microsoft.keyvault/vaults': 'vault',
  'microsoft.sql/servers': 'sql master',
  'microsoft.containerservice/managedclusters': 'cluster',
  'microsoft.network/applicationgateways': 'gateway',
  'microsoft.web/sites': 'web app',
};

const scopeOf = (row: Resource): string =>
  row.type === 'microsoft.sql/servers' ? `${row.id}/databases/master` : row.id;

function judgeSettings(row: Resource, required: readonly string[], scene: Scene): Verdict {
  const settings = readSettings(scopeOf(row), row, scene);
  if (typeof settings === 'string') return unknown(settings);
  const sending = settings.filter((one) => destinationsOf(one).length > 0);
  const evidence = settings.flatMap((one) => exportedBy(one).at.map((at) => seenOn(one, at))).slice(0, 8);
  const shown = evidence.length === 0 ? [seen(first(row, 'id'))] : evidence;
  const missing = required.filter((category) => !sending.some((one) => exportsCategory(one, category)));
  if (missing.length === 0) {
    const targets = [...new Set(sending.flatMap(destinationsOf).map(destinationWords))];
    return pass(`${listed(required)} ${required.length === 1 ? 'is' : 'are'} sent to ${listed(targets)}.`, shown);
  }
  const lost = sending.find((one) => exportedBy(one).isLost);
  if (lost !== undefined)
    return unknown(`The setting ${lost.name} was read in a form that drops category groups.`, shown);
  return fail(`No diagnostic setting of the resource sends ${listed(missing, 'or')}.`, shown);
}

const id =
  '/subscriptions/11111111-2222-4333-8444-555555555555/resourcegroups/pay/providers/microsoft.keyvault/vaults/pay';
const vault = { type: 'microsoft.keyvault/vaults', id, name: 'pay', configuration: { id } };
const setting = (category: string) => ({
  type: settingType,
  id: `${id}/providers/microsoft.insights/diagnosticsettings/all`,
  configuration: {
    properties: {
      workspaceId: '/subscriptions/s/resourcegroups/logs/providers/microsoft.operationalinsights/workspaces/central',
      logs: [{ category, enabled: true }],
    },
  },
});

export default defineCheck({
  id: 'azure.resource-logs-exported',
  version: 1,
  provider: 'azure',
  title: 'Vaults, databases, clusters, gateways and web apps send their logs to a kept store',
  failsAs: 'resources do not send the required logs',
  why: 'Secret reads and request logs exist only if the resource was told to send them.',
  criteria: ['CC7.2'],
  severity: 'medium',
  looksAt: Object.keys(names),
  reads: [settingType],
  parameters: [
    {
      name: 'rowsInForce',
      unit: 'map',
      meaning: 'type to categories',
      default: {
        vault: ['AuditEvent'],
        'sql master': ['SQLSecurityAuditEvents'],
        cluster: ['kube-audit-admin', 'guard'],
        gateway: ['ApplicationGatewayAccessLog', 'ApplicationGatewayFirewallLog'],
        'web app': ['AppServiceHTTPLogs'],
      },
    },
  ],
  remediation: 'Add a diagnostic setting, best by policy.',
  cannotShow: 'Retention at the destination.',
  judge(row, scene) {
    const name = names[row.type] ?? row.type;
    const required = texts([{ path: 'rowsInForce', value: mapOf(scene, 'rowsInForce')[name] }]);
    return required.length === 0
      ? notApplicable(`No category is declared for the type ${name}.`)
      : judgeSettings(row, required, scene);
  },
  examples: {
    pass: { resource: vault, others: [setting('AuditEvent')] },
    fail: { resource: vault },
    unknown: { resource: vault, unseen: { [settingType]: 'Diagnostic settings were not read.' } },
    'not-applicable': { resource: vault, parameters: { rowsInForce: {} } },
  },
});
