import { isObject, type Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';

/** Means of watching a region: that it is watched does not mean that the service runs there. */
const watching = /^AWS::(Config::\w+|GuardDuty::Detector|AccessAnalyzer::Analyzer|SecurityHub::Hub|CloudTrail::Trail)$/;

/** What AWS puts into every region under a name of its own. */
const named: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    'AWS::AppConfig::DeploymentStrategy': /^AppConfig\./,
    'AWS::Athena::DataCatalog': /^AwsDataCatalog$/,
    'AWS::Athena::WorkGroup': /^primary$/,
    'AWS::Cassandra::Keyspace': /^system/,
    'AWS::CodeDeploy::DeploymentConfig': /^CodeDeployDefault\./,
    'AWS::ECS::CapacityProvider': /^FARGATE/,
    'AWS::Events::EventBus': /^default$/,
    'AWS::RDS::DBSecurityGroup': /^default$/,
    'AWS::Route53Resolver::ResolverRule': /^(Internet Resolver|rslvr-autodefined-.+)$/,
    'AWS::Route53Resolver::ResolverRuleAssociation': /^(System Rule Association|rslvr-autodefined-.+)$/,
    'AWS::S3::StorageLens': /^default-account-dashboard$/,
  }),
);

const network = /^AWS::EC2::(VPC|Subnet|SecurityGroup|NetworkAcl|RouteTable|InternetGateway|DHCPOptions)$/;

/** True for types that watch a place and do not serve anybody. */
export const isWatching = (type: string): boolean => watching.test(type);

/** True for types of which AWS makes some itself, so that only the items tell whether the client made any. */
export const isDefaultType = (type: string): boolean => watching.test(type) || named.has(type) || network.test(type);

/** A key by its name in any letter case: items are written in two of them. */
function value(object: Json | undefined, key: string): Json | undefined {
  if (!isObject(object)) return undefined;
  const own = Object.keys(object).find((name) => name.toLowerCase() === key);
  return own === undefined ? undefined : object[own];
}

const some = (list: Json | undefined, is: (each: Json) => boolean): boolean => Array.isArray(list) && list.some(is);

/** The default network: one virtual network with its own parts, as AWS makes it in every region. */
function isOfDefaultNetwork({ type, configuration }: Resource, networks: ReadonlySet<Json | undefined>): boolean {
  const of = (key: string) => value(configuration, key);
  const isWithin = networks.has(of('vpcid'));
  if (type === 'AWS::EC2::VPC') return of('isdefault') === true;
  if (type === 'AWS::EC2::Subnet') return isWithin && of('defaultforaz') === true;
  if (type === 'AWS::EC2::SecurityGroup') return isWithin && of('groupname') === 'default';
  if (type === 'AWS::EC2::NetworkAcl') return isWithin && of('isdefault') === true;
  if (type === 'AWS::EC2::RouteTable')
    return isWithin && some(of('associations'), (each) => value(each, 'main') === true);
  if (type === 'AWS::EC2::InternetGateway')
    return some(of('attachments'), (each) => networks.has(value(each, 'vpcid')));
  return type === 'AWS::EC2::DHCPOptions';
}

/** True when all that stands in a region is what AWS puts into every region, and means of watching it. */
export function areDefaults(resources: readonly Resource[]): boolean {
  const networks = new Set(
    resources
      .filter(({ type, configuration }) => type === 'AWS::EC2::VPC' && value(configuration, 'isdefault') === true)
      .map(({ configuration, id }) => value(configuration, 'vpcid') ?? id),
  );
  return resources.every(
    (resource) =>
      watching.test(resource.type) ||
      named.get(resource.type)?.test(resource.name) === true ||
      isOfDefaultNetwork(resource, networks),
  );
}
