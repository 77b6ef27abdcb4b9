import { counted, listed } from '@shared/domain/words.ts';
import { isWatching } from './scope-defaults.ts';

/** What people call a resource type, where that is not the service and the noun. */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'AWS::AccessAnalyzer::Analyzer': 'access analyzer',
    'AWS::ACM::Certificate': 'certificate',
    'AWS::AutoScaling::AutoScalingGroup': 'Auto Scaling group',
    'AWS::Backup::BackupVault': 'backup vault',
    'AWS::Backup::RecoveryPoint': 'backup',
    'AWS::CloudTrail::Trail': 'trail',
    'AWS::CloudWatch::Alarm': 'alarm',
    'AWS::Config::ConfigurationRecorder': 'configuration recorder',
    'AWS::EC2::EIP': 'Elastic IP address',
    'AWS::EC2::FlowLog': 'flow log',
    'AWS::EC2::InternetGateway': 'internet gateway',
    'AWS::EC2::NatGateway': 'NAT gateway',
    'AWS::EC2::NetworkAcl': 'network ACL',
    'AWS::EC2::NetworkInterface': 'network interface',
    'AWS::EC2::RouteTable': 'route table',
    'AWS::EC2::SecurityGroup': 'security group',
    'AWS::EC2::Snapshot': 'volume snapshot',
    'AWS::EC2::Subnet': 'subnet',
    'AWS::EC2::VPC': 'VPC',
    'AWS::EC2::Volume': 'volume',
    'AWS::ElasticLoadBalancing::LoadBalancer': 'load balancer',
    'AWS::ElasticLoadBalancingV2::Listener': 'listener',
    'AWS::ElasticLoadBalancingV2::LoadBalancer': 'load balancer',
    'AWS::Logs::LogGroup': 'log group',
    'AWS::RDS::DBClusterSnapshot': 'database snapshot',
    'AWS::RDS::DBSnapshot': 'database snapshot',
    'AWS::RDS::DBSubnetGroup': 'database subnet group',
    'AWS::SecretsManager::Secret': 'secret',
    'AWS::WAFv2::WebACL': 'web ACL',
    'microsoft.compute/disks': 'disk',
    'microsoft.compute/snapshots': 'disk snapshot',
    'microsoft.compute/virtualmachines': 'virtual machine',
    'microsoft.keyvault/vaults': 'key vault',
    'microsoft.network/networksecuritygroups': 'network security group',
    'microsoft.network/virtualnetworks': 'virtual network',
    'microsoft.sql/servers/databases': 'SQL database',
    'microsoft.storage/storageaccounts': 'storage account',
  }),
);

/** `DBInstance` → `DB instance`: words apart, acronyms kept. */
const apart = (noun: string): string =>
  noun
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word))
    .join(' ');

/** A resource type as one noun: `EC2 instance`, `security group`, `storage account`. */
export function typeName(type: string): string {
  const known = names.get(type) ?? names.get(type.toLowerCase());
  if (known !== undefined) return known;
  const [, service, noun] = type.split('::');
  return service === undefined || noun === undefined ? `resource of type ${type}` : `${service} ${apart(noun)}`;
}

function plural(noun: string): string {
  if (noun.startsWith('resource of')) return noun.replace('resource', 'resources');
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

interface TypeCount {
  readonly type: string;
  readonly resources: number;
}
/** Nouns a sentence can carry; what is over them is counted together. */
const mostNouns = 5;

/** What serves somebody before what only watches, the most frequent first, then by name. */
const order = (a: Noun, b: Noun): number =>
  Number(a.isWatching) - Number(b.isWatching) ||
  b.resources - a.resources ||
  (a.noun.toLowerCase() < b.noun.toLowerCase() ? -1 : 1);

interface Noun {
  readonly noun: string;
  readonly resources: number;
  readonly isWatching: boolean;
}

/** `9 EC2 instances, 3 volumes and 2 security groups`; types of one name together. */
export function inNouns(counts: readonly TypeCount[]): string {
  const sums = new Map<string, Noun>();
  for (const { type, resources } of counts) {
    const noun = typeName(type);
    sums.set(noun, { noun, resources: (sums.get(noun)?.resources ?? 0) + resources, isWatching: isWatching(type) });
  }
  const all = [...sums.values()].filter(({ resources }) => resources > 0).sort(order);
  const shown = all.length > mostNouns + 1 ? all.slice(0, mostNouns) : all;
  const rest = all.slice(shown.length).reduce((sum, { resources }) => sum + resources, 0);
  return listed([
    ...shown.map(({ noun, resources }) => counted(resources, noun, plural(noun))),
    ...(rest === 0 ? [] : [`${counted(rest, 'other')} of ${counted(all.length - shown.length, 'type')}`]),
  ]);
}
