import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { first, seen, text } from '../read.ts';

const stack = (stackDriftStatus: string) => ({
  resource: {
    id: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/network/1',
    configuration: { stackStatus: 'UPDATE_COMPLETE', driftInformation: { stackDriftStatus } },
  },
});

export default defineCheck({
  id: 'aws.stack-not-drifted',
  version: 1,
  provider: 'aws',
  title: 'Stacks match their templates',
  failsAs: 'stacks differ from their templates',
  why: 'Drift is a change made outside the change process.',
  criteria: ['CC8.1', 'CC7.1'],
  severity: 'medium',
  looksAt: ['AWS::CloudFormation::Stack'],
  reads: [],
  parameters: [],
  remediation: 'Run drift detection on a schedule and bring the change back into the template.',
  cannotShow: 'Resources outside any stack, and the age of the last detection.',
  judge(stack) {
    const status = first(stack, 'configuration.stackStatus');
    const drift = first(stack, 'configuration.driftInformation.stackDriftStatus');
    const evidence = [drift, status, first(stack, 'configuration.lastUpdatedTime')].map(seen);
    if (text(status) === 'DELETE_COMPLETE') return notApplicable('The stack is deleted.', evidence);
    const word = text(drift)?.toUpperCase() ?? null;
    if (word === 'IN_SYNC') return pass('The last detection found the stack in line with its template.', evidence);
    if (word === 'DRIFTED') return fail('The last detection found the stack to differ from its template.', evidence);
    return unknown(`The drift status is ${word ?? 'absent'}, so nobody has looked.`, evidence);
  },
  examples: {
    pass: stack('IN_SYNC'),
    fail: stack('DRIFTED'),
    unknown: stack('NOT_CHECKED'),
    'not-applicable': {
      resource: { id: 'network', configuration: { stackStatus: 'DELETE_COMPLETE' } },
    },
  },
});
