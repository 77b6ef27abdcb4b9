import { differenceKinds } from '@shared/domain/system.ts';
import { expect, test } from 'vitest';
import { scopeView } from '../../../../electron/engine/services/scope.ts';
import { tenant } from '../../../fixtures/sample/azure.ts';
import { scopeExpectations } from '../../../fixtures/sample/scope.ts';
import { deps, sharedSample } from '../workspace.ts';

const sample = sharedSample();
const view = () => scopeView(sample(), deps());

test('the sample shows the differences it was built to show', () => {
  expect(view().differences.map(({ id }) => id)).toEqual(scopeExpectations);
});

test('every kind of difference occurs but that of a region declared in and empty', () => {
  const kinds = new Set(view().differences.map(({ kind }) => kind));
  expect(differenceKinds.filter((kind) => !kinds.has(kind))).toEqual(['not-there']);
});

test('one region of staging is in use and in no register', () => {
  const found = view().differences.find(({ kind }) => kind === 'undeclared-region');
  expect(found).toMatchObject({
    account: '444455556666',
    region: 'eu-central-1',
    declared: { stance: 'unused', words: 'The register names eu-west-1 and us-east-1 of Tidewater staging only.' },
    seen: {
      resources: 5,
      words:
        '1 security group, 1 subnet, 1 VPC, 1 access analyzer and 1 configuration recorder. First seen 7 Sep 2026.',
    },
    decision: null,
  });
  expect(found?.evidence).toHaveLength(5);
});

test('the vendor that the register names is no difference, the firm that it does not name is one, and was asked about', () => {
  const accounts = view().differences.filter(({ kind }) => kind === 'undeclared-account');
  expect(accounts).toMatchObject([
    { account: '777788889999', seen: { resources: null }, decision: { kind: 'asked', by: 'sample' } },
  ]);
  expect(accounts[0]?.evidence).toMatchObject([{ words: 'IAM role analytics-export, global' }]);
});

test('every piece of evidence names a snapshot of the workspace, and every item in it can be read', () => {
  const snapshots = new Set(
    sample()
      .snapshots.all()
      .map(({ id }) => id),
  );
  const evidence = view().differences.flatMap((difference) => difference.evidence);
  expect(evidence.length).toBeGreaterThan(5);
  for (const { snapshotId } of evidence) expect(snapshots).toContain(snapshotId);
  const hashes = new Set([...sample().resources.newest('2026-10-01T00:00:00.000Z')].map(({ sha256 }) => sha256));
  for (const { itemSha256 } of evidence) if (itemSha256 !== null) expect(hashes).toContain(itemSha256);
});

test('a place without a number was read by nobody, and the map adds up to what is there', () => {
  const { cells } = view();
  expect(cells.filter(({ seen }) => seen === null)).toHaveLength(28);
  expect(cells.every(({ seen, because }) => seen !== null || because !== '')).toBe(true);
  // The assignment above all subscriptions lies in no place of the register.
  const there = [...sample().resources.newest('2026-10-01T00:00:00.000Z')].filter(
    ({ isDeleted, account }) => !isDeleted && account !== tenant,
  );
  expect(cells.reduce((sum, { seen }) => sum + (seen ?? 0), 0)).toBe(there.length);
});

test('systems that no cloud shows stand with the controls that name them, the card processor carved out', () => {
  const { elsewhere } = view();
  expect(elsewhere).toHaveLength(10);
  const processor = elsewhere.find(({ system }) => system.name === 'Card processor');
  expect(processor).toMatchObject({
    system: { kind: 'subservice', method: 'carve-out' },
    controls: ['VEN-03', 'PI-01'],
  });
  expect(processor?.system.expected).toHaveLength(3);
  expect(processor?.system.userControls).toHaveLength(2);
});
