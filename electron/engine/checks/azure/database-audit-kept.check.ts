import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  ifLeaving,
  mysql,
  mysqlParameters,
  parameterSeen,
  postgres,
  postgresParameters,
  serverParameter,
  sqlDatabase,
  sqlServer,
} from '../azure-databases.ts';
import { armId, armRow } from '../azure-example.ts';
import { comparable, isAbsent, isWord, readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { severest } from '../judge.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { elements, first, flag, inside, number, seen, text } from '../read.ts';

const auditing = `${sqlServer}/auditingsettings`;
const setting = 'microsoft.insights/diagnosticsettings';
const auditEvents = 'SQLSecurityAuditEvents';

/** True when a setting on `master` sends audit events somewhere. */
function sendsAudits(row: Resource): boolean {
  const targets = ['workspaceId', 'eventHubAuthorizationRuleId', 'storageAccountId'];
  const hasTarget = targets.some((key) => !isAbsent(first(row, `properties.${key}`)));
  const logs = elements(first(row, 'properties.logs'));
  const isAudit = (log: Property) =>
    isWord(inside(log, 'category'), auditEvents) || isWord(inside(log, 'categoryGroup'), 'allLogs', 'audit');
  return hasTarget && logs.some((log) => flag(inside(log, 'enabled')) === true && isAudit(log));
}

/** Monitoring as a target takes effect only through a diagnostic setting on the database `master`. */
function judgeMonitor(server: Resource, row: Resource, scene: Scene): Verdict {
  const target = first(row, 'properties.isAzureMonitorTargetEnabled');
  const { rows, unread } = readChildren(server, setting, scene);
  const onMaster = rows.filter((one) => comparable(one.id).includes('/databases/master/'));
  const found = onMaster.find(sendsAudits);
  const evidence = [seenOn(row, target)];
  if (found !== undefined)
    return pass(`Auditing is Enabled and monitoring is its target, through the setting ${found.name} on master.`, [
      ...evidence,
      seenOn(found, first(found, 'properties.workspaceId')),
    ]);
  if (onMaster.length > 0)
    return fail(`Monitoring is the target of auditing, but no setting on master sends ${auditEvents}.`, evidence);
  return unknown(
    `Monitoring is the target of auditing, and its setting on master was not read: ${unread ?? 'no row names it.'}`,
    evidence,
  );
}

/** A storage target keeps records for the days stated; 0 means for ever. */
function judgeStorage(row: Resource, scene: Scene): Verdict {
  const [endpoint, days] = [first(row, 'properties.storageEndpoint'), first(row, 'properties.retentionDays')];
  const evidence = [days, endpoint, first(row, 'properties.state')].map((at) => seenOn(row, at));
  const [kept, wanted] = [number(days), numberOf(scene, 'logRetentionDays')];
  if (kept === null)
    return unknown('Auditing is Enabled, but the row does not state how long records are kept.', evidence);
  if (kept === 0) return pass('Auditing is Enabled and its records are kept for ever.', evidence);
  return kept < wanted
    ? fail(`Audit records are kept ${kept} days, fewer than the ${wanted} declared.`, evidence)
    : pass(`Auditing is Enabled and its records are kept ${kept} days.`, evidence);
}

function judgeSql(server: Resource, scene: Scene): Verdict {
  const { rows, unread } = readChildren(server, auditing, scene);
  const [row] = rows.filter(({ id }) => !comparable(id).includes('/databases/'));
  if (row === undefined)
    return unknown(`The auditing of the server was not read: ${unread ?? 'no row names it.'}`, [
      seen(first(server, 'name')),
    ]);
  const state = first(row, 'properties.state');
  if (isWord(state, 'Disabled')) return fail('Auditing of the server is Disabled.', [seenOn(row, state)]);
  if (!isWord(state, 'Enabled')) return unknown('The row does not state whether auditing is on.', [seenOn(row, state)]);
  const [endpoint, monitor] = [
    first(row, 'properties.storageEndpoint'),
    first(row, 'properties.isAzureMonitorTargetEnabled'),
  ];
  const verdicts = [
    ...(text(endpoint) === null ? [] : [judgeStorage(row, scene)]),
    ...(flag(monitor) === true ? [judgeMonitor(server, row, scene)] : []),
  ];
  if (verdicts.length === 0)
    return fail(
      'Auditing of the server is Enabled without a destination.',
      [state, endpoint, monitor].map((at) => seenOn(row, at)),
    );
  return verdicts.find(({ status }) => status === 'pass') ?? severest(verdicts) ?? unknown('Nothing was read.');
}

function judgeParameter(server: Resource, name: string, scene: Scene): Verdict {
  const found = serverParameter(server, name, scene);
  if ('status' in found) return found;
  const evidence = [parameterSeen(found)];
  const isOff = isAbsent(found.value) || isWord(found.value, 'off', '0', 'false');
  return isOff
    ? fail(`The parameter ${name} of the server is ${text(found.value) ?? 'empty'}.`, evidence)
    : pass(`The parameter ${name} is ${text(found.value)}.`, evidence);
}

/** The names of each engine differ, so a name of the other engine is passed over. */
function judgeFlexible(server: Resource, scene: Scene): Verdict {
  const isOurs = (name: string) => name.startsWith('audit_log') === (server.type === mysql);
  const names = textsOf(scene, 'requiredParameters').filter(isOurs);
  const verdicts = names.map((name) => judgeParameter(server, name, scene));
  const worst = severest(verdicts);
  if (worst === undefined) return notApplicable('No parameter is required of this engine.');
  if (worst.status !== 'pass') return worst;
  return pass(
    `The ${counted(names.length, 'required parameter')} of the server ${names.length === 1 ? 'is' : 'are'} on; where the records go is judged with its logs.`,
    verdicts.flatMap((one) => one.seen).slice(0, 8),
  );
}

const audit = (properties: {
  state: string;
  retentionDays?: number;
  storageEndpoint?: string;
  isAzureMonitorTargetEnabled?: boolean;
}) => armRow(auditing, 'orders/default', properties);
const server = armRow(sqlServer, 'orders', { minimalTlsVersion: '1.2' });

export default defineCheck({
  id: 'azure.database-audit-kept',
  version: 1,
  provider: 'azure',
  title: 'Database servers record access and keep the records',
  failsAs: 'database servers do not record access or drop the records too early',
  why: 'Direct access to the database bypasses the application log.',
  criteria: ['CC7.2', 'CC7.3'],
  severity: 'medium',
  looksAt: [sqlServer, postgres, mysql],
  reads: [auditing, setting, postgresParameters, mysqlParameters],
  parameters: [
    { name: 'logRetentionDays', unit: 'days', meaning: 'shortest retention', default: 90, stricter: 'higher' },
    {
      name: 'requiredParameters',
      unit: 'list',
      meaning: 'parameters of flexible servers',
      default: ['log_connections', 'log_disconnections', 'log_checkpoints', 'audit_log_enabled', 'audit_log_events'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Enable auditing to a workspace or locked storage.',
  cannotShow: 'Retention inside the workspace.',
  judge: (server, scene) =>
    server.type === sqlServer ? judgeSql(server, scene) : (ifLeaving(server) ?? judgeFlexible(server, scene)),
  examples: {
    pass: {
      resource: server,
      others: [
        audit({ state: 'Enabled', isAzureMonitorTargetEnabled: true }),
        {
          ...armRow(setting, 'to-workspace', {
            workspaceId: armId('microsoft.operationalinsights/workspaces', 'central'),
            logs: [{ category: auditEvents, enabled: true }],
          }),
          id: `${armId(sqlDatabase, 'orders/master')}/providers/${setting}/to-workspace`,
        },
      ],
    },
    fail: {
      resource: server,
      others: [audit({ state: 'Enabled', storageEndpoint: 'https://logs.blob.core.windows.net/', retentionDays: 30 })],
    },
    unknown: { resource: server, unseen: { [auditing]: 'The read of the auditing settings was refused.' } },
    'not-applicable': { resource: armRow(postgres, 'old', { state: 'Dropping' }) },
  },
});
