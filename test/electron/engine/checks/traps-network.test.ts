import type { Example } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import networkAcl from '../../../../electron/engine/checks/aws/network-acl-admin-ports-closed.check.ts';
import publicAddress from '../../../../electron/engine/checks/aws/public-address-approved.check.ts';
import adminPorts from '../../../../electron/engine/checks/aws/security-group-admin-ports-closed.check.ts';
import defaultGroup from '../../../../electron/engine/checks/aws/security-group-default-closed.check.ts';
import publicPorts from '../../../../electron/engine/checks/aws/security-group-public-ports-approved.check.ts';
import flowLogs from '../../../../electron/engine/checks/aws/vpc-flow-logs-on.check.ts';
import { judgeExample } from './scene.ts';

const tcp = (fromPort: number, toPort: number, rest: Readonly<Record<string, Json>>) => ({
  ipProtocol: 'tcp',
  fromPort,
  toPort,
  ...rest,
});
const anyone = { ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }] };
const group = (...ipPermissions: readonly Json[]): Example => ({ resource: { configuration: { ipPermissions } } });
const admin = (...rules: readonly Json[]) => judgeExample(adminPorts, group(...rules));
const open = (...rules: readonly Json[]) => judgeExample(publicPorts, group(...rules));

describe('administration ports of a security group', () => {
  test('protocol -1 carries no ports and opens all of them', () => {
    const verdict = admin({ ipProtocol: '-1', fromPort: null, toPort: null, ...anyone });
    expect(verdict).toMatchObject({ status: 'fail', seen: [{ value: '"0.0.0.0/0"' }, { value: '"-1"' }] });
    expect(verdict.because).toContain('Rule 1 of 1 admits every protocol and port from 0.0.0.0/0;');
  });
  test('items of 2016 carry only ipRanges, as texts', () => {
    const verdict = admin(tcp(22, 22, { ipRanges: ['0.0.0.0/0'] }));
    expect(verdict.status).toBe('fail');
    expect(verdict.seen[0]?.path).toBe('configuration.ipPermissions[0].ipRanges[0]');
  });
  test('a port of one rule and an open source of another are not combined', () => {
    expect(admin(tcp(22, 22, { ipv4Ranges: [{ cidrIp: '10.0.0.0/8' }] }), tcp(443, 443, anyone)).status).toBe('pass');
  });
  test('IPv6 counts, and the worst rule is named by its place', () => {
    const verdict = admin(tcp(443, 443, anyone), tcp(3000, 4000, { ipv6Ranges: [{ cidrIpv6: '::/0' }] }));
    expect(verdict.because).toContain('Rule 2 of 2 admits tcp 3000-4000 from ::/0;');
  });
  test('two halves of the address space are wider than any owner', () => {
    expect(admin(tcp(22, 22, { ipv4Ranges: [{ cidrIp: '0.0.0.0/1' }, { cidrIp: '128.0.0.0/1' }] })).status).toBe(
      'fail',
    );
  });
  test('further open rules are counted', () => {
    expect(admin(tcp(22, 22, anyone), tcp(3389, 3389, anyone)).because).toContain('1 more of its rules');
  });
  test('a group that interfaces use is told from one attached to nothing', () => {
    const { resource } = group(tcp(22, 22, anyone));
    const relationships = [{ type: 'AWS::EC2::NetworkInterface', id: 'eni-0a1', label: 'Is associated with' }];
    const used = judgeExample(adminPorts, { resource: { ...resource, relationships } });
    expect(used.because).toContain('the item names 1 network interface that uses the group.');
  });
  test('an unknown protocol is unknown only where it may be open', () => {
    expect(admin({ ipProtocol: 'quic', fromPort: 22, toPort: 22, ...anyone }).status).toBe('unknown');
    expect(admin({ ipProtocol: 'quic', ipv4Ranges: [{ cidrIp: '10.1.0.0/16' }] }).status).toBe('pass');
  });
  test('a prefix list hides its addresses, so it never passes', () => {
    const list = { prefixListIds: [{ prefixListId: 'pl-0a1' }] };
    expect(admin(tcp(22, 22, list))).toMatchObject({ status: 'unknown', seen: [{ value: '"pl-0a1"' }, {}, {}, {}] });
    expect(admin(tcp(22, 22, list), tcp(22, 22, anyone)).status).toBe('fail');
    expect(admin(tcp(443, 443, list)).status).toBe('pass');
  });
  test('rules that stayed text are unknown, and an empty list has no rule', () => {
    const raw = { resource: { configuration: { ipPermissions: '[{"ipProtocol' } } };
    expect(judgeExample(adminPorts, raw).status).toBe('unknown');
    expect(admin()).toMatchObject({ status: 'pass', because: 'The group has no inbound rule.' });
  });
});

