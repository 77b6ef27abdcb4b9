import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, flag, list, seen, text } from '../read.ts';

const alarmActions = ['arn:aws:sns:eu-west-1:111122223333:on-call'];

export default defineCheck({
  id: 'aws.alarm-acts',
  version: 1,
  provider: 'aws',
  title: 'Alarms have actions and the actions are on',
  failsAs: 'alarms notify nobody',
  why: 'An alarm that notifies nobody is decoration.',
  criteria: ['CC7.2', 'A1.1', 'CC7.3'],
  severity: 'medium',
  looksAt: ['AWS::CloudWatch::Alarm'],
  reads: [],
  parameters: [
    {
      name: 'quietAlarms',
      unit: 'list',
      meaning: 'alarms that need no notification',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Connect the alarm to the on-call channel or delete it.',
  cannotShow: 'Who receives the message and how fast they react.',
  judge(alarm, scene) {
    const [enabled, actions] = [
      first(alarm, 'configuration.actionsEnabled'),
      first(alarm, 'configuration.alarmActions'),
    ];
    const evidence = [enabled, actions].map(seen);
    const quiet = textsOf(scene, 'quietAlarms');
    if (isNamed(alarm, quiet) || quiet.includes(text(first(alarm, 'configuration.alarmName')) ?? ''))
      return notApplicable('The alarm is named as one that needs no notification.', evidence);
    const count = list(alarm, 'configuration.alarmActions').length;
    if (flag(enabled) === false) return fail('The actions of the alarm are off.', evidence);
    // Unset lists are dropped from items: without the switch beside it, an absent list may be an incomplete item.
    if (flag(enabled) === null && (count > 0 || actions.value === undefined))
      return unknown('The item does not state whether the actions of the alarm are on.', evidence);
    return count === 0
      ? fail('The alarm has no alarm action.', evidence)
      : pass(`The alarm has ${counted(count, 'alarm action')}, and actions are on.`, evidence);
  },
  examples: {
    pass: { resource: { configuration: { alarmName: 'errors', actionsEnabled: true, alarmActions } } },
    fail: { resource: { configuration: { alarmName: 'errors', actionsEnabled: true, alarmActions: [] } } },
    unknown: { resource: { configuration: { alarmName: 'errors', alarmActions } } },
    'not-applicable': {
      resource: { configuration: { alarmName: 'scale-out', actionsEnabled: false } },
      parameters: { quietAlarms: ['scale-out'] },
    },
  },
});
