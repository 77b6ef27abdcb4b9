import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { accountOf } from '../conditions.ts';
import { defineCheck } from '../define.ts';
import { environment, environmentOf, isProduction } from '../environments.ts';
import { listed } from '../evidence.ts';
import { first, inside, list, seen, text, texts, within } from '../read.ts';

const sources: Readonly<Record<string, readonly string[]>> = {
  'AWS::RDS::DBSnapshot': ['configuration.sourceDBSnapshotIdentifier'],
  'AWS::RDS::DBClusterSnapshot': ['configuration.sourceDBClusterSnapshotArn'],
  'AWS::RDS::DBInstance': ['configuration.readReplicaSourceDBInstanceIdentifier'],
  'AWS::DynamoDB::Table': [
    'configuration.restoreSummary.sourceTableArn',
    'configuration.restoreSummary.sourceBackupArn',
  ],
};

const shared = [
  'supplementaryConfiguration.DBSnapshotAttributes',
  'supplementaryConfiguration.DBClusterSnapshotAttributes',
];

/** The accounts, or `all`, that may restore a snapshot. */
const restorers = (copy: Resource): readonly Property[] =>
  shared
    .flatMap((path) => list(copy, path))
    .filter((attribute) => text(inside(attribute, 'attributeName')) === 'restore')
    .flatMap((attribute) => within(attribute, 'attributeValues'));

/** A production snapshot that a non-production account may restore is a way for the data to get there. */
function judgeProduction(copy: Resource, declared: Property, scene: Scene): Verdict {
  const at = restorers(copy);
  const accounts = texts(at);
  const evidence = [...at, declared].slice(0, 8).map(seen);
  const named = accounts.map((account) => ({ account, name: environment(scene, account) }));
  const open = named.filter(({ account, name }) => account === 'all' || (name !== null && !isProduction(name)));
  if (open.length > 0) {
    const words = open.map(({ account, name }) => (account === 'all' ? 'everyone' : `the ${name} account ${account}`));
    return fail(`The snapshot of a production account may be restored by ${listed(words)}.`, evidence);
  }
  const blind = named.find(({ name }) => name === null);
  if (blind !== undefined)
    return unknown(`The snapshot is shared with ${blind.account}, for which no environment is declared.`, evidence);
  return notApplicable('The account is production, and the item is shared with no other environment.', evidence);
}

/** An instance restored from a snapshot keeps no link to it, so an instance without a source says nothing. */
function ifNoSource(copy: Resource, at: readonly Property[]): Verdict {
  const evidence = at.map(seen);
  if (copy.type === 'AWS::RDS::DBInstance')
    return unknown('The instance is no replica; whether it was restored from a snapshot is not in the item.', evidence);
  return Object.keys(copy.configuration).length === 0
    ? unknown('The item holds no configuration.', evidence)
    : pass('The item names no source outside its own account.', evidence);
}

/** A source is an ARN, or the bare name of something in the same account. */
function judgeSource(copy: Resource, scene: Scene): Verdict {
  const at = (sources[copy.type] ?? []).map((path) => first(copy, path));
  const source = at.find((one) => text(one) !== null);
  if (source === undefined) return ifNoSource(copy, at);
  const account = accountOf(text(source) ?? '') ?? copy.account;
  const name = environment(scene, account);
  if (name === null)
    return unknown(`The source lies in the account ${account}, for which no environment is declared.`, [seen(source)]);
  return isProduction(name)
    ? fail(`The source ${text(source)} lies in a production account.`, [seen(source)])
    : pass(`The source ${text(source)} lies in the ${name} account ${account}.`, [seen(source)]);
}

const copy = (account: string) => ({
  type: 'AWS::RDS::DBSnapshot',
  id: 'orders-copy',
  configuration: { sourceDBSnapshotIdentifier: `arn:aws:rds:eu-west-1:${account}:snapshot:orders` },
});
const parameters = { environmentOf: { 111122223333: 'staging', 444455556666: 'production', 777788889999: 'staging' } };

export default defineCheck({
  id: 'aws.nonproduction-without-production-data',
  version: 1,
  provider: 'aws',
  title: 'Non-production accounts hold no copy of production data',
  failsAs: 'databases, tables and snapshots join production data to another environment',
  why: 'A staging database seeded from production carries real customers into an environment with weaker controls.',
  criteria: ['C1.1', 'CC6.1', 'CC8.1'],
  severity: 'high',
  looksAt: Object.keys(sources),
  reads: [],
  parameters: [environmentOf],
  remediation: 'Delete the copy or record masking and approval, and stop sharing production snapshots.',
  cannotShow: 'Exports, masked copies, copies made by scripts and data typed in by hand; masking must be evidenced.',
  judge(copy, scene) {
    const name = environment(scene, copy.account);
    const declared = { path: `environmentOf.${copy.account}`, value: name };
    if (name === null)
      return unknown(`No environment is declared for the account ${copy.account} (environmentOf).`, [seen(declared)]);
    return isProduction(name) ? judgeProduction(copy, declared, scene) : judgeSource(copy, scene);
  },
  examples: {
    pass: { resource: copy('777788889999'), parameters },
    fail: { resource: copy('444455556666'), parameters },
    unknown: { resource: copy('444455556666') },
    'not-applicable': { resource: { ...copy('444455556666'), account: '444455556666' }, parameters },
  },
});
