import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { flagOf } from '../parameters.ts';
import { first, flag, seen } from '../read.ts';
import { besideSeen, resultsBeside, ruleReads } from '../rule-results.ts';
import { ifTrailCopy } from '../trails.ts';

const rule = 'CLOUDTRAIL_S3_DATAEVENTS_ENABLED';
const trail = (hasCustomEventSelectors: boolean) => ({
  id: 'main',
  region: 'eu-west-1',
  configuration: { homeRegion: 'eu-west-1', hasCustomEventSelectors },
});

export default defineCheck({
  id: 'aws.cloudtrail-data-events-on',
  version: 1,
  provider: 'aws',
  title: 'Trails record access to sensitive objects',
  failsAs: 'trails record no access to objects',
  why: 'Management events alone cannot show which customer files were read.',
  criteria: ['CC7.2'],
  severity: 'low',
  looksAt: ['AWS::CloudTrail::Trail'],
  reads: ruleReads,
  parameters: [
    {
      name: 'requireDataEvents',
      unit: 'boolean',
      meaning: 'the logging policy asks for object events',
      default: true,
      stricter: 'true',
    },
  ],
  remediation: 'Add advanced event selectors for the buckets that hold customer data.',
  cannotShow: 'Which buckets, tables and functions are covered.',
  judge(trail, scene) {
    const copy = ifTrailCopy(trail);
    if (copy !== null) return copy;
    if (!flagOf(scene, 'requireDataEvents'))
      return notApplicable('The declared logging policy does not ask for object events (requireDataEvents).');
    const selectors = first(trail, 'configuration.hasCustomEventSelectors');
    const evidence = [selectors, first(trail, 'configuration.hasInsightSelectors')].map(seen);
    if (flag(selectors) === false)
      return fail('The trail has no custom event selectors, so it records management events only.', evidence);
    const results = resultsBeside(scene, trail.account, rule, null);
    const told = results.find(({ verdict }) => verdict.status === 'pass' || verdict.status === 'fail');
    if (told !== undefined) {
      const { status, because } = told.verdict;
      return (status === 'pass' ? pass : fail)(because, [besideSeen(told), ...evidence]);
    }
    return flag(selectors) === null
      ? unknown('The item does not state whether the trail has custom event selectors.', evidence)
      : unknown('The trail has custom event selectors; what they select is not in the item.', evidence);
  },
  examples: {
    pass: {
      resource: trail(true),
      others: [
        {
          type: 'aws.config-rule',
          id: 'data-events',
          capturedAt: '2026-09-30T12:00:00.000Z',
          configuration: {
            MaximumExecutionFrequency: 'TwentyFour_Hours',
            Source: { Owner: 'AWS', SourceIdentifier: rule },
          },
        },
        {
          type: 'aws.config-rule-evaluation',
          id: 'data-events AWS::::Account 111122223333',
          configuration: {
            EvaluationResultIdentifier: {
              EvaluationResultQualifier: {
                ConfigRuleName: 'data-events',
                ResourceType: 'AWS::::Account',
                ResourceId: '111122223333',
              },
            },
            ComplianceType: 'COMPLIANT',
            ResultRecordedTime: '2026-09-30T06:00:00.000Z',
          },
        },
      ],
    },
    fail: { resource: trail(false) },
    unknown: { resource: trail(true) },
    'not-applicable': { resource: trail(true), parameters: { requireDataEvents: false } },
  },
});
