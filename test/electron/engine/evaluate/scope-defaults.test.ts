import type { JsonObject } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { describe, expect, test } from 'vitest';
import { areDefaults } from '../../../../electron/engine/evaluate/scope-defaults.ts';

const resource = (type: string, configuration: JsonObject = {}, name = 'x'): Resource => ({
  provider: 'aws',
  account: '111122223333',
  region: 'eu-west-3',
  type: `AWS::${type}`,
  id: name,
  name,
  arn: null,
  capturedAt: '2026-01-01T00:00:00.000Z',
  isDeleted: false,
  createdAt: null,
  standing: 'evidence',
  tags: {},
  relationships: [],
  configuration,
  supplementaryConfiguration: {},
});

const vpcId = 'vpc-0d1';
const untouched: readonly Resource[] = [
  resource('EC2::VPC', { vpcId, isDefault: true }),
  resource('EC2::Subnet', { vpcId, defaultForAz: true }),
  resource('EC2::SecurityGroup', { vpcId, groupName: 'default' }),
  resource('EC2::NetworkAcl', { vpcId, isDefault: true }),
  resource('EC2::RouteTable', { vpcId, associations: [{ main: true }] }),
  resource('EC2::InternetGateway', { attachments: [{ vpcId, state: 'available' }] }),
  resource('Config::ConfigurationRecorder'),
  resource('GuardDuty::Detector'),
  resource('CodeDeploy::DeploymentConfig', {}, 'CodeDeployDefault.AllAtOnce'),
  resource('Athena::WorkGroup', {}, 'primary'),
];

describe('what AWS puts into every region', () => {
  test('the default network with means of watching is nobody’s work', () => {
    expect(areDefaults(untouched)).toBe(true);
    expect(areDefaults([resource('EC2::VPC', { VpcId: vpcId, IsDefault: true })])).toBe(true);
  });

  test.each<[string, Resource]>([
    ['a network of one’s own', resource('EC2::VPC', { vpcId: 'vpc-0e2', isDefault: false })],
    ['a subnet added to the default network', resource('EC2::Subnet', { vpcId, defaultForAz: false })],
    ['a security group added to it', resource('EC2::SecurityGroup', { vpcId, groupName: 'web' })],
    ['a default group of another network', resource('EC2::SecurityGroup', { vpcId: 'vpc-0e2', groupName: 'default' })],
    ['a route table added to it', resource('EC2::RouteTable', { vpcId, associations: [] })],
    ['a gateway of nothing', resource('EC2::InternetGateway', { attachments: [] })],
    ['a work group of one’s own', resource('Athena::WorkGroup', {}, 'reports')],
    ['a server', resource('EC2::Instance')],
    ['an item that could not be read', resource('EC2::VPC')],
    ['a type named like a member of every object', { ...resource('X'), type: 'constructor' }],
  ])('%s is somebody’s work', (_, added) => {
    expect(areDefaults([...untouched, added])).toBe(false);
  });
});
