import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName } from '@shared/contract/routes.ts';
import type { ControlChange, ControlEdit } from '@shared/domain/control.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts';
import type { EngineInput, EngineRoute } from '../../../../electron/engine/protocol.ts';
import * as hostile from '../../../fixtures/hostile.ts';
import { historyFile, item, recorder } from '../items.ts';
import { deps, wholeYear } from '../workspace.ts';

let folder: string;
let engine: Engine;
let told: EventName[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-engine-'));
  told = [];
  engine = createEngine(deps(), (event) => told.push(event));
  const path = join(folder, 'engagement');
  await value('engagement.create', { path, client: 'Tidewater', scope: wholeYear, categories: ['availability'] });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function value<R extends EngineRoute>(route: R, input: EngineInput<R>) {
  const result = await engine.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`);
  return result.value;
}
const change = (id: string, to: ControlChange): { edits: readonly ControlEdit[]; from: null } => ({
  edits: [{ kind: 'change', id, change: to }],
  from: null,
});
const declares = [{ checkId: 'aws.data-store-backup-on', parameter: 'backupRetentionDays', value: 3 }];

async function importDatabase(): Promise<void> {
  const at = '2026-01-10T00:00:00.000Z';
  const configuration = { dBInstanceIdentifier: 'ledger', engine: 'postgres', backupRetentionPeriod: 3 };
  const database = item({ type: 'AWS::RDS::DBInstance', id: 'db-ledger', at, configuration });
  await value('collection.import', { paths: [historyFile('ledger', [recorder(at), database])] });
  await importEnds();
}
async function importEnds(): Promise<void> {
  for (;;) {
    const result = await engine.call('engagement.evaluate', {});
    if (result.ok || result.error.code !== 'conflict') return;
    await new Promise((go) => setTimeout(go, 5));
  }
}
const standing = async () => (await value('control.detail', { id: 'AVL-02' })).reading.reading;

test('a step that changes a declared value is judged at once, and its rows are told as they then stand', async () => {
  await importDatabase();
  expect(await standing()).toBe('contradicted');
  told = [];
  const step = await value('matrix.edit', change('AVL-02', { declares }));
  expect(told).toContain('evaluate.progress');
  expect(step.changed.map(({ control, reading }) => [control.id, reading])).toEqual([['AVL-02', 'supported']]);
  expect(step).toMatchObject({ undo: 'declared values of AVL-02' });
  expect(await standing()).toBe('supported');
  const undone = await value('matrix.undo', {});
  expect(undone.changed[0]?.reading).toBe('contradicted');
  expect((await value('matrix.redo', {})).changed[0]?.reading).toBe('supported');
  const out = await value('control.update', { id: 'AVL-02', change: { status: 'not-applicable', reason: 'None.' } });
  expect(out.reading).toBe('silent');
});

test('a step that changes no declared value judges nothing', async () => {
  await importDatabase();
  await value('matrix.edit', change('AVL-02', { declares }));
  told = [];
  await value('matrix.edit', change('AVL-02', { owner: 'Someone', statement: 'Other words.' }));
  await value('matrix.undo', {});
  expect(new Set(told)).toEqual(new Set(['engagement.changed']));
});

test('before anything was judged, a declared value is only kept', async () => {
  await value('matrix.edit', change('AVL-02', { declares }));
  expect(told).not.toContain('evaluate.progress');
  expect((await value('engagement.summary', {})).asOf).toBeNull();
});

test('while an import runs a declared value cannot change, and other edits can', async () => {
  await value('collection.import', { paths: [hostile.manyRows(folder, 3_000)] });
  const refused = await engine.call('matrix.edit', change('AVL-02', { declares }));
  expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
  expect((await value('matrix.edit', change('AVL-02', { owner: 'Someone' }))).undo).toBe('owner of AVL-02');
  await importEnds();
  const { reading } = await value('control.detail', { id: 'AVL-02' });
  expect(reading.control).toMatchObject({ owner: 'Someone', declares: [] });
  expect((await value('matrix.edit', change('AVL-02', { declares }))).undo).toBe('declared values of AVL-02');
});

test('another engagement begins with nothing to undo', async () => {
  await value('matrix.edit', change('AVL-02', { owner: 'Someone' }));
  await value('engagement.create', {
    path: join(folder, 'second'),
    client: 'Tidewater',
    scope: wholeYear,
    categories: ['security'],
  });
  expect(await value('matrix.state', {})).toMatchObject({ undo: null, redo: null });
  expect(await engine.call('matrix.undo', {})).toMatchObject({ ok: false, error: { code: 'conflict' } });
});
