import { defineCheck } from '../define.ts';
import { judgeFlag } from '../judge.ts';
import { ifTrailCopy } from '../trails.ts';

const trail = (homeRegion: string, configuration: Readonly<Record<string, boolean>>) => ({
  resource: { region: 'eu-west-1', configuration: { name: 'audit', homeRegion, ...configuration } },
});

export default defineCheck({
  id: 'aws.cloudtrail-log-validation-on',
  version: 1,
  provider: 'aws',
  title: 'Trails sign their log files',
  failsAs: 'trails do not sign their log files',
  why: 'Without signed digests nobody can prove that the logs shown to the auditor are complete.',
  criteria: ['CC7.2', 'CC7.3'],
  severity: 'medium',
  looksAt: ['AWS::CloudTrail::Trail'],
  reads: [],
  parameters: [],
  remediation: 'Switch on log file validation for the trail.',
  cannotShow: 'That someone validates the digests.',
  judge: (trail) =>
    ifTrailCopy(trail) ??
    judgeFlag(trail, 'configuration.logFileValidationEnabled', {
      on: 'The trail signs its log files.',
      off: 'The trail does not sign its log files.',
    }),
  examples: {
    pass: trail('eu-west-1', { logFileValidationEnabled: true }),
    fail: trail('eu-west-1', { logFileValidationEnabled: false }),
    unknown: trail('eu-west-1', {}),
    'not-applicable': trail('us-east-1', { logFileValidationEnabled: false }),
  },
});
