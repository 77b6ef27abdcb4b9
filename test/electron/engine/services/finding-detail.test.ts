import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { expect, test } from 'vitest';
import { findingDetail } from '../../../../electron/engine/services/findings.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { encodingsOf } from '../../../fixtures/encodings.ts';
import { account, item, snapshotFile } from '../items.ts';
import { deps, findingsOf, importInto, newWorkspace, sharedSample, temporaryFolder } from '../workspace.ts';

const sample = sharedSample();
const shapes = resolve(import.meta.dirname, '../../../fixtures/aws');
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function detailOf(workspace: Workspace, check: string, resource: string): Output<'finding.detail'> {
  const finding = [...workspace.findings.each()].find((it) => it.checkId === check && it.resource.id === resource);
  if (finding === undefined) throw new Error(`${check} has no finding on ${resource}.`);
  return findingDetail(workspace, deps(), finding.id);
}

test('the lines of the values seen are marked, and no others', () => {
  const { seen, raw, row } = detailOf(sample(), 'aws.security-group-admin-ports-closed', 'sg-0a91c4d7e2b35f608');
  expect(row.verdict).toBe('fail');
  const [first] = seen;
  const marked = raw?.lines.filter(({ isMarked }) => isMarked).map(({ text }) => text.trim());
  expect(marked).toContain(`"cidrIp": ${first?.value}`);
  expect(marked?.length).toBe(seen.filter(({ value }) => value !== null).length);
});

test('what was received hashes to the hash of the finding, for every finding with an item', () => {
  const findings = [...sample().findings.each()].filter(({ itemSha256 }) => itemSha256 !== null);
  expect(findings.length).toBeGreaterThan(400);
  for (const { id, itemSha256 } of findings) {
    const { raw, snapshot } = findingDetail(sample(), deps(), id);
    expect(raw?.sha256).toBe(itemSha256);
    expect(sha256(raw?.received ?? '')).toBe(itemSha256);
    expect(Buffer.byteLength(raw?.received ?? '')).toBe(raw?.bytes);
    expect(snapshot?.sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

test('a finding on an account has no item of its own, and no steps to check one', () => {
  const { raw, snapshot, reperform, row } = detailOf(sample(), 'aws.cloudtrail-all-regions', '444455556666');
  expect(row.resource.type).toBe('aws.account');
  expect({ raw, snapshot, reperform }).toEqual({ raw: null, snapshot: null, reperform: [] });
});

test('the check, its parameters and the controls it serves stand beside the value', () => {
  const { check, parameters, controls } = detailOf(
    sample(),
    'aws.security-group-admin-ports-closed',
    'sg-0a91c4d7e2b35f608',
  );
  expect(controls.map(({ id }) => id)).toEqual(check.controls);
  expect(controls.length).toBeGreaterThan(0);
  for (const { value, meaning } of parameters) {
    expect(() => JSON.parse(value)).not.toThrow();
    expect(meaning).not.toBe('');
  }
});

test('a long item is shown around its marked lines, and what is left out is counted', async () => {
  const rules = Array.from({ length: 300 }, (_, place) => ({
    ipProtocol: 'tcp',
    fromPort: place === 150 ? 22 : 443,
    toPort: place === 150 ? 22 : 443,
    ipv4Ranges: [{ cidrIp: '0.0.0.0/0' }],
  }));
  const configuration = { groupName: 'wide', ipPermissions: rules };
  const workspace = newWorkspace();
  await importInto(workspace, [
    snapshotFile('wide', [
      item({ type: 'AWS::EC2::SecurityGroup', id: 'sg-1', at: '2026-05-04T00:00:00.000Z', configuration }),
    ]),
  ]);
  findingsOf(workspace, 'aws.security-group-admin-ports-closed');
  const { raw } = detailOf(workspace, 'aws.security-group-admin-ports-closed', 'sg-1');
  expect(raw?.isCut).toBe(true);
  const lines = raw?.lines ?? [];
  expect(lines.length).toBeLessThan(300);
  expect(lines.some(({ isMarked }) => isMarked)).toBe(true);
  const hidden = lines
    .filter(({ number }) => number === 0)
    .reduce((sum, { text }) => sum + Number.parseInt(text, 10), 0);
  const shown = lines.filter(({ number }) => number > 0);
  expect(hidden + shown.length).toBe(JSON.stringify(JSON.parse(raw?.received ?? ''), null, 2).split('\n').length);
});

/** Types the steps as a person would, in an empty folder with the file as received. */
function followed(
  steps: readonly string[],
  received: string,
): { readonly item: Buffer; readonly stated: readonly string[] } {
  const folder = temporaryFolder();
  copyFileSync(received, join(folder, 'received'));
  const [fileHash = '', cut = '', itemHash = ''] = steps;
  const run = (command: string) => execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
  const typed = (step: string, end: RegExp) => step.replace(end, '').replace(/\bFILE\b/g, 'received');
  run(typed(cut, / cuts out the item\.$/));
  const hashes = [typed(fileHash, / gives .*$/), typed(itemHash, / gives .*$/)].map((command) =>
    run(command).slice(0, 64),
  );
  return { item: readFileSync(join(folder, 'item.json')), stated: hashes };
}

const text = readFileSync(join(shapes, 'config-snapshot.json'), 'utf8');

test.skipIf(process.platform === 'win32').each(encodingsOf(text))(
  'the steps lead from the file as received to the item: $name',
  async ({ bytes }) => {
    const received = join(temporaryFolder(), 'delivery');
    writeFileSync(received, bytes);
    const workspace = newWorkspace();
    await importInto(workspace, [received]);
    findingsOf(workspace, 'aws.s3-bucket-tls-only');
    const { reperform, raw, snapshot, seen } = detailOf(workspace, 'aws.s3-bucket-tls-only', 'fixture-exports');
    const { item: cutOut, stated } = followed(reperform, received);
    expect(stated).toEqual([snapshot?.sha256, raw?.sha256]);
    expect(reperform[0]).toContain(` gives ${sha256(bytes)}, `);
    expect(reperform[2]).toBe(`sha256sum item.json gives ${sha256(cutOut)}.`);
    expect(JSON.parse(cutOut.toString('utf8'))).toMatchObject({ resourceId: 'fixture-exports', awsAccountId: account });
    expect(reperform[3]).toBe(`In item.json, ${seen[0]?.path} is ${seen[0]?.value}.`);
  },
);

test('the last step names what is absent as absent', async () => {
  const workspace = newWorkspace();
  await importInto(workspace, [join(shapes, 'encodings', '06-floats-and-dates.json')]);
  findingsOf(workspace, 'aws.rds-storage-encrypted');
  const { reperform } = detailOf(workspace, 'aws.rds-storage-encrypted', 'db-FIXTURE');
  expect(reperform.at(-1)).toBe('In item.json, configuration.storageEncrypted is absent.');
});
