import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { indexedBy } from '../indexed.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

const flowLog = 'AWS::EC2::FlowLog';
const subnet = 'AWS::EC2::Subnet';
const networkInterface = 'AWS::EC2::NetworkInterface';

const idOf = (vpc: Resource): string => text(first(vpc, 'configuration.vpcId')) ?? vpc.id;
const vpcSeen = (vpc: Resource) => [seen(first(vpc, 'configuration.vpcId'))];

const byVpc = indexedBy((one) => [text(first(one, 'configuration.vpcId')) ?? '']);

const inVpc = (vpc: Resource, type: string, scene: Scene): readonly Resource[] =>
  byVpc(scene.of(type, vpc.account, vpc.region), idOf(vpc));

function isEmpty(vpc: Resource, scene: Scene): boolean {
  if (vpc.relationships.some(({ type }) => type === networkInterface)) return false;
  const known = scene.known(networkInterface, vpc.account, vpc.region);
  return known.isKnown && inVpc(vpc, networkInterface, scene).length === 0;
}

/** A flow log with the property for which it does not qualify; null when it does. */
interface FlowLog {
  readonly log: Resource;
  readonly fault: Property | null;
}

function fault(log: Resource, trafficTypes: readonly string[]): Property | null {
  const [status, delivery] = [first(log, 'configuration.flowLogStatus'), first(log, 'configuration.deliverLogsStatus')];
  const traffic = first(log, 'configuration.trafficType');
  if (text(status) !== 'ACTIVE') return status;
  if (text(delivery) === 'FAILED') return delivery;
  return trafficTypes.includes(text(traffic) ?? '') ? null : traffic;
}

/** A flow log names what it watches: a VPC, a subnet or an interface. */
function logsOn(id: string, vpc: Resource, scene: Scene): readonly FlowLog[] {
  const accepted = textsOf(scene, 'trafficTypes');
  return scene
    .of(flowLog, vpc.account, vpc.region)
    .filter((log) => text(first(log, 'configuration.resourceId')) === id)
    .map((log) => ({ log, fault: fault(log, accepted) }));
}

const isGood = ({ fault }: FlowLog): boolean => fault === null;

function onVpc(vpc: Resource, scene: Scene): Verdict | null {
  const log = logsOn(idOf(vpc), vpc, scene).find(isGood)?.log;
  if (log === undefined) return null;
  const [traffic, ...state] = ['trafficType', 'flowLogStatus', 'deliverLogsStatus'].map((key) =>
    seenOn(log, first(log, `configuration.${key}`)),
  );
  const evidence = [...(traffic === undefined ? [] : [traffic]), ...state, ...vpcSeen(vpc)];
  const records = text(first(log, 'configuration.trafficType'));
  return pass(`Flow log ${log.id} of the VPC is ACTIVE and records ${records} traffic.`, evidence);
}

const coverOf = (vpc: Resource, scene: Scene) =>
  inVpc(vpc, subnet, scene).map(({ id }) => logsOn(id, vpc, scene).find(isGood)?.log);

function onSubnets(vpc: Resource, scene: Scene): Verdict | null {
  const cover = coverOf(vpc, scene);
  const known = scene.known(subnet, vpc.account, vpc.region);
  const logs = cover.flatMap((log) => log ?? []);
  if (!known.isKnown || logs.length === 0 || logs.length < cover.length) return null;
  const evidence = logs.slice(0, 8).map((log) => seenOn(log, first(log, 'configuration.flowLogStatus')));
  return pass(`Flow logs are ACTIVE on all ${counted(logs.length, 'subnet')} of the VPC.`, evidence);
}

function faulty(vpc: Resource, scene: Scene): Verdict | null {
  const faults = logsOn(idOf(vpc), vpc, scene).flatMap(({ log, fault }) => (fault === null ? [] : [{ log, fault }]));
  const worst = faults.find((one) => text(one.fault) === null) ?? faults[0];
  if (worst === undefined) return null;
  const [name, value] = [worst.fault.path.replace('configuration.', ''), text(worst.fault)];
  const evidence = [seenOn(worst.log, worst.fault), ...vpcSeen(vpc)];
  return value === null
    ? unknown(`Flow log ${worst.log.id} of the VPC does not state its ${name}.`, evidence)
    : fail(`Flow log ${worst.log.id} of the VPC has ${name} ${value}.`, evidence);
}

/** Flow logs on subnets that were not read may belong to this VPC. */
function hidesSubnets(vpc: Resource, scene: Scene): boolean {
  const logs = scene.of(flowLog, vpc.account, vpc.region);
  return logs.some((log) => text(first(log, 'configuration.resourceId'))?.startsWith('subnet-'));
}

function judgeAbsence(vpc: Resource, scene: Scene): Verdict {
  const known = scene.known(flowLog, vpc.account, vpc.region);
  if (!known.isKnown) return unknown(known.because, vpcSeen(vpc));
  const fault = faulty(vpc, scene);
  if (fault !== null) return fault;
  const subnetsKnown = scene.known(subnet, vpc.account, vpc.region);
  if (!subnetsKnown.isKnown && hidesSubnets(vpc, scene)) return unknown(subnetsKnown.because, vpcSeen(vpc));
  const cover = coverOf(vpc, scene);
  const covered = cover.filter((log) => log !== undefined).length;
  const words = covered === 0 ? 'none of its subnets has' : `${covered} of its ${counted(cover.length, 'subnet')} have`;
  return fail(`No flow log names the VPC, and ${words} an active one.`, vpcSeen(vpc));
}

const inUse = { type: networkInterface, id: 'eni-0b2', configuration: { vpcId: 'vpc-0a1' } };
const vpc = { id: 'vpc-0a1', configuration: { vpcId: 'vpc-0a1' } };

export default defineCheck({
  id: 'aws.vpc-flow-logs-on',
  version: 1,
  provider: 'aws',
  title: 'Every VPC in use has an active flow log',
  failsAs: 'VPCs have no active flow log',
  why: 'Without flow records an investigation cannot say what a host talked to.',
  criteria: ['CC7.2', 'CC6.6'],
  severity: 'medium',
  looksAt: ['AWS::EC2::VPC'],
  reads: ['AWS::EC2::FlowLog', 'AWS::EC2::Subnet', 'AWS::EC2::NetworkInterface'],
  parameters: [
    {
      name: 'trafficTypes',
      unit: 'list',
      meaning: 'accepted traffic types',
      default: ['ALL', 'REJECT'],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Create a flow log for the VPC with the central log destination.',
  cannotShow: 'Retention of the records and whether anyone reads them.',
  judge(vpc, scene) {
    if (isEmpty(vpc, scene)) return notApplicable('The VPC holds no network interface.', vpcSeen(vpc));
    return onVpc(vpc, scene) ?? onSubnets(vpc, scene) ?? judgeAbsence(vpc, scene);
  },
  examples: {
    pass: {
      resource: vpc,
      others: [
        inUse,
        {
          type: flowLog,
          id: 'fl-0c3',
          configuration: {
            resourceId: 'vpc-0a1',
            flowLogStatus: 'ACTIVE',
            deliverLogsStatus: 'SUCCESS',
            trafficType: 'ALL',
          },
        },
      ],
    },
    fail: { resource: vpc, others: [inUse] },
    unknown: {
      resource: vpc,
      others: [inUse],
      unseen: { [flowLog]: 'AWS Config does not record flow logs in eu-west-1.' },
    },
    'not-applicable': { resource: vpc },
  },
});
