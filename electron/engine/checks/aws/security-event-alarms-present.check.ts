import type { Scene } from '@shared/domain/check.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { flagOf, mapOf, textsOf } from '../parameters.ts';
import { find, first, flag, text, texts } from '../read.ts';

const alarmType = 'AWS::CloudWatch::Alarm';

/** An alarm that tells somebody: its actions are on, and it has one. */
const acts = (alarm: Resource): boolean =>
  flag(first(alarm, 'configuration.actionsEnabled')) === true &&
  texts(find(alarm, 'configuration.alarmActions')).length > 0;

interface Metric {
  readonly namespace: string | null;
  readonly name: string;
}

/** A metric is declared as its name, or as a map of namespace and name. */
function metricOf(declared: Json | undefined): Metric | null {
  if (typeof declared === 'string') return { namespace: null, name: declared };
  if (!isObject(declared) || typeof declared.name !== 'string') return null;
  return { namespace: typeof declared.namespace === 'string' ? declared.namespace : null, name: declared.name };
}

const watches = (alarm: Resource, { namespace, name }: Metric): boolean =>
  text(first(alarm, 'configuration.metricName')) === name &&
  (namespace === null || text(first(alarm, 'configuration.namespace')) === namespace);

function judgeEvents(account: Resource, scene: Scene): Verdict {
  const metrics = mapOf(scene, 'metricOfEvent');
  const alarms = scene.of(alarmType, account.id).filter(acts);
  const events = textsOf(scene, 'events').map((event) => {
    const metric = metricOf(metrics[event]);
    return { event, metric, alarm: metric === null ? undefined : alarms.find((alarm) => watches(alarm, metric)) };
  });
  const evidence = events.flatMap(({ alarm }) =>
    alarm === undefined ? [] : [seenOn(alarm, first(alarm, 'configuration.metricName'))],
  );
  const silent = events.filter(({ metric, alarm }) => metric !== null && alarm === undefined);
  const known = scene.known(alarmType, account.id);
  if (!known.isKnown && (silent.length > 0 || alarms.length === 0)) return unknown(known.because);
  if (alarms.length === 0) return fail('The account has no alarm that acts, so none watches a declared event.');
  if (silent.length > 0)
    return fail(
      `No acting alarm watches the metric of ${counted(silent.length, 'declared event')}: ${listed(silent.map(({ event }) => event))}.`,
      evidence.slice(0, 8),
    );
  const unmapped = events.filter(({ metric }) => metric === null);
  if (unmapped.length > 0)
    return unknown(
      `The account has ${counted(alarms.length, 'acting alarm')}; for ${unmapped.length} of ${counted(events.length, 'event')} no metric is declared (metricOfEvent), and metric filters are in no item.`,
      evidence.slice(0, 8),
    );
  return pass(
    `An acting alarm watches the declared metric of each of ${counted(events.length, 'event')}.`,
    evidence.slice(0, 8),
  );
}

const alarm = (metricName: string) => ({
  type: alarmType,
  id: metricName,
  configuration: {
    metricName,
    namespace: 'Security',
    actionsEnabled: true,
    alarmActions: ['arn:aws:sns:eu-west-1:111122223333:security'],
  },
});
const parameters = { events: ['root use'], metricOfEvent: { 'root use': { namespace: 'Security', name: 'RootUse' } } };

export default defineCheck({
  id: 'aws.security-event-alarms-present',
  version: 1,
  provider: 'aws',
  title: 'Alarms exist for the declared security events',
  failsAs: 'accounts have no acting alarm for a declared security event',
  why: 'Root use, policy changes and trail changes must reach a person the same day.',
  criteria: ['CC7.2', 'CC7.3', 'CC6.3'],
  severity: 'medium',
  looksAt: ['aws.account'],
  reads: [alarmType],
  parameters: [
    {
      name: 'events',
      unit: 'list',
      meaning: 'events that the policy names',
      default: [
        'unauthorised calls',
        'sign-in without second factor',
        'root use',
        'identity policy change',
        'trail change',
        'failed sign-in',
        'key disabled or deleted',
        'bucket policy change',
        'recorder change',
        'security-group change',
        'network list change',
        'gateway change',
        'route change',
        'VPC change',
        'organisation change',
      ],
      stricter: 'longer-list',
    },
    { name: 'metricOfEvent', unit: 'map', meaning: 'event to metric name, or to namespace and name', default: {} },
    {
      name: 'centralMonitoring',
      unit: 'boolean',
      meaning: 'a central monitoring system watches the events, as evidence shows',
      default: false,
      stricter: 'false',
    },
  ],
  remediation:
    'Create the missing filters and alarms, or show the rule in the monitoring system that watches the event.',
  cannotShow: 'That the filter pattern behind a metric fits the event: its text must be given as evidence.',
  judge: (account, scene) =>
    flagOf(scene, 'centralMonitoring')
      ? notApplicable('The events are declared to be watched by a central monitoring system (centralMonitoring).')
      : judgeEvents(account, scene),
  examples: {
    pass: { resource: { id: '111122223333' }, others: [alarm('RootUse')], parameters },
    fail: { resource: { id: '111122223333' }, others: [alarm('CPUUtilization')], parameters },
    unknown: { resource: { id: '111122223333' }, others: [alarm('RootUse')] },
    'not-applicable': { resource: { id: '111122223333' }, parameters: { centralMonitoring: true } },
  },
});
