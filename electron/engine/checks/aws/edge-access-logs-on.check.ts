import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { attributeOf, balancerType, distributionType, restStageType } from '../edge.ts';
import { indexedBy } from '../indexed.ts';
import { first, flag, seen, text } from '../read.ts';

const listenerType = 'AWS::ElasticLoadBalancingV2::Listener';
const httpStageType = 'AWS::ApiGatewayV2::Stage';

const byBalancer = indexedBy((listener) => [text(first(listener, 'configuration.LoadBalancerArn')) ?? '']);

/** A network balancer writes access logs of its TLS listeners only, so without one there is nothing to log. */
function ifNoTls(balancer: Resource, scene: Scene): Verdict | null {
  const type = first(balancer, 'configuration.type');
  if (text(type) !== 'network') return null;
  const listeners = byBalancer(scene.of(listenerType, balancer.account, balancer.region), balancer.arn ?? balancer.id);
  const protocols = listeners.map((listener) => text(first(listener, 'configuration.Protocol')));
  const known = scene.known(listenerType, balancer.account, balancer.region);
  if (protocols.includes('TLS')) return null;
  return known.isKnown
    ? notApplicable('The network balancer has no TLS listener, so it writes no access log.', [seen(type)])
    : unknown(`Whether the network balancer has a TLS listener could not be seen: ${known.because}`, [seen(type)]);
}

/** Values are the texts `true` and `false`. A gateway balancer passes packets on and logs none. */
function judgeBalancer(balancer: Resource, scene: Scene): Verdict {
  const type = first(balancer, 'configuration.type');
  if (text(type) === 'gateway') return notApplicable('The gateway balancer writes no access log.', [seen(type)]);
  const setting = attributeOf(balancer, 'access_logs.s3.enabled');
  const isOn = setting === undefined ? null : flag(setting);
  if (setting !== undefined && isOn === true) return pass('The load balancer writes access logs.', [seen(setting)]);
  const without = ifNoTls(balancer, scene);
  if (without !== null) return without;
  return setting === undefined || isOn === null
    ? unknown('The item does not hold the attribute access_logs.s3.enabled of the load balancer.', [seen(type)])
    : fail('The load balancer writes no access log.', [seen(setting)]);
}

const part = 'configuration.distributionConfig';

/** The newer standard logging is in no item, so logging that is off there may be on here. */
function judgeDistribution(distribution: Resource, scene: Scene): Verdict {
  const setting = first(distribution, `${part}.logging.enabled`);
  const live = first(distribution, `${part}.defaultCacheBehavior.realtimeLogConfigArn`);
  const evidence = [setting, first(distribution, `${part}.logging.bucket`), live].map(seen);
  if (flag(setting) === true) return pass('The distribution writes access logs to a bucket.', evidence);
  if (text(live) !== null) return pass('The distribution writes real-time logs.', evidence);
  if (flag(setting) === null) return unknown('The item does not state whether the distribution logs.', evidence);
  return scene.parameter('acceptNewerDelivery') === true
    ? unknown('The item shows no logging, and the newer delivery that is declared is in no item.', evidence)
    : fail('The distribution writes no access log that the item shows.', evidence);
}

function judgeStage(stage: Resource): Verdict {
  const target: Property = first(stage, 'configuration.accessLogSettings.destinationArn');
  const name = first(stage, 'configuration.stageName');
  const evidence = [target, name].map(seen);
  if (text(target) !== null) return pass(`The stage writes access logs to ${text(target)}.`, evidence);
  return text(name) === null
    ? unknown('The item does not hold the settings of the stage.', evidence)
    : fail('The stage has no destination for access logs.', evidence);
}

const balancer = (value: string) => ({
  id: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shop/1',
  configuration: { type: 'application', scheme: 'internet-facing' },
  supplementaryConfiguration: { LoadBalancerAttributes: [{ key: 'access_logs.s3.enabled', value }] },
});

export default defineCheck({
  id: 'aws.edge-access-logs-on',
  version: 1,
  provider: 'aws',
  title: 'Public entry points write access logs',
  failsAs: 'entry points write no access log',
  why: 'Requests at the edge are the first thing an investigator asks for.',
  criteria: ['CC7.2'],
  severity: 'medium',
  looksAt: [balancerType, distributionType, restStageType, httpStageType],
  reads: [listenerType],
  parameters: [
    {
      name: 'acceptNewerDelivery',
      unit: 'boolean',
      meaning: 'distributions use standard logging of version 2, as evidence shows',
      default: false,
      stricter: 'false',
    },
  ],
  remediation: 'Turn on access logs to the central log bucket.',
  cannotShow: 'Retention and reading of the logs, and CloudFront standard logging of version 2.',
  judge(door, scene) {
    if (door.type === balancerType) return judgeBalancer(door, scene);
    return door.type === distributionType ? judgeDistribution(door, scene) : judgeStage(door);
  },
  examples: {
    pass: { resource: balancer('true') },
    fail: { resource: balancer('false') },
    unknown: { resource: { ...balancer('true'), supplementaryConfiguration: {} } },
    'not-applicable': {
      resource: { ...balancer('false'), configuration: { type: 'network' } },
    },
  },
});
