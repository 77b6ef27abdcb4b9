import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { envelopeOf } from '../../../../electron/engine/normalise/aws/envelope.ts';
import { startHelper } from '../../../../electron/engine/services/item-helper.ts';
import { openItemJudge } from '../../../../electron/engine/services/item-judge.ts';
import { type ItemJudging, openJudging } from '../../../../electron/engine/services/item-judging.ts';
import { judgeItem } from '../../../../electron/engine/services/judge-items.ts';
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

const items = Array.from({ length: 40 }, (_, place) => {
  const raw = group('2026-05-04T00:00:00.000Z', place % 3 === 0 ? 22 : null, `sg-${place}`);
  const envelope = envelopeOf(raw);
  if (envelope === null) throw new Error('The item has no envelope.');
  const identity = { ...envelope, provider: 'aws', capturedAt: envelope.capturedAt ?? '' } as const;
  return { identity, value: raw, bytes: Buffer.from(JSON.stringify(raw)) };
});
const judge = openItemJudge(deps().toolVersion);
const here = items.map(({ identity, value }) => judgeItem(identity, value, judge, [account]));

function judgedBy(judging: ItemJudging) {
  const batch = judging.batch();
  for (const item of items) batch.add(item, item.value);
  return batch.end();
}

test('a helper judges as this thread does, in the order it is asked, until it has enough to do', async () => {
  const helper = startHelper(script, { toolVersion: deps().toolVersion, ownAccounts: [account] });
  onTestFinished(() => helper.close());
  expect(helper.isFree()).toBe(true);
  const answers = Array.from({ length: 8 }, (_, turn) => helper.judge(items.slice(turn * 5, turn * 5 + 5)));
  expect(helper.isFree()).toBe(false);
  expect((await Promise.all(answers)).flat()).toEqual(here);
  expect(helper.isFree()).toBe(true);
  expect(new Set(here.map((kept) => kept?.statuses)).size).toBe(2);
});

test('what a helper cannot judge is judged here', async () => {
  const judging = openJudging({ ...deps(), helper: join(folder, 'missing.mjs') }, [account], large);
  onTestFinished(() => judging.close());
  expect(await judgedBy(judging)).toEqual(here);
  expect(judgedBy(judging)).toEqual(here);
});

test('a helper that has ended refuses, and never leaves anyone waiting', async () => {
  const helper = startHelper(script, { toolVersion: deps().toolVersion, ownAccounts: [account] });
  await helper.close();
  expect(helper.isFree()).toBe(false);
  await expect(helper.judge(items)).rejects.toThrow('The helper ended.');
});

test('a small run starts no helper', () => {
  const judging = openJudging({ ...deps(), helper: script }, [account], 1_000);
  onTestFinished(() => judging.close());
  expect(judgedBy(judging)).toEqual(here);
});
