import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, expect } from '@playwright/test';
import { writeSnapshot } from '../bench/generate.ts';
import { answerDialog, test } from './app.ts';

const report = process.env.BENCH_REPORT;

const runs = 5;

test.skip(report === undefined, 'Only for npm run bench.');

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds from starting the program to a page that has drawn. */
async function untilReady(start: () => ReturnType<typeof _electron.launch>): Promise<number> {
  const begun = performance.now();
  const app = await start();
  const page = await app.firstWindow();
  await page.waitForFunction(() => document.body.innerText.length > 0);
  const taken = performance.now() - begun;
  await app.close();
  return taken;
}

test('window ready, and the list with 20,000 findings', async ({ running }) => {
  test.setTimeout(400_000);
  const { folder, page } = running;
  const starter = process.env.FIELDWORK_E2E_PROGRAM ?? '';
  const bare = process.env.FIELDWORK_E2E_EMPTY ?? '';
  const times = { ours: [] as number[], empty: [] as number[] };
  for (let run = 0; run < runs; run += 1) {
    const profile = (name: string) => `--user-data-dir=${join(folder, `${name}-${run}`)}`;
    times.ours.push(
      await untilReady(() =>
        _electron.launch({ executablePath: starter, chromiumSandbox: true, args: [profile('ours')] }),
      ),
    );
    times.empty.push(
      await untilReady(() =>
        _electron.launch({ executablePath: bare, chromiumSandbox: true, args: [profile('empty')] }),
      ),
    );
  }
  const file = join(folder, 'large.json');
  await writeSnapshot(file, { items: 11_000, seed: 'window' });
  chmodSync(file, 0o644);
  await page.getByRole('button', { name: 'Look at the sample' }).first().click();
  await page
    .getByText(/criteria in scope/)
    .first()
    .waitFor({ timeout: 60_000 });
  await answerDialog(running, [file]);
  await page.keyboard.press('Control+i');
  await expect(page.getByText(/1 of 1/).first()).toBeVisible({ timeout: 120_000 });
  await page.waitForTimeout(20_000);
  await page.evaluate(() => {
    const seen: number[] = [];
    Reflect.set(window, 'longTasks', seen);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(entry.duration);
    }).observe({ type: 'longtask' });
  });
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Findings/ })
    .click();
  await page.getByRole('tab', { name: /All verdicts/ }).click();
  const tab = page.getByRole('tab', { name: /All verdicts/ });
  const rowsNow = async (): Promise<number> => Number((await tab.innerText()).replace(/\D/g, ''));
  await expect.poll(rowsNow, { timeout: 60_000 }).toBeGreaterThanOrEqual(20_000);
  const grid = page.getByRole('grid').first();
  await grid.waitFor();
  await grid.hover();
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 20_000);
    await page.waitForTimeout(30);
  }
  for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('j');
  const longest = await page.evaluate(() => Math.max(0, ...(Reflect.get(window, 'longTasks') as number[])));
  const rows = await rowsNow();
  writeFileSync(
    report ?? '',
    JSON.stringify([
      {
        name: 'window-ready',
        ratio: median(times.ours) / median(times.empty),
        limit: 1.5,
        baseline: 'an empty window of the same Electron',
        seconds: median(times.ours) / 1000,
        baselineSeconds: median(times.empty) / 1000,
        rssMb: null,
      },
      {
        name: 'renderer-longest-task',
        ratio: longest / 100,
        limit: 1,
        baseline: `100 ms, with ${rows} findings`,
        seconds: longest / 1000,
        rssMb: null,
      },
    ]),
  );
});
