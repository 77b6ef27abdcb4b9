import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventPayload } from '@shared/contract/events.ts';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts';
import type { EngineInput, EngineRoute } from '../../../../electron/engine/protocol.ts';
import { answered, byHand, ports } from '../exceptions.ts';
import { group, recorder, snapshotFile } from '../items.ts';
import { deps, temporaryFolder, wholeYear } from '../workspace.ts';

let folder: string;
let changed: EventPayload<'engagement.changed'>['what'][];

function engineAt(now: string): Engine {
  const engine = createEngine(deps(now), (event, payload) => {
    if (event === 'engagement.changed' && 'what' in payload) changed.push(payload.what);
  });
  onTestFinished(() => engine.close());
  return engine;
}
async function value<R extends EngineRoute>(engine: Engine, route: R, input: EngineInput<R>) {
  const result = await engine.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`);
  return result.value;
}
const open = (engine: Engine) => value(engine, 'engagement.open', { path: join(folder, 'engagement') });
const statuses = async (engine: Engine) =>
  (await value(engine, 'exception.list', {})).rows.map(({ exception }) => exception.status);

beforeEach(async () => {
  folder = temporaryFolder();
  changed = [];
  const engine = engineAt('2026-05-05T00:00:00.000Z');
  const path = join(folder, 'engagement');
  await value(engine, 'engagement.create', { path, client: 'Tidewater', scope: wholeYear, categories: ['security'] });
  await value(engine, 'exception.raise', byHand);
  await engine.close();
  changed = [];
});

test('an accepted risk that ran out while the engagement was closed is open when it is opened', async () => {
  const before = engineAt('2026-05-05T00:00:00.000Z');
  await open(before);
  const accept = {
    ids: ['EX-001'],
    to: 'accepted-risk',
    by: 'Ada Example',
    reason: 'Known.',
    until: '2026-06-30',
  } as const;
  await value(before, 'exception.move', accept);
  await before.close();
  const inTime = engineAt('2026-06-30T12:00:00.000Z');
  await open(inTime);
  expect(await statuses(inTime)).toEqual(['accepted-risk']);
  await inTime.close();
  const after = engineAt('2026-07-01T00:00:00.000Z');
  await open(after);
  expect(await statuses(after)).toEqual(['open']);
});

test('typing tells nobody; keeping, moving and attaching tell the screens once they are done', async () => {
  const engine = engineAt('2026-05-05T00:00:00.000Z');
  await open(engine);
  await value(engine, 'exception.type', { id: 'EX-001', response: answered() });
  expect(changed).toEqual([]);
  await value(engine, 'exception.keep', { id: 'EX-001' });
  const path = join(folder, 'ticket.txt');
  writeFileSync(path, 'Closed.');
  const attaching = engine.call('exception.attach', { id: 'EX-001', paths: [path], source: 'Ticketing' });
  expect(changed).toEqual(['exceptions']);
  expect((await attaching).ok).toBe(true);
  expect(changed).toEqual(['exceptions', 'exceptions']);
  expect((await engine.call('exception.attach', { id: 'EX-001', paths: [folder], source: 'x' })).ok).toBe(false);
  expect(changed).toHaveLength(2);
});

test('an import that shows a repair undone tells that exceptions changed', async () => {
  const engine = engineAt('2026-08-05T00:00:00.000Z');
  await open(engine);
  const read = async (at: string, openPort: number | null) => {
    const paths = [snapshotFile(at.slice(0, 10), [recorder('2026-01-10T00:00:00.000Z'), group(at, openPort)])];
    await value(engine, 'collection.import', { paths });
    while (!changed.includes('findings')) await new Promise((go) => setTimeout(go, 5));
    const told = [...changed];
    changed = [];
    return told;
  };
  await read('2026-05-04T06:00:00.000Z', 22);
  const query = { tab: 'fail' as const, search: '', group: 'check' as const, sort: [], filter: {} };
  const rows = await value(engine, 'finding.page', { query, offset: 0, limit: 50 });
  const id = rows.find(({ checkId }) => checkId === ports)?.id ?? '';
  await value(engine, 'exception.raise', { origins: [{ kind: 'finding', id }] });
  const repaired = await read('2026-06-04T06:00:00.000Z', null);
  const response = answered({ completedOn: '2026-06-04', proofEvidence: [id] });
  await value(engine, 'exception.type', { id: 'EX-002', response });
  for (const to of ['response-drafted', 'response-approved', 'in-remediation', 'remediated'] as const) {
    const { refused } = await value(engine, 'exception.move', {
      ids: ['EX-002'],
      to,
      by: 'Ada Example',
      reason: 'Done.',
    });
    expect(refused).toEqual([]);
  }
  changed = [];
  expect(repaired).toContain('findings');
  expect(await read('2026-07-04T06:00:00.000Z', 22)).toEqual(['collections', 'findings', 'exceptions']);
  expect(await statuses(engine)).toEqual(['open', 'in-remediation']);
});
