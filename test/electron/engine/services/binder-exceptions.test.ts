import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sourceExceptions } from '../../../../electron/engine/services/binder-exceptions.ts';
import { moveExceptions } from '../../../../electron/engine/services/exception-move.ts';
import { exceptionDetail, raiseException, typeResponse } from '../../../../electron/engine/services/exceptions.ts';
import { exportBinder } from '../../../../electron/engine/services/export-binder.ts';
import { makeSample } from '../../../../electron/engine/services/sample.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, sharedSample, temporaryFolder } from '../workspace.ts';

const sample = sharedSample();
const asOf = '2026-10-01T00:00:00.000Z';

const exported = (workspace: Workspace, folder: string, withScores?: boolean) => {
  const options = { paper: 'A4', colour: true, withScores } as const;
  return exportBinder(workspace, deps(), folder, options, new AbortController().signal, () => undefined);
};
const sumOf = (folder: string, file: string) =>
  readFileSync(join(folder, 'SHA256SUMS'), 'utf8')
    .split('\n')
    .find((line) => line.endsWith(`  ${file}`));

test('the binder of the sample holds its evidence and its exceptions, and is the same bytes again', async () => {
  const workspace = sample();
  const folder = join(temporaryFolder(), 'binder');
  const first = await exported(workspace, folder);
  const ids = workspace.exceptions.all().flatMap(({ evidence }) => evidence.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(0);
  expect(readdirSync(join(folder, 'evidence')).map((name) => name.slice(0, 5))).toEqual(ids.toSorted());
  expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toMatch(/ {2}exceptions\.pdf\n/);
  const again = await exported(workspace, join(temporaryFolder(), 'binder'));
  expect(again.fingerprint).toBe(first.fingerprint);
  const scored = join(temporaryFolder(), 'binder');
  await exported(workspace, scored, true);
  for (const file of ['exceptions.pdf', 'binder.xlsx']) expect(sumOf(scored, file)).not.toBe(sumOf(folder, file));
  for (const file of ['gap-report.pdf', 'findings.json']) expect(sumOf(scored, file)).toBe(sumOf(folder, file));
}, 60_000);

test('a withdrawn exception brings who withdrew it and why; a draft is not yet in the binder', () => {
  const workspace = sample();
  const { row } = raiseException(workspace, deps(), { title: 'Raised twice', controlId: 'CHG-01', origins: [] });
  const { id } = row.exception;
  moveExceptions(workspace, deps(), {
    ids: [id],
    to: 'withdrawn',
    by: 'Lena Example',
    reason: 'The same; see EX-001.',
  });
  const { response } = exceptionDetail(workspace, deps(), 'EX-001');
  typeResponse(workspace, deps(), { id: 'EX-001', response: { ...response, statement: 'Only typed.' } });
  const all = sourceExceptions(workspace, deps(), asOf);
  expect(all.find(({ exception }) => exception.id === id)?.withdrawn).toBe('by Lena Example; The same; see EX-001.');
  expect(all.find(({ exception }) => exception.id === 'EX-001')?.exception.response.statement).toBe(response.statement);
  expect(all.filter(({ withdrawn }) => withdrawn !== null)).toHaveLength(1);
});

test('evidence that was altered or lost in the workspace stops the export and is named', {
  timeout: 60_000,
}, async () => {
  const place = join(temporaryFolder(), 'sample');
  const workspace = await makeSample(place, deps());
  try {
    const [item] = workspace.exceptions.all().flatMap(({ evidence }) => evidence);
    const sha256 = item?.sha256 ?? '';
    const file = join(place, 'objects', 'sha256', sha256.slice(0, 2), sha256.slice(2));
    chmodSync(file, 0o600);
    writeFileSync(file, 'altered');
    await expect(exported(workspace, join(temporaryFolder(), 'binder'))).rejects.toThrow(item?.fileName ?? '?');
    rmSync(file);
    await expect(exported(workspace, join(temporaryFolder(), 'binder'))).rejects.toThrow(
      `The evidence ${item?.id} (${item?.fileName}) is missing`,
    );
  } finally {
    workspace.close();
  }
});
