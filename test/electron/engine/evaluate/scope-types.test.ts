import { expect, test } from 'vitest';
import { keptData } from '../../../../electron/engine/evaluate/customer-data.ts';
import { regionList } from '../../../../electron/engine/evaluate/scope-regions.ts';
import { inNouns, typeName } from '../../../../electron/engine/evaluate/scope-types.ts';

test('a type is called as people call it, or by its service and noun', () => {
  expect(typeName('AWS::EC2::SecurityGroup')).toBe('security group');
  expect(typeName('AWS::EC2::Instance')).toBe('EC2 instance');
  expect(typeName('AWS::RDS::DBInstance')).toBe('RDS DB instance');
  expect(typeName('AWS::ECS::TaskDefinition')).toBe('ECS task definition');
  expect(typeName('Microsoft.Storage/storageAccounts')).toBe('storage account');
  expect(typeName('microsoft.unheard/things')).toBe('resource of type microsoft.unheard/things');
  expect(typeName('constructor')).toBe('resource of type constructor');
});

test('numbers stand first, the most frequent before the rest, what only watches last', () => {
  expect(
    inNouns([
      { type: 'AWS::GuardDuty::Detector', resources: 4 },
      { type: 'AWS::EC2::SecurityGroup', resources: 2 },
      { type: 'AWS::EC2::Instance', resources: 9 },
      { type: 'AWS::IAM::Policy', resources: 1 },
      { type: 'AWS::EC2::EIP', resources: 0 },
    ]),
  ).toBe('9 EC2 instances, 2 security groups, 1 IAM policy and 4 GuardDuty detectors');
  expect(inNouns([{ type: 'AWS::EC2::EIP', resources: 2 }])).toBe('2 Elastic IP addresses');
  expect(inNouns([{ type: 'microsoft.unheard/things', resources: 2 }])).toBe(
    '2 resources of type microsoft.unheard/things',
  );
  expect(inNouns([])).toBe('');
});

test('types that share a name are counted together, and a long list ends with how many more', () => {
  expect(
    inNouns([
      { type: 'AWS::RDS::DBSnapshot', resources: 1 },
      { type: 'AWS::RDS::DBClusterSnapshot', resources: 2 },
    ]),
  ).toBe('3 database snapshots');
  const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((name, nth) => ({
    type: `AWS::Made::${name}`,
    resources: 10 - nth,
  }));
  expect(inNouns(many)).toMatch(/^10 Made As, .*6 Made Es and 12 others of 3 types$/);
});

test('regions that differ in their number alone are told together', () => {
  expect(regionList(['us-west-2', 'us-west-1', 'westeurope', 'eu-north-1'])).toBe(
    'eu-north-1, us-west-1/2 and westeurope',
  );
});

test('types made to keep data are known in the spelling of either cloud, others are not', () => {
  expect(keptData('AWS::S3::Bucket')).toBe('files, exports and backups');
  expect(keptData('Microsoft.Compute/Disks')).toBe('the disk of a server');
  expect(keptData('AWS::SecretsManager::Secret')).toBeNull();
  expect(keptData('toString')).toBeNull();
});
