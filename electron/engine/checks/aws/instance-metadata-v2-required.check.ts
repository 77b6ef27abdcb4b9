import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { first, seen, text } from '../read.ts';

const template = 'AWS::EC2::LaunchTemplate';

const optionsOf = ({ type }: Resource): string =>
  type === template ? 'configuration.LaunchTemplateData.MetadataOptions' : 'configuration.metadataOptions';

export default defineCheck({
  id: 'aws.instance-metadata-v2-required',
  version: 1,
  provider: 'aws',
  title: 'Instances and templates require session tokens for metadata',
  failsAs: 'instances and templates do not require session tokens for metadata',
  why: 'The old metadata service hands role credentials to any request-forgery bug.',
  criteria: ['CC6.1', 'CC7.1'],
  severity: 'high',
  looksAt: ['AWS::EC2::Instance', 'AWS::EC2::LaunchTemplate'],
  reads: [],
  parameters: [],
  remediation: 'Require tokens on instances, templates and the account default.',
  cannotShow: 'Account-level defaults.',
  judge(compute) {
    const state = first(compute, 'configuration.state.name');
    if (text(state) === 'terminated') return notApplicable('The instance is terminated.', [seen(state)]);
    const options = optionsOf(compute);
    const [tokens, endpoint] = [first(compute, `${options}.httpTokens`), first(compute, `${options}.httpEndpoint`)];
    const evidence = [tokens, endpoint].map(seen);
    const what = compute.type === template ? 'template' : 'instance';
    if (text(tokens) === 'required') return pass(`The ${what} requires session tokens for metadata.`, evidence);
    if (text(endpoint) === 'disabled') return pass(`The metadata service of the ${what} is off.`, evidence);
    if (text(tokens) === 'optional') return fail(`The ${what} leaves session tokens for metadata optional.`, evidence);
    const follows = compute.type === template ? ', so the default of the account applies, which is not recorded' : '';
    return unknown(`The ${what} does not say whether tokens are required${follows}.`, evidence);
  },
  examples: {
    pass: { resource: { configuration: { metadataOptions: { httpTokens: 'required', httpEndpoint: 'enabled' } } } },
    fail: { resource: { configuration: { metadataOptions: { httpTokens: 'optional', httpEndpoint: 'enabled' } } } },
    unknown: { resource: { type: template, configuration: { LaunchTemplateData: { ImageId: 'ami-0a1' } } } },
    'not-applicable': {
      resource: { configuration: { state: { name: 'terminated' }, metadataOptions: { httpTokens: 'optional' } } },
    },
  },
});
