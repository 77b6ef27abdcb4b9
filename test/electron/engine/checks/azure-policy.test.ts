import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import findingsInTime from '../../../../electron/engine/checks/azure/assessment-findings-in-time.check.ts';
import plansOn from '../../../../electron/engine/checks/azure/defender-plans-on.check.ts';
import malware from '../../../../electron/engine/checks/azure/machine-malware-protection-healthy.check.ts';
import baselineEnforced from '../../../../electron/engine/checks/azure/policy-baseline-enforced.check.ts';
import statesCompliant from '../../../../electron/engine/checks/azure/policy-states-compliant.check.ts';
import contactSet from '../../../../electron/engine/checks/azure/security-contact-set.check.ts';
import { judgeExample } from './scene.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const tenant = '99999999-2222-4333-8444-555555555555';
const scope = `/subscriptions/${subscription}`;
const resource = { id: subscription };

describe('detection plans', () => {
  const plan = (name: string, properties: Readonly<Record<string, Json>>) => ({
    type: 'microsoft.security/pricings',
    id: `${scope}/providers/Microsoft.Security/pricings/${name}`,
    configuration: { name, properties },
  });
  const cluster = { type: 'microsoft.containerservice/managedclusters', id: 'pay' };
  const judge = (others: readonly ExampleResource[], requiredPlans: readonly string[], unseen = {}) =>
    judgeExample(plansOn, { resource, others, parameters: { requiredPlans }, unseen });

  test('that were replaced are judged by what replaced them', () => {
    const old = plan('KubernetesService', { pricingTier: 'Free', deprecated: true, replacedBy: ['Containers'] });
    expect(judge([old, plan('Containers', { pricingTier: 'Standard' }), cluster], ['KubernetesService']).status).toBe(
      'pass',
    );
    expect(judge([old, plan('Containers', { pricingTier: 'Free' }), cluster], ['KubernetesService']).because).toBe(
      'The plan Containers is Free.',
    );
    const standard = plan('KubernetesService', {
      pricingTier: 'Standard',
      deprecated: true,
      replacedBy: ['Containers'],
    });
    expect(judge([standard, plan('Containers', { pricingTier: 'Free' }), cluster], ['KubernetesService']).status).toBe(
      'fail',
    );
  });
  test('are not asked for where nothing of their type exists, when that could be seen', () => {
    const free = plan('Containers', { pricingTier: 'Free' });
    expect(judge([free], ['Containers']).status).toBe('not-applicable');
    const unseen = { 'microsoft.containerservice/managedclusters': 'Clusters were not read.' };
    expect(judge([free], ['Containers'], unseen).because).toBe(
      'The plan Containers is Free, and Clusters were not read.',
    );
    expect(judge([plan('Containers', { pricingTier: 'Standard' })], ['Containers'], unseen).status).toBe('pass');
  });
  test('of the subscription itself are always asked for', () => {
    expect(judge([plan('Arm', { pricingTier: 'Free' })], ['Arm']).status).toBe('fail');
    expect(judge([plan('Arm', { pricingTier: 'standard' })], ['Arm', 'Containers']).status).toBe('pass');
  });
  test('on a trial say when it ends, and a plan without a row is unknown', () => {
    const trial = plan('Containers', { pricingTier: 'Standard', freeTrialRemainingTime: 'P20D' });
    expect(judge([trial, cluster], ['Containers']).because).toContain('Containers on a trial with P20D left');
    expect(judge([trial, cluster], ['Containers', 'Arm']).because).toBe('No row of the plan Arm was read.');
  });
});

describe('a security contact', () => {
  const whole = {
    emails: 'security@larkspur.example',
    notificationsByRole: { state: 'On', roles: ['Owner'] },
    alertNotifications: { state: 'On', minimalSeverity: 'High' },
  };
  const contact = (properties: Readonly<Record<string, Json>>) => ({
    type: 'microsoft.security/securitycontacts',
    id: JSON.stringify(properties),
    configuration: { properties: { ...whole, ...properties } },
  });
  const judge = (others: readonly ExampleResource[], rest = {}) =>
    judgeExample(contactSet, { resource, others, ...rest });

  test('that is not there leaves an empty list, which is a fact when it was read', () => {
    expect(judge([]).because).toBe('The subscription has no security contact.');
    const unseen = { 'microsoft.security/securitycontacts': 'Contacts were refused.' };
    expect(judge([], { unseen }).status).toBe('unknown');
  });
  test('notifies from the declared severity or below', () => {
    expect(judge([contact({})], { parameters: { notifyFrom: 'Medium' } }).because).toContain(
      'above the declared Medium',
    );
    const low = contact({ alertNotifications: { state: 'On', minimalSeverity: 'Low' } });
    expect(judge([low], { parameters: { notifyFrom: 'Medium' } }).status).toBe('pass');
    expect(judge([contact({ alertNotifications: { state: 'Off' } })]).because).toBe('Notification is off.');
  });
  test('informs a role, and one good contact is enough', () => {
    const silent = contact({ notificationsByRole: { state: 'Off', roles: [] } });
    expect(judge([silent]).because).toBe('No role is informed.');
    expect(judge([silent, contact({})]).status).toBe('pass');
  });
});

