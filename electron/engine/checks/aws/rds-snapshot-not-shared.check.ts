import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts, boundaryOf, ownAccountIds } from '../accounts.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { elements, first, inside, list, seen, text, within } from '../read.ts';

const snapshot = (attributeValues: readonly string[], snapshotType = 'manual') => ({
  resource: {
    configuration: { snapshotType },
    supplementaryConfiguration: { DBSnapshotAttributes: [{ attributeName: 'restore', attributeValues }] },
  },
});

export default defineCheck({
  id: 'aws.rds-snapshot-not-shared',
  version: 1,
  provider: 'aws',
  title: 'Database snapshots are not public or shared with unknown accounts',
  failsAs: 'database snapshots are public or shared with unknown accounts',
  why: 'A shared snapshot is a full copy of the customer database in other hands.',
  criteria: ['CC6.1', 'C1.1', 'CC6.7'],
  severity: 'critical',
  looksAt: ['AWS::RDS::DBSnapshot', 'AWS::RDS::DBClusterSnapshot'],
  reads: [],
  parameters: [approvedExternalAccounts, ownAccountIds],
  remediation: 'Remove the sharing and record what the other account holds.',
  cannotShow: 'Copies already made by the other account.',
  judge(snapshot, scene) {
    const type = first(snapshot, 'configuration.snapshotType');
    if (text(type) === 'automated')
      return notApplicable('The snapshot is automated, and automated snapshots cannot be shared.', [seen(type)]);
    const part = snapshot.type === 'AWS::RDS::DBSnapshot' ? 'DBSnapshotAttributes' : 'DBClusterSnapshotAttributes';
    const path = `supplementaryConfiguration.${part}`;
    const restore = list(snapshot, path).find((attribute) => text(inside(attribute, 'attributeName')) === 'restore');
    if (restore === undefined)
      return unknown('The item does not hold the restore attribute of the snapshot.', [seen(first(snapshot, path))]);
    const shared = within(restore, 'attributeValues').flatMap(elements);
    const { own, approved } = boundaryOf(scene);
    const strangers = shared.filter((account) => !own.has(text(account) ?? '') && !approved.has(text(account) ?? ''));
    const open = strangers.filter((account) => text(account) === 'all');
    if (open.length > 0) return fail('Every AWS account may restore the snapshot.', open.map(seen));
    if (strangers.length > 0)
      return fail(
        `The snapshot is shared with ${listed(strangers.map((account) => text(account) ?? 'an unreadable account'))}.`,
        strangers.slice(0, 8).map(seen),
      );
    const words = shared.length === 0 ? 'no account' : `${counted(shared.length, 'own or approved account')} only`;
    return pass(`The snapshot is shared with ${words}.`, [...within(restore, 'attributeValues'), type].map(seen));
  },
  examples: {
    pass: snapshot([]),
    fail: snapshot(['all']),
    unknown: { resource: { configuration: { snapshotType: 'manual' } } },
    'not-applicable': snapshot([], 'automated'),
  },
});