describe('public ports of a security group', () => {
  test('a range is open beyond the list unless each of its ports is approved', () => {
    expect(open(tcp(80, 443, anyone)).status).toBe('fail');
    expect(open(tcp(80, 80, anyone), tcp(443, 443, anyone)).status).toBe('pass');
  });
  test('the rule with a data-service port is named before others', () => {
    const verdict = open(tcp(8080, 8080, anyone), tcp(3306, 3306, anyone));
    expect(verdict.because).toContain('Rule 2 of 2 admits tcp 3306');
    expect(verdict.because).toContain('holds the data-service port 3306');
  });
  test('echo requests open no port', () => {
    expect(open({ ipProtocol: 'icmp', fromPort: -1, toPort: -1, ...anyone }).status).toBe('pass');
  });
  test('with no approved port every open port is beyond the list', () => {
    const verdict = judgeExample(publicPorts, { ...group(tcp(443, 443, anyone)), parameters: { publicPorts: [] } });
    expect(verdict).toMatchObject({ status: 'fail' });
    expect(verdict.because).toContain('beyond the approved ports (none)');
  });
});

test('a default group is judged on inbound rules alone when outbound ones are ignored', () => {
  const resource = { configuration: { groupName: 'default', ipPermissions: [], ipPermissionsEgress: [anyone] } };
  expect(judgeExample(defaultGroup, { resource }).status).toBe('fail');
  expect(judgeExample(defaultGroup, { resource, parameters: { ignoreEgress: true } }).status).toBe('pass');
});

const aclRule = (ruleNumber: number, ruleAction: string, cidrBlock: string, ...ports: readonly number[]) => ({
  egress: false,
  ruleNumber,
  ruleAction,
  cidrBlock,
  protocol: ports.length === 0 ? '-1' : '6',
  ...(ports.length === 0 ? {} : { portRange: { from: ports[0] ?? 0, to: ports.at(-1) ?? 0 } }),
});
const acl = (...entries: readonly Json[]) =>
  judgeExample(networkAcl, { resource: { configuration: { associations: [{ subnetId: 'subnet-0a1' }], entries } } });

describe('administration ports of a network access list', () => {
  test('the entries are walked by number, not in the order of the item', () => {
    const rules = [aclRule(200, 'allow', '0.0.0.0/0'), aclRule(100, 'deny', '0.0.0.0/0', 22, 3389)];
    expect(acl(...rules).status).toBe('pass');
    const three = [...rules, aclRule(32_767, 'deny', '0.0.0.0/0')];
    const shuffled = fc.shuffledSubarray(three, { minLength: three.length });
    fc.assert(fc.property(shuffled, (entries) => acl(...entries).status === 'pass'));
  });
  test('a deny of some addresses does not close the port to the others', () => {
    const verdict = acl(aclRule(90, 'deny', '198.51.100.0/24'), aclRule(100, 'allow', '0.0.0.0/0', 22));
    expect(verdict.because).toBe('The list lets tcp 22 in: rule 100 admits tcp 22 from 0.0.0.0/0 before any deny.');
  });
  test('a deny of IPv4 does not close the port to IPv6', () => {
    const { cidrBlock: _, ...v6 } = aclRule(100, 'allow', '');
    expect(acl(aclRule(90, 'deny', '0.0.0.0/0'), { ...v6, ipv6CidrBlock: '::/0' }).status).toBe('fail');
  });
  test('the range for return traffic holds the remote-desktop port', () => {
    expect(acl(aclRule(100, 'allow', '0.0.0.0/0', 1024, 65_535)).because).toContain('lets tcp 3389 in');
  });
  test('the default list is accepted as the provider makes it, unless the engagement says otherwise', () => {
    const judge = (isDefault: Json, acceptDefaultLists = true) =>
      judgeExample(networkAcl, {
        resource: {
          configuration: {
            associations: [{ subnetId: 'subnet-0a1' }],
            isDefault,
            entries: [aclRule(100, 'allow', '0.0.0.0/0')],
          },
        },
        parameters: { acceptDefaultLists },
      });
    expect(judge(true)).toMatchObject({
      status: 'pass',
      because: expect.stringMatching(/^The default list lets tcp 22 in: rule 100 .+; default lists are accepted\.$/),
      seen: expect.arrayContaining([{ path: 'configuration.isDefault', value: 'true' }]),
    });
    expect([judge(true, false), judge(false), judge(null)].map(({ status }) => status)).toEqual([
      'fail',
      'fail',
      'fail',
    ]);
  });
  test('outbound entries do not count', () => {
    expect(acl({ ...aclRule(100, 'allow', '0.0.0.0/0'), egress: true }).status).toBe('pass');
  });
  test('an entry that cannot be read stops the walk, but not what was open before it', () => {
    const unread = { ...aclRule(95, 'deny', '0.0.0.0/0'), protocol: 'what' };
    expect(acl(unread, aclRule(100, 'allow', '0.0.0.0/0')).status).toBe('unknown');
    expect(acl(unread, aclRule(90, 'allow', '0.0.0.0/0')).status).toBe('fail');
  });
});

