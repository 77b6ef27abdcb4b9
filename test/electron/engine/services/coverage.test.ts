import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { collectionDetail, coverage } from '../../../../electron/engine/services/coverage.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import * as hostile from '../../../fixtures/hostile.ts';
import { subscription, tenant } from '../../../fixtures/sample/azure.ts';
import { account, historyFile, item, recorder, region, snapshotFile } from '../items.ts';
import { deps, importInto, newWorkspace, sharedSample, temporaryFolder } from '../workspace.ts';

const sample = sharedSample();
const shapes = resolve(import.meta.dirname, '../../../fixtures/aws');
const shape = (name: string) => join(shapes, `${name}.json`);
const january = '2026-01-10T00:00:00.000Z';

async function judged(...paths: readonly string[]): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, paths, { account, region });
  evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
  return workspace;
}
const cellsOf = async (...paths: readonly string[]) => coverage(await judged(...paths)).cells;

test('before anything is judged there is neither a cell nor a gap', () => {
  expect(coverage(newWorkspace())).toEqual({ cells: [], gaps: [], snapshots: [], otherRules: [] });
});

test('the sample has a cell for each place read, and says how its recorder stood', () => {
  const { cells } = coverage(sample());
  const states = cells
    .filter((cell) => cell.region !== 'global')
    .map((cell) => [`${cell.account} ${cell.region}`, cell.recorder]);
  expect(Object.fromEntries(states)).toEqual({
    '111122223333 eu-central-1': 'recording-all',
    '111122223333 eu-west-1': 'recording-all',
    '111122223333 us-east-1': 'recording-all',
    '444455556666 eu-central-1': 'recording-some',
    '444455556666 eu-west-1': 'recording-all',
    '444455556666 us-east-1': 'stopped',
    [`${subscription} westeurope`]: 'rows-read',
  });
  const stopped = cells.find(({ recorder: state }) => state === 'stopped');
  expect(stopped).toMatchObject({
    stoppedAt: '2026-09-02T11:26:03.000Z',
    because: 'Recording stopped on 2 Sep 2026 11:26 UTC.',
  });
  expect(stopped?.verdictsUnknown).toBeGreaterThan(0);
});

test('each cell counts the resources read from it; what lies above all subscriptions has no cell', () => {
  const { cells } = coverage(sample());
  const total = cells.reduce((sum, { resources }) => sum + resources, 0);
  const above = sample().resources.ofType(tenant, 'microsoft.authorization/roleassignments');
  expect(above).toHaveLength(1);
  expect(total).toBe(sample().resources.count() - above.length);
});

test.each([
  ['recording-all', ['describe-configuration-recorders', 'describe-configuration-recorder-status']],
  ['failing', ['describe-configuration-recorders', 'describe-configuration-recorder-status-failing']],
  [
    'stopped',
    ['describe-configuration-recorders-without-arn', 'describe-configuration-recorder-status-cli-v1-stopped'],
  ],
  ['recording-some', ['describe-configuration-recorders-without-arn']],
  ['none-found', ['describe-configuration-recorders-none']],
] as const)('answers that say %s make the cell say so', async (state, answers) => {
  const cells = await cellsOf(...answers.map(shape));
  expect(cells).toMatchObject([{ account, region, recorder: state }]);
});

test('a place without a recorder answer or item was not read, and the gap says what to import', async () => {
  const workspace = await judged(historyFile('one', [item({ type: 'AWS::EC2::VPC', id: 'vpc-1', at: january })]));
  const { cells, gaps } = coverage(workspace);
  expect(cells).toMatchObject([{ recorder: 'not-read' }]);
  expect(gaps).toContainEqual({
    account,
    region,
    what: 'Recording of configuration',
    reason: 'No recorder answer or recorder item was read for this place.',
    hides: 'Whether resources that are not listed exist.',
    remedy:
      'Import the answers of describe-configuration-recorders and describe-configuration-recorder-status of this region.',
    verdictsUnknown: cells[0]?.verdictsUnknown,
  });
});

test('IAM that no region records is a gap of the account, and seen IAM is none', async () => {
  const what = 'IAM users, groups, roles and policies';
  const some = await judged(snapshotFile('some', [recorder(january, true, ['AWS::EC2::VPC'])]));
  expect(coverage(some).gaps.map((gap) => gap.what)).toContain(what);
  const all = await judged(snapshotFile('all', [recorder(january)]));
  expect(coverage(all).gaps.map((gap) => gap.what)).not.toContain(what);
});

test('refused files, pages cut short and inventory are gaps by the name of the file', async () => {
  const folder = temporaryFolder();
  const workspace = await judged(hostile.truncatedGzip(folder), shape('select-cut-short'), shape('hand-made-list'));
  const byFile = new Map(coverage(workspace).gaps.map((gap) => [gap.what, gap.reason]));
  expect(byFile.get('truncated.json.gz')).toMatch(/gzip data is damaged/);
  expect(byFile.get('select-cut-short.json')).toMatch(/next page/);
  expect(byFile.get('hand-made-list.json')).toMatch(/inventory/);
});

test('a collection shows what its files brought, and one that is not there is refused', () => {
  const { collection, snapshots } = collectionDetail(sample(), 1);
  expect(snapshots.length).toBe(collection.tasks.filter(({ state }) => state === 'done').length);
  expect(() => collectionDetail(sample(), 99)).toThrow('There is no collection 99.');
});
