import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { severest } from '../judge.ts';
import { textsOf } from '../parameters.ts';
import { first, flag } from '../read.ts';

const detectorType = 'AWS::GuardDuty::Detector';

/** Where the item keeps the switch of a data source. */
const switchOf = (detector: Resource, source: string): Property =>
  first(detector, `configuration.DataSources.${source === 'Kubernetes' ? 'Kubernetes.AuditLogs' : source}.Enable`);

function judgeDetector(detector: Resource, scene: Scene): Verdict {
  const sources = textsOf(scene, 'requiredSources');
  const switches = [
    { what: `The detector ${detector.id}`, at: first(detector, 'configuration.Enable') },
    ...sources.map((source) => ({ what: `The data source ${source}`, at: switchOf(detector, source) })),
  ];
  const verdicts = switches.map(({ what, at }) => {
    const evidence = [seenOn(detector, at)];
    if (flag(at) === null) return unknown(`${what} does not state whether it is on.`, evidence);
    return flag(at) === true ? pass(`${what} is on.`, evidence) : fail(`${what} is off.`, evidence);
  });
  const worst = severest(verdicts) ?? unknown('The detector states nothing.');
  if (worst.status !== 'pass') return worst;
  const words = sources.length === 0 ? '' : `, with the data source ${listed(sources)}`;
  return pass(`The detector ${detector.id} is on${words}.`, verdicts.flatMap(({ seen }) => seen).slice(0, 8));
}

const detector = (Enable: boolean) => ({
  type: detectorType,
  id: 'd0a1',
  configuration: { Enable, DataSources: { S3Logs: { Enable: true } } },
});

export default defineCheck({
  id: 'aws.guardduty-detector-on',
  version: 1,
  provider: 'aws',
  title: 'Threat detection is on in every in-scope region',
  failsAs: 'regions of accounts have threat detection off or incomplete',
  why: 'An attack in an unwatched region goes on until a customer reports it.',
  criteria: ['CC7.2', 'CC7.3'],
  severity: 'high',
  looksAt: ['aws.account-region'],
  reads: ['AWS::GuardDuty::Detector'],
  parameters: [
    {
      name: 'requiredSources',
      unit: 'list',
      meaning: 'S3Logs, Kubernetes',
      default: ['S3Logs'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Enable detection for the organisation in every region, with automatic enrolment of new accounts.',
  cannotShow: 'Whether findings are handled in time, and newer protection plans that the item does not list.',
  judge(place, scene) {
    const verdicts = scene.of(detectorType, place.account, place.region).map((one) => judgeDetector(one, scene));
    const best = verdicts.find(({ status }) => status === 'pass') ?? severest(verdicts);
    if (best !== undefined) return best;
    const known = scene.known(detectorType, place.account, place.region);
    if (!known.isKnown) return unknown(known.because);
    return fail(`No detector exists in ${place.region} of the account ${place.account}.`);
  },
  examples: {
    pass: { resource: { region: 'eu-west-1' }, others: [detector(true)] },
    fail: { resource: { region: 'eu-west-1' }, others: [detector(false)] },
    unknown: {
      resource: { region: 'eu-west-1' },
      unseen: { [detectorType]: 'AWS Config does not record detectors in eu-west-1.' },
    },
  },
});
