import { notApplicable } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { judgeFlag } from '../judge.ts';
import { first, seen, text } from '../read.ts';

export default defineCheck({
  id: 'aws.ebs-volume-encrypted',
  version: 1,
  provider: 'aws',
  title: 'Volumes are encrypted',
  failsAs: 'volumes are not encrypted',
  why: 'A clear volume or its snapshot can be attached elsewhere and read.',
  criteria: ['CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::EC2::Volume'],
  reads: [],
  parameters: [],
  remediation: 'Copy through an encrypted snapshot and switch on encryption by default in each region.',
  cannotShow: 'Encryption of snapshots, which are not recorded.',
  judge(volume) {
    const state = first(volume, 'configuration.state');
    if (['deleting', 'deleted'].includes(text(state) ?? ''))
      return notApplicable(`The volume has the state ${text(state)}.`, [seen(state)]);
    return judgeFlag(volume, 'configuration.encrypted', {
      on: 'The volume is encrypted.',
      off: 'The volume is not encrypted.',
    });
  },
  examples: {
    pass: { resource: { configuration: { encrypted: true, state: 'in-use' } } },
    fail: { resource: { configuration: { encrypted: false, state: 'in-use' } } },
    unknown: { resource: { configuration: { state: 'in-use' } } },
    'not-applicable': { resource: { configuration: { encrypted: false, state: 'deleting' } } },
  },
});
