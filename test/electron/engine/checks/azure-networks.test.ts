import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json, JsonObject } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import flowLogs from '../../../../electron/engine/checks/azure/flow-logs-on.check.ts';
import subnetGuarded from '../../../../electron/engine/checks/azure/subnet-guarded.check.ts';
import { armId, armRow } from '../../../../electron/engine/checks/azure-example.ts';
import { judgeExample } from './scene.ts';

const type = 'microsoft.network/virtualnetworks';
const groupType = 'microsoft.network/networksecuritygroups';
const flowLog = 'microsoft.network/networkwatchers/flowlogs';
const interfaceId = (name: string) => armId('microsoft.network/networkinterfaces', name);
const address = (name: string): Json => ({ id: `${interfaceId(name)}/ipConfigurations/first`.toUpperCase() });
const subnet = (name: string, properties: JsonObject): Json => ({
  name,
  id: armId(`${type}/subnets`, `prod/${name}`),
  properties,
});

describe('a subnet without a security group', () => {
  const judge = (subnets: readonly Json[], others: readonly ExampleResource[] = [], unseen = {}) =>
    judgeExample(subnetGuarded, { resource: armRow(type, 'prod', { subnets }), others, unseen });
  const bare = subnet('data', { ipConfigurations: [address('a'), address('b')] });
  const group = (...names: readonly string[]) =>
    armRow(groupType, 'data', { networkInterfaces: names.map((name) => ({ id: interfaceId(name) })) });

  test('is guarded when each of its interfaces has a group', () => {
    expect(judge([bare], [group('a', 'b')]).status).toBe('pass');
    expect(judge([bare], [group('a')]).because).toContain('1 of its 2 interfaces has none either');
  });
  test('is not failed while the groups of its interfaces are not known', () => {
    expect(judge([bare], [], { [groupType]: 'The groups were refused.' }).status).toBe('unknown');
  });
  test('that is delegated or kept for the platform holds no machines', () => {
    const delegated = subnet('pg', { delegations: [{ name: 'pg' }] });
    expect(judge([delegated, subnet('gatewaysubnet', {})]).status).toBe('not-applicable');
  });
});

describe('a peering', () => {
  const remote =
    '/subscriptions/22222222-2222-4333-8444-555555555555/resourceGroups/x/providers/Microsoft.Network/virtualNetworks/Test';
  const judge = (environmentOf: JsonObject, peeringState = 'Connected', more: JsonObject = {}) =>
    judgeExample(subnetGuarded, {
      resource: armRow(type, 'prod', {
        subnets: [],
        virtualNetworkPeerings: [{ name: 'p', properties: { peeringState, remoteVirtualNetwork: { id: remote } } }],
      }),
      parameters: { environmentOf, ...more },
    });
  test('joins environments by what is declared of network, group or subscription', () => {
    expect(judge({ prod: 'production', test: 'test' }).because).toContain('joins production with test');
    expect(judge({ app: 'production', '22222222-2222-4333-8444-555555555555': 'Production' }).status).toBe('pass');
    expect(judge({ prod: 'development', test: 'test' }).status).toBe('pass');
  });
  test('is unknown while one side is not declared, and passes when its subscription is approved', () => {
    expect(judge({ prod: 'production' }).because).toContain('The environment of Test');
    const approvedExternalAccounts = ['22222222-2222-4333-8444-555555555555'];
    expect(judge({}, 'Connected', { approvedExternalAccounts }).status).toBe('pass');
  });
  test('that is not connected joins nothing', () => {
    expect(judge({ prod: 'production', test: 'test' }, 'Disconnected').status).toBe('not-applicable');
  });
});

describe('flow logs', () => {
  const used = (name: string, properties: JsonObject = {}) =>
    subnet(name, { ipConfigurations: [address(name)], ...properties });
  const log = (target: string, properties: JsonObject = {}) =>
    armRow(flowLog, `westeurope/${target.split('/').at(-1)}`, {
      targetResourceId: target.toUpperCase(),
      enabled: true,
      ...properties,
    });
  const network = armId(type, 'prod');
  const judge = (subnets: readonly Json[], ...others: readonly ExampleResource[]) =>
    judgeExample(flowLogs, { resource: armRow(type, 'prod', { subnets }), others });
  const guarded = (name: string) => used(name, { networkSecurityGroup: { id: armId(groupType, 'web') } });

  test('on the network, on each subnet in use or on its group all do', () => {
    expect(judge([used('a')], log(network)).status).toBe('pass');
    expect(judge([used('a'), subnet('idle', {})], log(armId(`${type}/subnets`, 'prod/a'))).status).toBe('pass');
    expect(judge([guarded('a'), guarded('b')], log(armId(groupType, 'web'))).status).toBe('pass');
    expect(judge([guarded('a'), used('b')], log(armId(groupType, 'web'))).because).toContain(
      'cover 1 of 2 subnets in use',
    );
  });
  test('keep records for ever when no retention is on or its days are 0', () => {
    const kept = (days: number, enabled = true) =>
      judge([used('a')], log(network, { retentionPolicy: { days, enabled } }));
    expect(kept(0).because).toContain('keeps records for ever');
    expect(kept(7, false).status).toBe('pass');
    expect(kept(30).because).toContain('keeps records 30 days, fewer than the 90 declared');
    expect(kept(90).status).toBe('pass');
  });
  test('that are disabled do not count', () => {
    expect(judge([used('a')], log(network, { enabled: false })).because).toBe('The flow log prod is disabled.');
  });
  test('are not asked of a network in which nothing has an address', () => {
    expect(judge([subnet('idle', {})]).status).toBe('not-applicable');
    expect(judge([subnet('idle', { privateEndpoints: [{ id: 'x' }] })]).status).toBe('fail');
  });
});
