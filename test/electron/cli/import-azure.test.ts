import { join, resolve } from 'node:path';
import { snapshot } from '@shared/contract/collection-shapes.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const shapes = resolve(import.meta.dirname, '../../fixtures');
const answer = z.object({ snapshots: z.array(snapshot) });

async function made(): Promise<string> {
  const folder = join(temporaryFolder(), 'client');
  const { code } = await fieldwork('init', folder, '--client', 'Lark', '--type', '1', '--as-of', '2026-09-30');
  expect(code).toBe(0);
  return folder;
}

test('a folder with answers of both clouds comes in as one collection, and findings of both stand side by side', async () => {
  const workspace = await made();
  const files = ['aws/config-snapshot', 'azure/graph-answer', 'azure/storage-accounts-cli'];
  const paths = files.map((file) => join(shapes, `${file}.json`));
  const stated = ['--read-at', '2026-09-30T12:00:00Z', '--json'];
  const { code, out } = await fieldwork('import', workspace, ...paths, ...stated);
  expect(code).toBe(0);
  const { snapshots } = answer.parse(JSON.parse(out));
  expect(snapshots.map(({ provider, kind }) => [provider, kind])).toEqual([
    ['aws', 'config-snapshot'],
    ['azure', 'graph-rows'],
    ['azure', 'azure-list'],
  ]);
  expect(snapshots[1]).toMatchObject({ latestAt: '2026-09-30T12:00:00.000Z' });
  const findings = await fieldwork('findings', workspace, '--json');
  expect(findings.out).toContain('"aws.account"');
  expect(findings.out).toContain('"microsoft.keyvault/vaults"');
});

test('a sign-in among the files is refused, says to revoke it, and the others come in', async () => {
  const workspace = await made();
  const paths = ['access-token', 'graph-answer'].map((file) => join(shapes, 'azure', `${file}.json`));
  const { code, err } = await fieldwork('import', workspace, ...paths);
  expect(code).toBe(1);
  expect(err).toMatch(/access-token\.json: it holds accessToken.*revoke/);
});

test('a time in the future is a wrong use', async () => {
  const workspace = await made();
  const file = join(shapes, 'azure/graph-answer.json');
  const { code, err } = await fieldwork('import', workspace, file, '--read-at', '2999-01-01');
  expect(code).toBe(2);
  expect(err).toContain('The time it was read lies in the future.');
});