describe('open findings', () => {
  const machine = `${scope}/resourceGroups/app/providers/Microsoft.Compute/virtualMachines/app-1`;
  const vulnerability = '1195afff-c881-495e-9bc5-1486211ae03f';
  const row = (status: Json, severity = 'High', id = vulnerability) => ({
    type: 'microsoft.security/assessments',
    id: `${machine}/providers/Microsoft.Security/assessments/${id}`,
    configuration: { properties: { displayName: 'Findings', status, metadata: { severity } } },
  });
  const judge = (others: readonly ExampleResource[], families: readonly string[] = ['vulnerability findings']) =>
    judgeExample(findingsInTime, { resource, others, parameters: { families } });
  const since = (statusChangeDate: string) => ({ code: 'Unhealthy', statusChangeDate });

  test('are late by the limit of their own severity', () => {
    const changed = since('2026-08-20T00:00:00Z');
    expect(judge([row(changed)]).because).toBe(
      '1 of 1 assessment is open past the limit, 12 days late at most: Findings.',
    );
    expect(judge([row(changed, 'medium')]).status).toBe('pass');
    expect(judge([row(changed, 'Unrated')]).status).toBe('unknown');
  });
  test('that are exempt or healthy are not open', () => {
    expect(judge([row({ code: 'NotApplicable', cause: 'Exempt' })]).status).toBe('not-applicable');
    const healthy = {
      ...row({ code: 'Healthy' }),
      id: `${machine}2/providers/microsoft.security/assessments/${vulnerability}`,
    };
    expect(judge([row({ code: 'NotApplicable', cause: 'Exempt' }), healthy]).because).toBe(
      '0 of 2 assessments are open, none past its limit; 1 is exempt.',
    );
  });
  test('are matched by the id of the assessment, and a family without any is unknown', () => {
    const named = row(since('2026-01-01T00:00:00Z'), 'High', 'aaaaaaaa-0000-4000-8000-000000000000');
    expect(judge([named]).because).toBe('No assessment of the declared families was read.');
    expect(judge([named], ['aaaaaaaa-0000-4000-8000-000000000000']).status).toBe('fail');
    expect(judge([row({ code: 'Healthy' })], ['vulnerability findings', 'system updates']).because).toBe(
      'No assessment of the family system updates was read.',
    );
  });

  const protection = '06e3a6db-6c0c-4ad9-943f-31d9d73ecf6c';
  const ofMachine = (others: readonly ExampleResource[]) =>
    judgeExample(malware, { resource: { id: machine.toLowerCase(), name: 'app-1' }, others });

  test('on malware protection are told by their id, and one bad result is enough', () => {
    expect(ofMachine([row({ code: 'Unhealthy' })]).status).toBe('unknown');
    const good = row({ code: 'Healthy' }, 'High', protection);
    const bad = row({ code: 'Unhealthy' }, 'High', 'dc5357d0-3858-4d17-a1a3-072840bff5be');
    expect(ofMachine([good]).status).toBe('pass');
    expect(ofMachine([good, bad]).because).toBe('1 assessment of app-1 on malware protection is Unhealthy.');
  });
  test('on malware protection may name the machine in the row, and need a cause to be spared', () => {
    const named = {
      type: 'microsoft.security/assessments',
      id: `${scope}/providers/microsoft.security/assessments/${protection}`,
      configuration: {
        properties: { status: { code: 'NotApplicable' }, resourceDetails: { Source: 'Azure', Id: machine } },
      },
    };
    expect(ofMachine([named]).because).toContain('states a result or a cause');
    const other = {
      ...named,
      configuration: { properties: { status: { code: 'Healthy' }, resourceDetails: { id: `${machine}2` } } },
    };
    expect(ofMachine([other]).because).toBe('No assessment of app-1 on malware protection was read.');
  });
});

