import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseItem, type RawItem } from '../../../../electron/engine/collect/file/raw-item.ts';
import { startHelper } from '../../../../electron/engine/services/item-helper.ts';
import { type ItemIntake, openIntake } from '../../../../electron/engine/services/item-intake.ts';
import { openItemJudge } from '../../../../electron/engine/services/item-judge.ts';
import { takeItem } from '../../../../electron/engine/services/take-item.ts';
import { account, group } from '../items.ts';
import { deps } from '../workspace.ts';

const root = resolve(import.meta.dirname, '../../../..');
const folder = mkdtempSync(join(tmpdir(), 'fieldwork-helper-'));
const script = join(folder, 'helper.mjs');
const large = 1 << 30;

// The thread runs what is built, so the script is built here as the program's own build does.
beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: join(root, 'electron/engine/helper.ts'),
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'helper.mjs' } },
    },
  });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = { offset: 0, kind: 'config-snapshot', readAt: null, answer: 0, isPlain: true } as const;
const items: readonly RawItem[] = Array.from({ length: 40 }, (_, place) => {
  const bytes = Buffer.from(
    JSON.stringify(group('2026-05-04T00:00:00.000Z', place % 3 === 0 ? 22 : null, `sg-${place}`)),
  );
  return { ...plain, bytes, value: () => parseItem(bytes, 0, `item ${place + 1}`) };
});
const facts = { place: undefined, importedAt: '2026-06-01T00:00:00.000Z', ownAccounts: [account] };
const judge = openItemJudge(deps().toolVersion);
const here = items.map((item) => takeItem(item, item.value(), facts, judge));

function takenBy(intake: ItemIntake, given = items) {
  const batch = intake.batch(facts);
  for (const item of given) batch.add(item);
  return batch.end();
}

test('a helper takes items in as this thread does, in the order it is asked, until it has enough to do', async () => {
  const helper = startHelper(script, { toolVersion: deps().toolVersion });
  onTestFinished(() => helper.close());
  expect(helper.isFree()).toBe(true);
  const answers = Array.from({ length: 20 }, (_, turn) => helper.take(items.slice(turn * 2, turn * 2 + 2), facts));
  expect(helper.isFree()).toBe(false);
  expect((await Promise.all(answers)).flat()).toEqual(here);
  expect(helper.isFree()).toBe(true);
  expect(new Set(here.map((taken) => taken?.kept?.statuses)).size).toBe(2);
});

test('what a helper cannot take is taken here', async () => {
  const intake = openIntake({ ...deps(), helper: join(folder, 'missing.mjs') }, large);
  onTestFinished(() => intake.close());
  expect(await takenBy(intake)).toEqual(here);
  expect(takenBy(intake)).toEqual(here);
});

test('an item that is no JSON is refused in the words of this thread, whoever met it', async () => {
  const intake = openIntake({ ...deps(), helper: script }, large);
  onTestFinished(() => intake.close());
  const bytes = Buffer.from('{"resourceType":');
  const cut: RawItem = { ...plain, bytes, value: () => parseItem(bytes, 77, 'item 41') };
  await expect(takenBy(intake, [...items, cut])).rejects.toThrow(/^item 41 at byte 77 is not valid JSON/);
  expect(await takenBy(intake)).toEqual(here);
});

test('an item whose bytes are not all of it never goes to a helper', () => {
  const intake = openIntake({ ...deps(), helper: script }, large);
  onTestFinished(() => intake.close());
  expect(
    takenBy(
      intake,
      items.map((item) => ({ ...item, isPlain: false })),
    ),
  ).toEqual(here);
});

test('a helper that has ended refuses, and never leaves anyone waiting', async () => {
  const helper = startHelper(script, { toolVersion: deps().toolVersion });
  await helper.close();
  expect(helper.isFree()).toBe(false);
  await expect(helper.take(items, facts)).rejects.toThrow('The helper ended.');
});

test('a small run starts no helper', () => {
  const intake = openIntake({ ...deps(), helper: script }, 1_000);
  onTestFinished(() => intake.close());
  expect(takenBy(intake)).toEqual(here);
});
