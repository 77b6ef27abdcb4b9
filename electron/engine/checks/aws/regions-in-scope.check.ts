import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { textsOf } from '../parameters.ts';

/** Types that hold data or run code. What AWS lays out in every region by itself is none of them. */
const types = [
  'AWS::EC2::Instance',
  'AWS::S3::Bucket',
  'AWS::RDS::DBInstance',
  'AWS::RDS::DBCluster',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::Function',
  'AWS::EFS::FileSystem',
  'AWS::EKS::Cluster',
  'AWS::OpenSearch::Domain',
  'AWS::Redshift::Cluster',
];

function judgeOutside(place: Resource, scene: Scene): Verdict {
  const found = types.flatMap((type) => scene.of(type, place.account, place.region));
  const evidence = found.slice(0, 8).map(({ type, id, region }) => ({
    path: `${type}/${id} awsRegion`,
    value: JSON.stringify(region),
  }));
  if (found.length > 0) {
    const kinds = [...new Set(found.map(({ type }) => type))];
    return fail(
      `The region ${place.region} is not in approvedLocations and holds ${counted(found.length, 'resource')}: ${listed(kinds)}.`,
      evidence,
    );
  }
  const blind = types.map((type) => scene.known(type, place.account, place.region)).find(({ isKnown }) => !isKnown);
  return blind === undefined || blind.isKnown
    ? pass(`The region ${place.region} is not in approvedLocations and holds nothing that keeps data or runs code.`)
    : unknown(blind.because);
}

const parameters = { approvedLocations: ['eu-west-1'] };

export default defineCheck({
  id: 'aws.regions-in-scope',
  version: 1,
  provider: 'aws',
  title: 'Resources exist only in approved regions',
  failsAs: 'regions of accounts hold resources without being approved',
  why: 'Data in an unplanned region can break a contract and is usually unmonitored.',
  criteria: ['CC2.1', 'CC6.1'],
  severity: 'medium',
  looksAt: ['aws.account-region'],
  reads: types,
  parameters: [{ name: 'approvedLocations', unit: 'list', meaning: 'regions where the service may run', default: [] }],
  remediation: 'Remove the resources, block unused regions by organisation policy, or add the region to the scope.',
  cannotShow: 'Regions from which nothing was read, and copies in services that AWS Config does not record.',
  judge(place, scene) {
    const approved = textsOf(scene, 'approvedLocations');
    if (approved.length === 0) return unknown('The approved regions are not declared (approvedLocations).');
    return approved.includes(place.region)
      ? pass(`The region ${place.region} is in approvedLocations.`)
      : judgeOutside(place, scene);
  },
  examples: {
    pass: { resource: { region: 'eu-west-1' }, parameters },
    fail: {
      resource: { region: 'ap-southeast-2' },
      others: [{ type: 'AWS::EC2::Instance', id: 'i-0a1', region: 'ap-southeast-2' }],
      parameters,
    },
    unknown: { resource: { region: 'eu-west-1' } },
  },
});
