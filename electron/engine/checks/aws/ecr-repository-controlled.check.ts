import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { globMatches } from '../glob.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';

/** ECR creates repositories with tags that can be moved. */
const defaultMutability = 'MUTABLE';

/** What is wrong with the tags; null when every tag stays where it is. */
function looseTags(repository: Resource): string | null {
  const written = text(first(repository, 'configuration.ImageTagMutability'));
  const mutability = written ?? defaultMutability;
  if (mutability === 'IMMUTABLE') return null;
  if (mutability.startsWith('IMMUTABLE'))
    return `Tag mutability is ${mutability}, so the excluded tags can be moved to another image`;
  return written === null
    ? `The item states no tag mutability, which means ${mutability}: tags can be moved to another image`
    : `Tag mutability is ${mutability}, so tags can be moved to another image`;
}

function judgeTags(repository: Resource): Verdict | null {
  const words = looseTags(repository);
  return words === null ? null : fail(`${words}.`, [seen(first(repository, 'configuration.ImageTagMutability'))]);
}

export default defineCheck({
  id: 'aws.ecr-repository-controlled',
  version: 1,
  provider: 'aws',
  title: 'Image repositories scan on push and keep tags fixed',
  failsAs: 'image repositories let tags move or do not scan on push',
  why: 'Unscanned or replaceable images let known holes or swapped code reach production.',
  criteria: ['CC7.1', 'CC6.8', 'CC8.1'],
  severity: 'medium',
  looksAt: ['AWS::ECR::Repository'],
  reads: [],
  parameters: [
    { name: 'requireImmutableTags', unit: 'boolean', meaning: 'judge tag mutability', default: true, stricter: 'true' },
    {
      name: 'pullThroughCaches',
      unit: 'list',
      meaning: 'name patterns of repositories that cache another registry',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Turn on registry scanning and immutable tags.',
  cannotShow: 'Findings and their repair.',
  judge(repository, scene) {
    const cache = textsOf(scene, 'pullThroughCaches').find((pattern) => globMatches(pattern, repository.name));
    if (cache !== undefined) return notApplicable(`The repository is a pull-through cache by the pattern ${cache}.`);
    const mustStay = flagOf(scene, 'requireImmutableTags');
    const loose = mustStay ? judgeTags(repository) : null;
    if (loose !== null) return loose;
    const scan = first(repository, 'configuration.ImageScanningConfiguration.ScanOnPush');
    const tags = first(repository, 'configuration.ImageTagMutability');
    return flag(scan) === true
      ? pass(
          `Images are scanned on push${mustStay ? ' and tags are IMMUTABLE' : ''}.`,
          (mustStay ? [scan, tags] : [scan]).map(seen),
        )
      : unknown(
          'The repository does not scan on push, and whether the registry scans instead is not in the item.',
          [scan, tags].map(seen),
        );
  },
  examples: {
    pass: {
      resource: {
        id: 'ledger',
        configuration: {
          RepositoryName: 'ledger',
          ImageTagMutability: 'IMMUTABLE',
          ImageScanningConfiguration: { ScanOnPush: true },
        },
      },
    },
    fail: {
      resource: {
        id: 'ledger',
        configuration: {
          RepositoryName: 'ledger',
          ImageTagMutability: 'MUTABLE',
          ImageScanningConfiguration: { ScanOnPush: true },
        },
      },
    },
    unknown: {
      resource: {
        id: 'ledger',
        configuration: {
          RepositoryName: 'ledger',
          ImageTagMutability: 'IMMUTABLE',
          ImageScanningConfiguration: { ScanOnPush: false },
        },
      },
    },
    'not-applicable': {
      resource: {
        id: 'ecr-public/nginx',
        configuration: { RepositoryName: 'ecr-public/nginx', ImageTagMutability: 'MUTABLE' },
      },
      parameters: { pullThroughCaches: ['ecr-public/*'] },
    },
  },
});
