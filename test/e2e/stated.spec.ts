import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@playwright/test';
import { answerDialog, newEngagement, test } from './app.ts';
import { serious } from './serious.ts';

const answer = resolve(import.meta.dirname, '../fixtures/aws/describe-configuration-recorders-none.json');

test('a file that does not say where it comes from is imported once more with its place stated', async ({
  running,
}) => {
  const { page, folder, complaints } = running;
  const file = join(folder, 'recorders.json');
  copyFileSync(answer, file);
  await newEngagement(running, 'Harrow Lane Health');
  await answerDialog(running, [file]);
  await page.keyboard.press('Control+i');
  const ask = page.getByRole('button', { name: 'State where it comes from' });
  await expect(ask).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('1 of 1 file read').first()).toBeVisible();

  await ask.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'State where it comes from' });
  const account = dialog.getByRole('textbox', { name: 'Account' });
  await expect(account).toBeFocused();
  await page.keyboard.type('1234');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('An AWS account is twelve digits.')).toBeVisible();
  await expect(dialog.getByText('Give account and region together.')).toBeVisible();
  expect(await serious(running), 'a statement with errors').toEqual([]);

  await account.fill('111122223333');
  await dialog.getByRole('textbox', { name: 'Region' }).fill('eu-west-1');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('tab', { name: 'Import 2' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('111122223333 eu-west-1').first()).toBeVisible();
  await expect(ask).toBeHidden();
  await page.getByRole('button', { name: 'Import 1', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Import 1' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import 2', exact: true })).toBeVisible();
  expect(complaints).toEqual([]);
});
