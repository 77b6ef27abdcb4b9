import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { comparable, word } from '../azure-rows.ts';
import { everywhere } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { elements, find, first, flag, inside, list, texts, within } from '../read.ts';

const alertType = 'microsoft.insights/activitylogalerts';

/** Fields that say what happened; any other narrows the alert to some callers, groups or resources. */
const open: ReadonlySet<string> = new Set(['category', 'operationname', 'level', 'status']);

const valuesOf = (test: Property): readonly string[] =>
  [...texts([inside(test, 'equals')]), ...texts(within(test, 'containsAny'))].map((one) => one.toLowerCase());

/** One condition with its alternatives: a field of its own, or a list of which any may hold. */
const alternatives = (condition: Property): readonly Property[] => {
  const any = within(condition, 'anyOf').flatMap(elements);
  return any.length === 0 ? [condition] : any;
};

function fires(alert: Resource, operation: string): boolean {
  const conditions = list(alert, 'properties.condition.allOf').map(alternatives);
  const fields = conditions.flat().map((test) => word(inside(test, 'field')) ?? '');
  if (conditions.length === 0 || fields.some((field) => !open.has(field))) return false;
  const named = conditions.filter((any) => any.some((test) => word(inside(test, 'field')) === 'operationname'));
  if (named.length > 0)
    return named.every((any) => any.some((test) => valuesOf(test).includes(operation.toLowerCase())));
  const isAdministrative = (test: Property) => valuesOf(test).includes('administrative');
  return conditions.some((any) => any.some(isAdministrative));
}

/** An alert counts when it is on, its scope is the whole subscription, and it calls somebody. */
function isLive(alert: Resource, subscription: string): boolean {
  const scopes = texts(find(alert, 'properties.scopes')).map(comparable);
  const groups = find(alert, 'properties.actions.actionGroups.actionGroupId');
  const isOn = flag(first(alert, 'properties.enabled')) !== false;
  return isOn && scopes.includes(`/subscriptions/${subscription}`) && texts(groups).length > 0;
}

function judgeAlerts(subscription: string, scene: Scene): Verdict {
  const alerts = everywhere(alertType, subscription, scene).filter((alert) => isLive(alert, subscription));
  const operations = textsOf(scene, 'operations');
  const missing = operations.filter((operation) => !alerts.some((alert) => fires(alert, operation)));
  const used = alerts.filter((alert) => operations.some((operation) => fires(alert, operation)));
  const evidence = used.slice(0, 8).map((alert) => seenOn(alert, first(alert, 'properties.condition.allOf')));
  if (missing.length === 0)
    return pass(`Every declared operation (${operations.length}) raises an alert with an action group.`, evidence);
  const known = scene.known(alertType, subscription);
  if (!known.isKnown) return unknown(known.because, evidence);
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  const names = more === '' ? listed(missing) : `${missing.slice(0, 3).join(', ')}${more}`;
  return fail(`${missing.length} of ${operations.length} declared operations raise no alert: ${names}.`, evidence);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const alert = (enabled: boolean) => ({
  type: alertType,
  id: `/subscriptions/${subscription}/resourcegroups/logs/providers/microsoft.insights/activitylogalerts/policy`,
  configuration: {
    properties: {
      enabled,
      scopes: [`/subscriptions/${subscription}`],
      condition: {
        allOf: [
          { field: 'category', equals: 'Administrative' },
          { field: 'operationName', equals: 'microsoft.authorization/policyassignments/write' },
        ],
      },
      actions: { actionGroups: [{ actionGroupId: '/subscriptions/x/actiongroups/on-call' }] },
    },
  },
});
const parameters = { operations: ['Microsoft.Authorization/policyAssignments/write'] };

export default defineCheck({
  id: 'azure.activity-log-alerts-present',
  version: 1,
  provider: 'azure',
  title: 'Alerts exist for the declared changes of policy, network and access',
  failsAs: 'subscriptions lack an alert for a declared change',
  why: 'A change to the safeguards should reach a person the same day.',
  criteria: ['CC7.2', 'CC7.3'],
  severity: 'medium',
  looksAt: ['azure.subscription'],
  reads: [alertType],
  parameters: [
    {
      name: 'operations',
      unit: 'list',
      meaning: 'operation names',
      default: [
        'Microsoft.Authorization/policyAssignments/write',
        'Microsoft.Authorization/policyAssignments/delete',
        'Microsoft.Network/networkSecurityGroups/write',
        'Microsoft.Network/networkSecurityGroups/delete',
        'Microsoft.Network/publicIPAddresses/write',
        'Microsoft.Network/publicIPAddresses/delete',
        'Microsoft.Security/securitySolutions/write',
        'Microsoft.Security/securitySolutions/delete',
        'Microsoft.Sql/servers/firewallRules/write',
        'Microsoft.Sql/servers/firewallRules/delete',
        'Microsoft.Authorization/roleAssignments/write',
      ],
      stricter: 'longer-list',
    },
    {
      name: 'externalMonitoring',
      unit: 'boolean',
      meaning: 'events are watched in a central monitoring system',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Create the missing alerts with an action group that reaches on-call.',
  cannotShow: 'Who receives the alert and what they do.',
  judge: (container, scene) =>
    flagOf(scene, 'externalMonitoring')
      ? notApplicable('Events are declared to be watched in a central monitoring system.')
      : judgeAlerts(container.id, scene),
  examples: {
    pass: { resource: { id: subscription }, others: [alert(true)], parameters },
    fail: { resource: { id: subscription }, others: [alert(false)], parameters },
    unknown: { resource: { id: subscription }, unseen: { [alertType]: 'Alerts were not read.' } },
    'not-applicable': { resource: { id: subscription }, parameters: { externalMonitoring: true } },
  },
});
