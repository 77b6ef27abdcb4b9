import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../../../electron/engine/engine.ts';
import { group, recorder, snapshotFile } from '../items.ts';
import { deps, importInto, newWorkspace } from '../workspace.ts';

test('an engagement whose findings a newer program dropped is judged when it is opened', async () => {
  const workspace = newWorkspace();
  const at = '2026-05-04T00:00:00.000Z';
  await importInto(workspace, [snapshotFile('may', [recorder('2026-01-10T00:00:00.000Z'), group(at, 22)])]);
  workspace.close();
  const db = new Database(join(workspace.folder, 'engagement.db'));
  db.exec('DELETE FROM judgement; DELETE FROM finding; DELETE FROM subject; DELETE FROM kept_words');
  db.exec('UPDATE resource SET kept = NULL');
  db.close();

  const told: string[] = [];
  const engine = createEngine(deps(), (event) => told.push(event));
  onTestFinished(() => engine.close());
  expect(await engine.call('engagement.open', { path: workspace.folder })).toMatchObject({ ok: true });
  expect(told).toContain('evaluate.progress');
  const summary = await engine.call('engagement.summary', {});
  expect(summary.ok ? summary.value.judgedAt : null).toMatch(/^20/);
  expect(summary.ok ? summary.value.counts.findings.fail : 0).toBeGreaterThan(0);

  // What is judged already is not judged again.
  told.length = 0;
  await engine.call('engagement.open', { path: workspace.folder });
  expect(told).not.toContain('evaluate.progress');
});
