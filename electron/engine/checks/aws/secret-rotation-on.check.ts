import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, flag, number, seen, text } from '../read.ts';
import { rotationDays } from '../rotation-schedule.ts';

interface Interval {
  readonly days: number | null;
  readonly at: Property;
}

/** A schedule expression replaces the count of days; a schedule in hours comes as its own property. */
function intervalOf(secret: Resource): Interval {
  const rule = (name: string) => first(secret, `configuration.RotationRules.${name}`);
  const [schedule, days, hours] = [
    rule('RotationScheduleExpression'),
    rule('AutomaticallyAfterDays'),
    rule('AutomaticallyAfterHours'),
  ];
  const expression = text(schedule);
  if (expression !== null) return { days: rotationDays(expression), at: schedule };
  const inHours = number(hours);
  return number(days) === null && inHours !== null
    ? { days: inHours / 24, at: hours }
    : { days: number(days), at: days };
}

function judgeSchedule(secret: Resource, limit: number): Verdict {
  const interval = intervalOf(secret);
  const punctual = first(secret, 'configuration.RotationOccurringAsScheduled');
  const evidence = [interval.at, punctual, first(secret, 'configuration.RotationEnabled')].map(seen);
  const isPunctual = flag(punctual);
  if (isPunctual === false)
    return fail('Rotation is enabled and does not occur as scheduled.', [punctual, interval.at].map(seen));
  if (interval.days === null)
    return unknown('Rotation is enabled, and its interval could not be read from the item.', evidence);
  const words = counted(Math.round(interval.days * 10) / 10, 'day');
  if (interval.days > limit)
    return fail(`The longest interval between rotations is ${words}; at most ${limit} are declared.`, evidence);
  if (isPunctual === null)
    return unknown('Rotation is enabled, and the item does not say whether it occurs as scheduled.', evidence);
  return pass(`Rotation occurs as scheduled at most ${words} apart; at most ${limit} are declared.`, evidence);
}

export default defineCheck({
  id: 'aws.secret-rotation-on',
  version: 1,
  provider: 'aws',
  title: 'Stored secrets rotate on schedule',
  failsAs: 'secrets do not rotate on schedule',
  why: 'A secret that lives for years is known to former staff, logs and laptops.',
  criteria: ['CC6.1', 'CC6.2'],
  severity: 'medium',
  looksAt: ['AWS::SecretsManager::Secret'],
  reads: [],
  parameters: [
    {
      name: 'secretRotationDays',
      unit: 'days',
      meaning: 'rotation interval of secrets: longest accepted',
      default: 90,
      stricter: 'lower',
    },
    {
      name: 'rotatedElsewhere',
      unit: 'list',
      meaning: 'secrets rotated by their owner system',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Enable rotation with a function and shorten the interval.',
  cannotShow: 'The date of the last rotation, which the item does not hold, and secrets kept outside the service.',
  judge(secret, scene) {
    const deleted = first(secret, 'configuration.Deleted');
    if (flag(deleted) === true) return notApplicable('The secret is deleted.', [seen(deleted)]);
    if (isNamed(secret, textsOf(scene, 'rotatedElsewhere')))
      return notApplicable('The secret is named in rotatedElsewhere.');
    const enabled = first(secret, 'configuration.RotationEnabled');
    const isOn = flag(enabled);
    if (isOn === null) return unknown('The item does not state RotationEnabled as true or false.', [seen(enabled)]);
    return isOn
      ? judgeSchedule(secret, numberOf(scene, 'secretRotationDays'))
      : fail('Rotation is off.', [seen(enabled)]);
  },
  examples: {
    pass: {
      resource: {
        id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ledger-db-AbCdEf',
        name: 'ledger-db',
        configuration: {
          Name: 'ledger-db',
          RotationEnabled: true,
          RotationOccurringAsScheduled: true,
          RotationRules: { AutomaticallyAfterDays: 30 },
        },
      },
    },
    fail: {
      resource: {
        id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ledger-db-AbCdEf',
        name: 'ledger-db',
        configuration: { Name: 'ledger-db', RotationEnabled: false },
      },
    },
    unknown: {
      resource: {
        id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:ledger-db-AbCdEf',
        name: 'ledger-db',
        configuration: { Name: 'ledger-db' },
      },
    },
    'not-applicable': {
      resource: {
        id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:psp-key-AbCdEf',
        name: 'psp-key',
        configuration: { Name: 'psp-key', RotationEnabled: false },
      },
      parameters: { rotatedElsewhere: ['psp-key'] },
    },
  },
});
