import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { isInternet, widestSource } from '../internet.ts';
import { numberOf } from '../parameters.ts';
import { first, flag, list, seen, text } from '../read.ts';

const part = 'configuration.ResourcesVpcConfig';
const cluster = (PublicAccessCidrs: readonly string[]) => ({
  resource: { configuration: { ResourcesVpcConfig: { EndpointPublicAccess: true, PublicAccessCidrs } } },
});

export default defineCheck({
  id: 'aws.eks-endpoint-restricted',
  version: 1,
  provider: 'aws',
  title: 'Cluster endpoints are private or limited to known addresses',
  failsAs: 'clusters open their endpoint to the internet',
  why: 'An open cluster endpoint exposes the control of every container to password and token attacks.',
  criteria: ['CC6.6', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::EKS::Cluster'],
  reads: [],
  parameters: [
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a shorter prefix counts as open',
      default: 16,
      stricter: 'higher',
    },
  ],
  remediation: 'Turn on the private endpoint and limit or switch off the public one.',
  cannotShow: 'Rights inside the cluster.',
  judge(cluster, scene) {
    const status = first(cluster, 'configuration.ClusterStatus');
    if (text(status) === 'DELETING') return notApplicable('The cluster is being deleted.', [seen(status)]);
    const access = first(cluster, `${part}.EndpointPublicAccess`);
    if (flag(access) === null) return unknown('The item does not state the public access.', [seen(access)]);
    if (flag(access) === false) return pass('The public endpoint is off.', [seen(access)]);
    const ranges = list(cluster, `${part}.PublicAccessCidrs`);
    const property = seen(first(cluster, `${part}.PublicAccessCidrs`));
    if (ranges.length === 0)
      return fail('The public endpoint is on without a list of ranges, which admits every address.', [
        seen(access),
        property,
      ]);
    const widest = { ...widestSource, v4: numberOf(scene, 'widestSourceV4') };
    const [open] = ranges.filter((range) => isInternet(text(range) ?? '', widest) === true);
    if (open !== undefined) return fail(`The public endpoint admits ${text(open)}.`, [open, access].map(seen));
    const [unread] = ranges.filter((range) => isInternet(text(range) ?? '', widest) === null);
    if (unread !== undefined)
      return unknown('A range of the public endpoint could not be read.', [unread, access].map(seen));
    return pass(
      `The public endpoint admits ${counted(ranges.length, 'range')}, none wider than /${widest.v4}.`,
      [...ranges.slice(0, 7), access].map(seen),
    );
  },
  examples: {
    pass: cluster(['203.0.113.0/28']),
    fail: cluster(['0.0.0.0/0']),
    unknown: { resource: { configuration: { Name: 'orders' } } },
    'not-applicable': { resource: { configuration: { ClusterStatus: 'DELETING' } } },
  },
});
