import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armId, armRow } from '../azure-example.ts';
import { comparable, ifThin } from '../azure-rows.ts';
import { isInUse } from '../azure-subnets.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { numberOf } from '../parameters.ts';
import { elements, first, flag, inside, number, seen, text } from '../read.ts';

const type = 'microsoft.network/virtualnetworks';
const flowLog = 'microsoft.network/networkwatchers/flowlogs';

const byTarget = indexedBy((log) => [comparable(text(first(log, 'properties.targetResourceId')) ?? '')]);

/** Why a flow log does not do; `at` is null when it does. */
interface Fault {
  readonly log: Resource;
  readonly at: Property | null;
  readonly words: string;
}

/** Records without a retention, or with one of 0 days, are kept until somebody deletes them. */
function faultOf(log: Resource, wanted: number): Fault {
  const enabled = first(log, 'properties.enabled');
  const [isKept, days] = [
    first(log, 'properties.retentionPolicy.enabled'),
    first(log, 'properties.retentionPolicy.days'),
  ];
  const kept = flag(isKept) === true ? (number(days) ?? 0) : 0;
  if (flag(enabled) !== true)
    return { log, at: enabled, words: flag(enabled) === false ? 'is disabled' : 'does not say whether it is on' };
  if (kept > 0 && kept < wanted)
    return { log, at: days, words: `keeps records ${kept} days, fewer than the ${wanted} declared` };
  return { log, at: null, words: kept === 0 ? 'keeps records for ever' : `keeps records ${kept} days` };
}

const logsOn = (id: string, network: Resource, scene: Scene): readonly Fault[] =>
  byTarget(scene.of(flowLog, network.account), comparable(id)).map((log) =>
    faultOf(log, numberOf(scene, 'logRetentionDays')),
  );

/** What may be watched in place of the network: the subnet, or the group in front of it. */
function covering(network: Resource, subnet: Property, scene: Scene): readonly Fault[] {
  const ids = [inside(subnet, 'id'), inside(subnet, 'properties.networkSecurityGroup.id')].flatMap(
    (at) => text(at) ?? [],
  );
  return ids.flatMap((id) => logsOn(id, network, scene));
}

const logSeen = ({ log }: Fault): readonly Seen[] =>
  ['enabled', 'targetResourceId', 'retentionPolicy.days'].map((key) => seenOn(log, first(log, `properties.${key}`)));

function judgeLogs(network: Resource, used: readonly Property[], scene: Scene): Verdict {
  const whole = logsOn(network.id, network, scene);
  const good = whole.find(({ at }) => at === null);
  if (good !== undefined)
    return pass(`The flow log ${good.log.name} of the network is on and ${good.words}.`, logSeen(good));
  const parts = used.map((subnet) => covering(network, subnet, scene));
  const covers = parts.flatMap((logs) => logs.find(({ at }) => at === null) ?? []);
  if (covers.length === used.length)
    return pass(
      `Flow logs that are kept for the declared days cover the ${counted(used.length, 'subnet')} in use.`,
      covers.flatMap(logSeen).slice(0, 8),
    );
  const known = scene.known(flowLog, network.account);
  const listing = seen(first(network, 'properties.subnets'));
  if (!known.isKnown) return unknown(`The flow logs of the region are not known: ${known.because}`, [listing]);
  const [worst] = [...whole, ...parts.flat().filter(({ at }) => at !== null)];
  if (worst !== undefined && worst.at !== null && text(worst.at) === null && worst.at.value === undefined)
    return unknown(`The flow log ${worst.log.name} ${worst.words}.`, logSeen(worst));
  if (worst !== undefined) return fail(`The flow log ${worst.log.name} ${worst.words}.`, logSeen(worst));
  const share = `${covers.length} of ${counted(used.length, 'subnet')} in use`;
  return fail(`No flow log targets the network, and those on subnets and groups cover ${share}.`, [listing]);
}

const subnets = [
  {
    id: armId('microsoft.network/virtualnetworks/subnets', 'prod/web'),
    name: 'web',
    properties: {
      ipConfigurations: [{ id: `${armId('microsoft.network/networkinterfaces', 'web-1')}/ipConfigurations/first` }],
    },
  },
];
const network = armRow(type, 'prod', { subnets });

export default defineCheck({
  id: 'azure.flow-logs-on',
  version: 1,
  provider: 'azure',
  title: 'Networks in use write flow logs to a store that keeps them',
  failsAs: 'virtual networks in use have no flow log that is kept',
  why: 'Without flow records an investigation cannot say what a host talked to.',
  criteria: ['CC7.2', 'CC6.6'],
  severity: 'medium',
  looksAt: [type],
  reads: [flowLog],
  parameters: [
    { name: 'logRetentionDays', unit: 'days', meaning: 'shortest retention', default: 90, stricter: 'higher' },
  ],
  remediation: 'Create a flow log on the virtual network.',
  cannotShow: 'Reading of the records.',
  judge(network, scene) {
    const thin = ifThin(network);
    if (thin !== null) return thin;
    const listing = first(network, 'properties.subnets');
    if (listing.value === undefined)
      return unknown('The row does not list the subnets of the network.', [seen(listing)]);
    const used = elements(listing).filter(isInUse);
    if (used.length === 0) return notApplicable('Nothing has an address in the network.', [seen(listing)]);
    return judgeLogs(network, used, scene);
  },
  examples: {
    pass: {
      resource: network,
      others: [
        armRow(flowLog, 'westeurope/prod', {
          targetResourceId: armId(type, 'prod'),
          enabled: true,
          retentionPolicy: { days: 0, enabled: true },
        }),
      ],
    },
    fail: { resource: network },
    unknown: { resource: network, unseen: { [flowLog]: 'The network watcher of westeurope was refused.' } },
    'not-applicable': { resource: armRow(type, 'spare', { subnets: [{ name: 'web', properties: {} }] }) },
  },
});