describe('flow logs of a VPC', () => {
  const vpc = { id: 'vpc-0a1', configuration: { vpcId: 'vpc-0a1' } };
  const used = { type: 'AWS::EC2::NetworkInterface', id: 'eni-0a1', configuration: { vpcId: 'vpc-0a1' } };
  const log = (resourceId: string, changes: Readonly<Record<string, string>> = {}) => ({
    type: 'AWS::EC2::FlowLog',
    id: `fl-${resourceId}`,
    configuration: { resourceId, flowLogStatus: 'ACTIVE', trafficType: 'ALL', ...changes },
  });
  const subnet = (id: string) => ({ type: 'AWS::EC2::Subnet', id, configuration: { vpcId: 'vpc-0a1' } });
  const judge = (others: NonNullable<Example['others']>, unseen: Readonly<Record<string, string>> = {}) =>
    judgeExample(flowLogs, { resource: vpc, others: [used, ...others], unseen });

  test('a log whose delivery failed is declared but not lived', () => {
    const verdict = judge([log('vpc-0a1', { deliverLogsStatus: 'FAILED' })]);
    expect(verdict.because).toBe('Flow log fl-vpc-0a1 of the VPC has deliverLogsStatus FAILED.');
    expect(verdict.status).toBe('fail');
  });
  test('a log of accepted traffic only does not qualify by default', () => {
    expect(judge([log('vpc-0a1', { trafficType: 'ACCEPT' })]).because).toContain('has trafficType ACCEPT');
  });
  test('logs on all subnets stand for one on the VPC, and on some do not', () => {
    const subnets = [subnet('subnet-0a1'), subnet('subnet-0b2')];
    expect(judge([...subnets, log('subnet-0a1'), log('subnet-0b2')]).status).toBe('pass');
    expect(judge([...subnets, log('subnet-0a1')]).because).toContain('1 of its 2 subnets have an active one');
  });
  test('logs on subnets that were not read leave it unknown', () => {
    const because = 'Subnets were not read.';
    expect(judge([log('subnet-0a1')], { 'AWS::EC2::Subnet': because })).toMatchObject({ status: 'unknown', because });
  });
  test('a VPC without interfaces is left out only when interfaces were read', () => {
    const unseen = { 'AWS::EC2::NetworkInterface': 'Interfaces were not read.' };
    expect(judgeExample(flowLogs, { resource: vpc, unseen }).status).toBe('fail');
  });
  test('a log of another VPC does not help', () => {
    expect(judge([log('vpc-0b2')]).status).toBe('fail');
  });
});

describe('public addresses', () => {
  const judge = (example: Example) => judgeExample(publicAddress, example).status;
  const igw = { destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0a1' };
  const table = (routes: readonly Json[], associations: readonly Json[] = []) => ({
    type: 'AWS::EC2::RouteTable',
    configuration: { routes, associations },
  });

  test('only a gateway that begins igw- leads to the internet', () => {
    expect(judge({ resource: table([{ gatewayId: 'local' }, { gatewayId: 'vgw-0a1' }]) })).toBe('pass');
    expect(judge({ resource: table([{ gatewayId: 'local' }, igw]) })).toBe('fail');
  });
  test('a route table is approved when all its subnets are', () => {
    const resource = table([igw], [{ subnetId: 'subnet-0a1' }, { subnetId: 'subnet-0b2' }]);
    expect(judge({ resource, parameters: { publicSubnets: ['subnet-0a1'] } })).toBe('fail');
    expect(judge({ resource, parameters: { publicSubnets: ['subnet-0a1', 'subnet-0b2'] } })).toBe('pass');
  });
  test('an instance in a public subnet may hold an address', () => {
    const configuration = { state: { name: 'running' }, publicIpAddress: '203.0.113.7', subnetId: 'subnet-0a1' };
    expect(judge({ resource: { configuration } })).toBe('fail');
    expect(judge({ resource: { configuration }, parameters: { publicSubnets: ['subnet-0a1'] } })).toBe('pass');
  });
  test('a default subnet is named as one', () => {
    const configuration = { mapPublicIpOnLaunch: true, assignIpv6AddressOnCreation: false, defaultForAz: true };
    const verdict = judgeExample(publicAddress, { resource: { type: 'AWS::EC2::Subnet', configuration } });
    expect(verdict.because).toBe('The default subnet assigns public IPv4 addresses automatically.');
  });
  test('a template asks for an address in any of its interfaces', () => {
    const asks = (AssociatePublicIpAddress: boolean) => ({
      type: 'AWS::EC2::LaunchTemplate',
      configuration: { LaunchTemplateData: { NetworkInterfaces: [{}, { AssociatePublicIpAddress }] } },
    });
    expect([true, false].map((one) => judge({ resource: asks(one) }))).toEqual(['fail', 'pass']);
  });
});
