import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { describe, expect, test } from 'vitest';
import tls from '../../../../electron/engine/checks/aws/data-service-tls-required.check.ts';
import exposed from '../../../../electron/engine/checks/aws/ec2-instance-not-exposed.check.ts';
import logs from '../../../../electron/engine/checks/aws/edge-access-logs-on.check.ts';
import waf from '../../../../electron/engine/checks/aws/edge-waf-attached.check.ts';
import peering from '../../../../electron/engine/checks/aws/network-peering-approved.check.ts';
import workload from '../../../../electron/engine/checks/aws/workload-logs-on.check.ts';
import { judgeExample } from './scene.ts';

type Parts = Readonly<Record<string, Json>>;

describe('an instance on the internet', () => {
  const group = (id: string, cidrIp: string) => ({
    type: 'AWS::EC2::SecurityGroup',
    id,
    configuration: { ipPermissions: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipv4Ranges: [{ cidrIp }] }] },
  });
  const table = (id: string, gatewayId: string, association: Parts): ExampleResource => ({
    type: 'AWS::EC2::RouteTable',
    id,
    configuration: { vpcId: 'vpc-1', associations: [association], routes: [{ gatewayId }] },
  });
  const main = (gatewayId: string) => table('rtb-main', gatewayId, { main: true });
  const own = (gatewayId: string) => table('rtb-own', gatewayId, { subnetId: 'subnet-1' });
  const judge = (others: readonly ExampleResource[], configuration: Parts = { publicIpAddress: '203.0.113.10' }) =>
    judgeExample(exposed, {
      resource: {
        id: 'i-1',
        configuration: {
          state: { name: 'running' },
          subnetId: 'subnet-1',
          vpcId: 'vpc-1',
          securityGroups: [{ groupId: 'sg-1' }],
          ...configuration,
        },
      },
      others,
    });
  const open = group('sg-1', '0.0.0.0/0');
  test('needs the address, the rule and the route together', () => {
    expect(judge([open, main('igw-1')]).status).toBe('fail');
    expect(judge([open, main('igw-1')], {}).status).toBe('pass');
    expect(judge([group('sg-1', '10.0.0.0/8'), main('igw-1')]).status).toBe('pass');
    expect(judge([open, main('local')]).status).toBe('pass');
  });
  test('goes by the table of its own subnet before the main one', () => {
    expect(judge([open, main('local'), own('igw-1')]).status).toBe('fail');
    expect(judge([open, main('igw-1'), own('nat-1')]).status).toBe('pass');
    expect(judge([open, main('eigw-1')]).status).toBe('pass');
  });
  test('has an IPv6 address that is public wherever the route exists', () => {
    const configuration = { networkInterfaces: [{ ipv6Addresses: [{ ipv6Address: '2001:db8::1' }] }] };
    expect(judge([open, main('igw-1')], configuration).status).toBe('fail');
  });
  test('is unknown where a joined item is missing, unless another part closes the way', () => {
    expect(judge([main('igw-1')]).because).toBe('AWS::EC2::SecurityGroup sg-1 is not among the items read.');
    expect(judge([open]).status).toBe('unknown');
    expect(judge([main('local')]).status).toBe('pass');
  });
});

