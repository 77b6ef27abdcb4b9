import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, list, text } from '../read.ts';

const analyzerType = 'AWS::AccessAnalyzer::Analyzer';

const typeOf = (analyzer: Resource) => first(analyzer, 'configuration.Type');

/** The analyzers of the place, and those of an organisation that live in the client's other accounts, same region. */
function analyzersFor(place: Resource, scene: Scene): readonly Resource[] {
  const others = scene.ownAccounts.filter((own) => own !== place.account);
  const shared = others.flatMap((other) => scene.of(analyzerType, other, place.region));
  return [
    ...scene.of(analyzerType, place.account, place.region),
    ...shared.filter((one) => text(typeOf(one)) === 'ORGANIZATION'),
  ];
}

const analyzer = (Type: string) => ({
  type: analyzerType,
  id: 'external-access',
  name: 'external-access',
  configuration: { AnalyzerName: 'external-access', Type },
});

export default defineCheck({
  id: 'aws.access-analyzer-on',
  version: 1,
  provider: 'aws',
  title: 'An external-access analyzer exists in every in-scope region',
  failsAs: 'regions of accounts have no external-access analyzer',
  why: 'Without it nobody is told when a bucket, key or role becomes reachable from outside.',
  criteria: ['CC6.1', 'CC6.6', 'CC7.1'],
  severity: 'medium',
  looksAt: ['aws.account-region'],
  reads: ['AWS::AccessAnalyzer::Analyzer'],
  parameters: [
    {
      name: 'analyzerTypes',
      unit: 'list',
      meaning: 'analyzer types accepted',
      default: ['ACCOUNT', 'ORGANIZATION'],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Create an organisation analyzer in each region in use and route its findings to the alert queue.',
  cannotShow: 'Whether findings are read; archive rules that hide them are shown but need judgement.',
  judge(place, scene) {
    const analyzers = analyzersFor(place, scene);
    const accepted = textsOf(scene, 'analyzerTypes');
    const found = analyzers.find((one) => accepted.includes(text(typeOf(one)) ?? ''));
    if (found !== undefined) {
      const rules = counted(list(found, 'configuration.ArchiveRules').length, 'archive rule');
      const words = `The analyzer ${found.name} of the type ${text(typeOf(found))} exists in ${place.region}`;
      return pass(`${words}, with ${rules}.`, [seenOn(found, typeOf(found))]);
    }
    const silent = analyzers.find((one) => text(typeOf(one)) === null);
    if (silent !== undefined)
      return unknown(`The analyzer ${silent.name} does not state its type.`, [seenOn(silent, typeOf(silent))]);
    const known = scene.known(analyzerType, place.account, place.region);
    if (!known.isKnown) return unknown(known.because);
    const evidence = analyzers.slice(0, 8).map((one) => seenOn(one, typeOf(one)));
    return fail(`No external-access analyzer exists in ${place.region} of the account ${place.account}.`, evidence);
  },
  examples: {
    pass: { resource: { region: 'eu-west-1' }, others: [analyzer('ACCOUNT')] },
    fail: { resource: { region: 'eu-west-1' }, others: [analyzer('ACCOUNT_UNUSED_ACCESS')] },
    unknown: {
      resource: { region: 'eu-west-1' },
      unseen: { [analyzerType]: 'AWS Config does not record analyzers in eu-west-1.' },
    },
  },
});
