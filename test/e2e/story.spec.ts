import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { answerDialog, newEngagement, test } from './app.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample/files');

/** Files a client could have sent, where the app (which is not root) may read them. */
function clientFiles(folder: string): readonly string[] {
  const files = join(folder, 'from-client');
  cpSync(sample, files, { recursive: true });
  return readdirSync(files).map((name) => join(files, name));
}

test('a new engagement: import, a finding, a binder that verifies without Fieldwork', async ({ running }) => {
  const { page, folder, complaints } = running;
  await newEngagement(running, 'Harrow Lane Health');

  await answerDialog(running, clientFiles(folder));
  await page.keyboard.press('Control+i');
  await expect(page.getByText(/files read/).first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+1');
  await expect(page.getByText(/criteria in scope/).first()).toBeVisible({ timeout: 60_000 });

  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Findings/ })
    .click();
  await page
    .getByRole('row', { name: /sg-0a91c4d7e2b35f608/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Lived' })).toContainText('22');
  await expect(page.getByText('configuration.ipPermissions', { exact: false }).first()).toBeVisible();

  await answerDialog(running, [folder]);
  await page.getByRole('navigation').getByRole('button', { name: 'Binder', exact: true }).click();
  await page.getByRole('button', { name: /Export binder/ }).click();
  await expect(page.getByText(/Binder 1 written/).first()).toBeVisible({ timeout: 60_000 });
  const binder = readdirSync(folder)
    .map((name) => join(folder, name))
    .find((path) => path.includes('-binder-1'));
  expect(binder).toBeDefined();
  const sums = execFileSync('sha256sum', ['-c', 'SHA256SUMS', '--quiet'], { cwd: binder, encoding: 'utf8' });
  expect(sums).toBe('');
  expect(
    readFileSync(join(binder ?? '', 'gap-report.pdf'))
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(
    readFileSync(join(binder ?? '', 'binder.xlsx'))
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  expect(complaints).toEqual([]);
});
