import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { group, recorder, snapshotFile } from '../engine/items.ts';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];
const files = () => snapshotFile('may', [recorder('2026-01-10T00:00:00.000Z'), group('2026-05-04T00:00:00.000Z', 22)]);

/** What the migration of a newer program does to findings. */
function drop(workspace: string): void {
  const db = new Database(join(workspace, 'engagement.db'));
  db.exec('DELETE FROM judgement; DELETE FROM finding; DELETE FROM shared_finding; DELETE FROM subject');
  db.close();
}

test('findings that a newer program dropped are judged anew before they are spoken of, once', async () => {
  const workspace = join(temporaryFolder(), 'engagement');
  await fieldwork('init', workspace, ...year);
  await fieldwork('import', workspace, files());
  const before = await fieldwork('findings', workspace, '--json');
  expect([before.code, before.err]).toEqual([0, '']);
  drop(workspace);
  const anew = await fieldwork('findings', workspace, '--json');
  expect(anew.err).toBe('Nothing is judged yet; judging what was read.\n');
  expect(JSON.parse(anew.out)).toEqual(JSON.parse(before.out));
  expect(await fieldwork('findings', workspace, '--json')).toEqual(before);
});

test('an engagement without files has nothing to judge', async () => {
  const workspace = join(temporaryFolder(), 'engagement');
  await fieldwork('init', workspace, ...year);
  expect(await fieldwork('findings', workspace)).toEqual({ code: 0, out: 'No finding matches.\n', err: '' });
});