describe('a peering', () => {
  const item = (account: string, rest: Parts = {}, region = 'eu-west-1'): ExampleResource => ({
    type: 'AWS::EC2::VPCPeeringConnection',
    id: 'pcx-1',
    account,
    region,
    configuration: {
      status: { code: 'active' },
      requesterVpcInfo: { ownerId: '111122223333', vpcId: 'vpc-1', region: 'eu-west-1' },
      accepterVpcInfo: { ownerId: '444455556666', vpcId: 'vpc-2', region: 'eu-west-1' },
      ...rest,
    },
  });
  const both = ['111122223333', '444455556666'];
  const environmentOf = { 111122223333: 'production', 444455556666: 'staging' };
  test('is counted once, where it was requested', () => {
    const others = [item('111122223333')];
    expect(judgeExample(peering, { resource: item('444455556666'), others }, both).status).toBe('not-applicable');
    expect(judgeExample(peering, { resource: item('444455556666') }, both).status).toBe('unknown');
  });
  test('between production and staging needs approval by name', () => {
    const judge = (parameters: Parts) => judgeExample(peering, { resource: item('111122223333'), parameters }, both);
    expect(judge({ environmentOf }).because).toContain('joins production and staging');
    expect(judge({ environmentOf, approvedLinks: ['pcx-1'] }).status).toBe('pass');
    expect(judge({ environmentOf: { 'vpc-1': 'staging', 'vpc-2': 'staging' } }).status).toBe('pass');
  });
  test('with an approved outside account needs the environment of the own end only', () => {
    const parameters = { environmentOf: { 111122223333: 'production' }, approvedExternalAccounts: ['444455556666'] };
    expect(judgeExample(peering, { resource: item('111122223333'), parameters }).status).toBe('pass');
  });
});

describe('a web application firewall', () => {
  const arn = 'arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/a1';
  const balancer = (value: string | null) => ({
    id: 'lb',
    configuration: { type: 'application', scheme: 'internet-facing', dNSName: 'Shop.elb.amazonaws.com' },
    supplementaryConfiguration: {
      LoadBalancerAttributes: value === null ? [] : [{ key: 'waf.web_acl_id', value }],
    },
  });
  const acl = (configuration: Parts) => ({ type: 'AWS::WAFv2::WebACL', id: 'a1', arn, configuration });
  const judge = (others: readonly ExampleResource[], value: string | null = arn, parameters: Parts = {}) =>
    judgeExample(waf, { resource: balancer(value), others, parameters }).status;
  test('without a rule is none, in either case of the keys', () => {
    expect(judge([acl({ Rules: [] })])).toBe('fail');
    expect(judge([acl({ rules: [{ name: 'common' }] })])).toBe('pass');
    expect(judge([acl({ Rules: [] })], arn, { requireRules: false })).toBe('pass');
  });
  test('whose rules the item does not list is unknown', () => {
    expect(judge([acl({ Name: 'shop' })])).toBe('unknown');
  });
  test('of an account that was not read is unknown', () => {
    expect(judge([], arn.replace('111122223333', '777788889999'))).toBe('unknown');
  });
  test('is told by an attribute that is empty when there is none, and unknown when it is absent', () => {
    expect(judge([], '')).toBe('fail');
    expect(judge([], null)).toBe('unknown');
  });
  test('on a distribution in front filters for the balancer', () => {
    const distribution = (webACLId: string) => ({
      type: 'AWS::CloudFront::Distribution',
      id: 'E1',
      configuration: {
        distributionConfig: { webACLId, origins: { items: [{ domainName: 'shop.ELB.amazonaws.com' }] } },
      },
    });
    expect(judge([distribution(arn)], '')).toBe('not-applicable');
    expect(judge([distribution('')], '')).toBe('fail');
  });
});

describe('access logs', () => {
  const network = {
    id: 'nlb',
    configuration: { type: 'network' },
    supplementaryConfiguration: { LoadBalancerAttributes: [{ key: 'access_logs.s3.enabled', value: 'false' }] },
  };
  const listener = (Protocol: string) => ({
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    id: `${Protocol}-listener`,
    configuration: { Protocol, LoadBalancerArn: 'nlb' },
  });
  test('of a network balancer exist for TLS listeners only', () => {
    const judge = (protocol: string) => judgeExample(logs, { resource: network, others: [listener(protocol)] }).status;
    expect([judge('TCP'), judge('TLS')]).toEqual(['not-applicable', 'fail']);
  });
  test('of a distribution may be delivered in the newer way, which no item shows', () => {
    const resource = {
      type: 'AWS::CloudFront::Distribution',
      id: 'E1',
      configuration: { distributionConfig: { logging: { enabled: false } } },
    };
    expect(judgeExample(logs, { resource }).status).toBe('fail');
    expect(judgeExample(logs, { resource, parameters: { acceptNewerDelivery: true } }).status).toBe('unknown');
    const live = {
      distributionConfig: {
        logging: { enabled: false },
        defaultCacheBehavior: { realtimeLogConfigArn: 'arn:aws:cloudfront::1:x' },
      },
    };
    expect(judgeExample(logs, { resource: { ...resource, configuration: live } }).status).toBe('pass');
  });
});

