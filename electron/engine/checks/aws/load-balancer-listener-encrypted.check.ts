import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { severest } from '../judge.ts';
import { textsOf } from '../parameters.ts';
import { first, inside, list, number, seen, text } from '../read.ts';

const balancerType = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const classicType = 'AWS::ElasticLoadBalancing::LoadBalancer';
const encrypted = ['HTTPS', 'TLS', 'SSL'];
const clear = ['HTTP', 'TCP', 'UDP', 'TCP_UDP'];

const word = (property: Property): string => text(property)?.toUpperCase() ?? '';

/** True when every default action sends the client to HTTPS; without a protocol a redirect stays on HTTP. */
function redirects(listener: Resource): boolean {
  const actions = list(listener, 'configuration.DefaultActions');
  return (
    actions.length > 0 &&
    actions.every(
      (action) =>
        word(inside(action, 'Type')) === 'REDIRECT' && word(inside(action, 'RedirectConfig.Protocol')) === 'HTTPS',
    )
  );
}

interface Door {
  readonly protocol: string;
  readonly port: number | null;
  readonly balancer: Resource;
  readonly evidence: readonly Seen[];
}

/** A door that takes clear text is a fault where the internet reaches it. */
function judgeClear({ protocol, port, balancer, evidence }: Door, scene: Scene): Verdict {
  const scheme = text(first(balancer, 'configuration.scheme'));
  const name = balancer.name;
  if (protocol !== 'HTTP' && isNamed(balancer, textsOf(scene, 'passThrough')))
    return notApplicable(`The balancer ${name} hands TLS through to its targets by declaration.`, evidence);
  if (scheme === null) return unknown(`The balancer ${name} does not state its scheme.`, evidence);
  if (scheme !== 'internet-facing') return notApplicable(`The balancer ${name} has the scheme ${scheme}.`, evidence);
  const door = `${protocol} on port ${port ?? 'not stated'} of the internet-facing balancer ${name}`;
  if (protocol !== 'HTTP' && port === 443)
    return unknown(`The listener takes ${door}, which may carry TLS to the targets.`, evidence);
  return fail(`The listener takes ${door} and does not redirect to HTTPS.`, evidence);
}

const byName = indexedBy(({ id, arn }) => [id, arn ?? id]);

function judgeListener(listener: Resource, scene: Scene): Verdict {
  const [protocol, port] = [first(listener, 'configuration.Protocol'), first(listener, 'configuration.Port')];
  const actions = first(listener, 'configuration.DefaultActions');
  const name = word(protocol);
  const evidence = [protocol, port, actions].map(seen);
  if (encrypted.includes(name))
    return pass(`The listener takes ${name} on port ${number(port)}.`, evidence.slice(0, 2));
  if (!clear.includes(name)) return unknown(`The protocol ${name || 'of the listener'} is not known.`, evidence);
  if (name === 'HTTP' && redirects(listener)) return pass('The listener takes HTTP and redirects to HTTPS.', evidence);
  const owner = text(first(listener, 'configuration.LoadBalancerArn'));
  const balancers = scene.of(balancerType, listener.account, listener.region);
  const balancer = owner === null ? undefined : byName(balancers, owner)[0];
  if (balancer === undefined)
    return unknown(`The listener takes ${name}, and its balancer ${owner ?? ''} was not collected.`, evidence);
  const scheme = seenOn(balancer, first(balancer, 'configuration.scheme'));
  return judgeClear({ protocol: name, port: number(port), balancer, evidence: [...evidence, scheme] }, scene);
}

function judgeDescription(at: Property, balancer: Resource, scene: Scene): Verdict {
  const [protocol, port] = [inside(at, 'listener.protocol'), inside(at, 'listener.loadBalancerPort')];
  const evidence = [protocol, port, first(balancer, 'configuration.scheme')].map(seen);
  const name = word(protocol);
  if (encrypted.includes(name)) return pass(`A listener takes ${name} on port ${number(port)}.`, evidence);
  if (!clear.includes(name)) return unknown(`The protocol ${name || 'of a listener'} is not known.`, evidence);
  return judgeClear({ protocol: name, port: number(port), balancer, evidence }, scene);
}

function judgeClassic(balancer: Resource, scene: Scene): Verdict {
  const listeners = list(balancer, 'configuration.listenerDescriptions');
  const listing = seen(first(balancer, 'configuration.listenerDescriptions'));
  const worst = severest(listeners.map((at) => judgeDescription(at, balancer, scene)));
  if (worst === undefined) return unknown('The item lists no listener of the balancer.', [listing]);
  if (worst.status !== 'pass') return worst;
  const protocols = listeners.map((at) => seen(inside(at, 'listener.protocol')));
  return pass(
    `The balancer has ${counted(listeners.length, 'listener')}, and none takes clear text from the internet.`,
    protocols.slice(0, 8),
  );
}

const LoadBalancerArn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/0a1b';
const DefaultActions = [{ Type: 'forward' }];
const balancer = { type: balancerType, id: LoadBalancerArn, name: 'web', configuration: { scheme: 'internet-facing' } };

export default defineCheck({
  id: 'aws.load-balancer-listener-encrypted',
  version: 1,
  provider: 'aws',
  title: 'Load balancer listeners use TLS or only redirect to it',
  failsAs: 'load balancer listeners take clear text from the internet',
  why: 'A clear-text listener lets anyone on the path read sessions and change payment data.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'high',
  looksAt: ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancing::LoadBalancer'],
  reads: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  parameters: [
    {
      name: 'passThrough',
      unit: 'list',
      meaning: 'network balancers that hand TLS to the targets',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Serve HTTPS with a managed certificate and turn the HTTP listener into a redirect.',
  cannotShow: 'Encryption between balancer and target, and further rules of the listener.',
  judge: (door, scene) => (door.type === classicType ? judgeClassic(door, scene) : judgeListener(door, scene)),
  examples: {
    pass: {
      resource: {
        configuration: {
          LoadBalancerArn,
          Protocol: 'HTTP',
          Port: 80,
          DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
        },
      },
    },
    fail: {
      resource: { configuration: { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions } },
      others: [balancer],
    },
    unknown: { resource: { configuration: { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions } } },
    'not-applicable': {
      resource: { configuration: { LoadBalancerArn, Protocol: 'HTTP', Port: 80, DefaultActions } },
      others: [{ ...balancer, configuration: { scheme: 'internal' } }],
    },
  },
});