describe('a baseline policy', () => {
  const name = '1f3afdf9-d0c9-4c3d-847f-89da613e70a8';
  const definition = `/providers/Microsoft.Authorization/policySetDefinitions/${name.toUpperCase()}`;
  const parameters = { baselines: [name] };
  const assignment = (properties: Readonly<Record<string, Json>> = {}, rest: ExampleResource = {}) => ({
    type: 'microsoft.authorization/policyassignments',
    id: `${scope}/providers/Microsoft.Authorization/policyAssignments/base`,
    configuration: {
      properties: {
        displayName: 'Base',
        scope,
        policyDefinitionId: definition,
        ...properties,
      },
    },
    ...rest,
  });
  const exemption = (expiresOn: Json) => ({
    type: 'microsoft.authorization/policyexemptions',
    id: `${scope}/providers/microsoft.authorization/policyexemptions/e1`,
    name: 'e1',
    configuration: { properties: { policyAssignmentId: assignment().id.toLowerCase(), expiresOn } },
  });
  const judge = (others: readonly ExampleResource[], more: Readonly<Record<string, Json>> = {}, unseen = {}) =>
    judgeExample(baselineEnforced, { resource, others, parameters: { ...parameters, ...more }, unseen });

  test('is enforced unless the row says that it is not', () => {
    expect(judge([assignment()]).status).toBe('pass');
    expect(judge([assignment({ enforcementMode: 'default' })]).status).toBe('pass');
    expect(judge([assignment({ enforcementMode: 'DoNotEnforce' })]).because).toBe(
      `The assignment Base stands at the subscription ${subscription}: the enforcement mode is DoNotEnforce.`,
    );
  });
  test('is exempted only with a future end', () => {
    expect(judge([assignment(), exemption('2027-01-01T00:00:00Z')]).status).toBe('pass');
    expect(judge([assignment(), exemption('2026-09-01T00:00:00Z')]).because).toContain(
      'the exemption e1 ended on 2026-09-01',
    );
    expect(judge([assignment(), exemption(null)]).because).toContain('the exemption e1 has no end date');
    const unseen = { 'microsoft.authorization/policyexemptions': 'Exemptions were not read.' };
    expect(judge([assignment()], {}, unseen).status).toBe('unknown');
  });
  test('leaves nothing of the subscription out without approval', () => {
    const group = `${scope}/resourceGroups/legacy`;
    expect(judge([assignment({ notScopes: [group] })]).because).toContain('1 scope is left out: legacy');
    expect(judge([assignment({ notScopes: [group] })], { approvedNotScopes: [group.toLowerCase()] }).status).toBe(
      'pass',
    );
    expect(judge([assignment({ notScopes: ['/subscriptions/22222222-2222-4333-8444-555555555555'] })]).status).toBe(
      'pass',
    );
  });
  test('may be inherited, and is absent only when what stands above could be seen', () => {
    const above = assignment({ scope: '/providers/Microsoft.Management/managementGroups/pay' }, { account: tenant });
    const row = {
      type: 'microsoft.resources/subscriptions',
      id: scope,
      configuration: { tenantId: tenant, properties: { managementGroupAncestorsChain: [{ name: 'pay' }] } },
    };
    expect(judge([above, row]).status).toBe('pass');
    expect(judge([above]).because).toContain('Whether the management group pay stands above');
    const foreign = assignment({ policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/x' });
    expect(judge([foreign]).status).toBe('unknown');
    expect(judge([foreign, row]).because).toBe('No assignment of a declared baseline covers the subscription.');
  });
  test('is unknown while none is declared', () => {
    expect(judge([assignment()], { baselines: [] }).status).toBe('unknown');
  });

  const state = (complianceState: string, place: number, rest: Readonly<Record<string, Json>> = {}) => ({
    type: 'microsoft.policyinsights/policystates',
    id: `s${place}`,
    configuration: {
      properties: {
        complianceState,
        timestamp: '2026-09-30T06:00:00Z',
        resourceId: `${scope}/x/${place}`,
        policySetDefinitionId: definition,
        ...rest,
      },
    },
  });
  const states = (...others: readonly ExampleResource[]) =>
    judgeExample(statesCompliant, { resource, others, parameters });

  test('counts exempt and unknown states neither as agreeing nor, by the old flag, as deviating', () => {
    expect(states(state('Compliant', 1), state('Exempt', 2)).because).toBe(
      'No resource deviates from the baseline; in agreement: 1; 1 exempt.',
    );
    expect(states(state('Exempt', 1)).status).toBe('unknown');
    expect(states(state('Compliant', 1), state('Unknown', 2)).status).toBe('unknown');
    expect(states(state('Compliant', 1), state('Conflict', 2)).status).toBe('unknown');
    expect(states(state('Compliant', 1, { isCompliant: false })).status).toBe('pass');
  });
  test('counts resources, not states, and only those of the baseline', () => {
    const twice = state('NonCompliant', 1);
    expect(states(twice, { ...twice, id: 's9' }, state('Compliant', 2)).because).toContain('1 of 2 resources deviates');
    const foreign = state('NonCompliant', 3, { policySetDefinitionId: '/x/policysetdefinitions/y' });
    expect(states(state('Compliant', 1), foreign).status).toBe('pass');
  });
  test('was judged too long before it was read', () => {
    expect(states(state('Compliant', 1, { timestamp: '2026-09-28T11:59:00Z' })).status).toBe('unknown');
    expect(states(state('Compliant', 1, { timestamp: '2026-09-28T12:00:00Z' })).status).toBe('pass');
  });
});