describe('logs of workloads', () => {
  const judge = (type: string, configuration: Parts) =>
    judgeExample(workload, { resource: { type, id: 'x', configuration } }).status;
  test('of a build are on by default', () => {
    expect(judge('AWS::CodeBuild::Project', { name: 'deploy' })).toBe('pass');
    expect(judge('AWS::CodeBuild::Project', { logsConfig: { cloudWatchLogs: { status: 'DISABLED' } } })).toBe('fail');
    expect(judge('AWS::CodeBuild::Project', {})).toBe('unknown');
  });
  test('of a cluster are those required, and none where it lists none', () => {
    const part = (...types: readonly string[]) => ({
      Version: '1.33',
      Logging: { ClusterLogging: { EnabledTypes: types.map((Type) => ({ Type })) } },
    });
    expect(judge('AWS::EKS::Cluster', part('api', 'audit', 'authenticator'))).toBe('pass');
    expect(judge('AWS::EKS::Cluster', part('api'))).toBe('fail');
    expect(judge('AWS::EKS::Cluster', { Version: '1.33' })).toBe('fail');
    expect(judge('AWS::EKS::Cluster', { Name: 'x' })).toBe('unknown');
  });
  test('of a task definition that is no longer active do not matter', () => {
    const ContainerDefinitions = [{ Name: 'app' }];
    expect(judge('AWS::ECS::TaskDefinition', { ContainerDefinitions })).toBe('fail');
    expect(judge('AWS::ECS::TaskDefinition', { ContainerDefinitions, Status: 'INACTIVE' })).toBe('not-applicable');
  });
});

describe('a data service that must speak TLS', () => {
  const judge = (type: string, configuration: Parts, others: readonly ExampleResource[] = []) =>
    judgeExample(tls, { resource: { type, id: 'x', configuration }, others });
  test('fails when it takes both', () => {
    const kafka = (ClientBroker: string) => ({
      EncryptionInfo: { EncryptionInTransit: { ClientBroker, InCluster: true } },
    });
    expect(judge('AWS::MSK::Cluster', kafka('TLS_PLAINTEXT')).status).toBe('fail');
    expect(judge('AWS::MSK::Cluster', kafka('TLS')).status).toBe('pass');
  });
  test('is judged by the parameter group, where one older default asks for nothing and the newer is not known', () => {
    const cluster = (parameterGroupName: string) => ({ clusterParameterGroups: [{ parameterGroupName }] });
    const group = (parameterValue: string) => ({
      type: 'AWS::Redshift::ClusterParameterGroup',
      id: 'own',
      name: 'own',
      supplementaryConfiguration: { Parameters: [{ parameterName: 'require_ssl', parameterValue }] },
    });
    const type = 'AWS::Redshift::Cluster';
    expect(judge(type, cluster('default.redshift-1.0')).status).toBe('fail');
    expect(judge(type, cluster('default.redshift-2.0')).status).toBe('unknown');
    expect(judge(type, cluster('own'), [group('true')]).status).toBe('pass');
    expect(judge(type, cluster('own'), [group('false')]).status).toBe('fail');
  });
  test('keeps to the declared version, read from the name of the policy', () => {
    const domain = (TLSSecurityPolicy: string) => ({
      DomainEndpointOptions: { EnforceHTTPS: true, TLSSecurityPolicy },
      NodeToNodeEncryptionOptions: { Enabled: true },
    });
    expect(judge('AWS::OpenSearch::Domain', domain('Policy-Min-TLS-1-0-2019-07')).because).toContain('TLS 1.0');
    expect(judge('AWS::OpenSearch::Domain', domain('Policy-Min-TLS-1-2-PFS-2023-10')).status).toBe('pass');
    expect(judge('AWS::OpenSearch::Domain', domain('Policy-Unheard-Of')).status).toBe('unknown');
  });
});
