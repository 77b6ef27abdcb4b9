import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { answerDialog, newEngagement, type Running, test } from './app.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample/files');
const open = (page: Page, screen: string) =>
  page.getByRole('navigation').getByRole('button', { name: screen }).first().click();

/** A new Type II engagement with the sample's files in it. */
async function createAndImport(running: Running): Promise<void> {
  const { page, folder } = running;
  await newEngagement(running, 'Harrow Lane Health');
  const files = join(folder, 'from-client');
  cpSync(sample, files, { recursive: true });
  await answerDialog(
    running,
    readdirSync(files).map((name) => join(files, name)),
  );
  await page.keyboard.press('Control+i');
  await expect(page.getByText(/files read/).first()).toBeVisible({ timeout: 60_000 });
}

/** Declares the accounts that were seen, without one region of theirs; the map then shows it as undeclared. */
async function declareScope(page: Page): Promise<void> {
  await open(page, 'Scope');
  await page.getByRole('button', { name: /Declare what was seen/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('checkbox', { name: /us-east-1/ })
    .first()
    .uncheck();
  await dialog
    .getByRole('button', { name: /Declare/ })
    .last()
    .click();
  await expect(dialog).toBeHidden();
  const difference = page.getByRole('row', { name: /Undeclared/ }).filter({ hasText: 'us-east-1' });
  await expect(difference.first()).toContainText(/\d+ resources/);
}

/** Types into the owner of a control. */
async function setOwner(page: Page, title: string, owner: string): Promise<void> {
  await page.getByRole('gridcell', { name: title }).first().click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(owner);
  await page.keyboard.press('Enter');
}

test('declare scope, see an undeclared region, edit controls, undo, and round-trip the workbook', async ({
  running,
}) => {
  test.setTimeout(180_000);
  const { app, page, folder, complaints } = running;
  await createAndImport(running);
  await declareScope(page);

  await open(page, 'Controls');
  const said = page.getByRole('region', { name: 'Cell in focus' }).getByRole('status');
  await setOwner(page, 'Quarterly access review', 'Head of access');
  await expect(said).toContainText('Saved: owner of IAM-05');
  await setOwner(page, 'Leaver access removed in time', 'Head of access');
  await expect(said).toContainText('Saved: owner of IAM-04');
  await setOwner(page, 'Access granted on approved request', 'Head of access');
  await expect(said).toContainText('Saved: owner of IAM-03');
  await page.keyboard.press('Control+z');
  await expect(said).toContainText('Undone: owner of IAM-03');

  const workbook = join(folder, 'matrix.xlsx');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, workbook);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(said).toContainText('was written');
  expect(existsSync(workbook)).toBe(true);
  await answerDialog(running, [workbook]);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/70 rows say what the matrix says already/)).toBeVisible();
  await expect(dialog.getByText('0 controls would change')).toBeVisible();
  expect(complaints).toEqual([]);
});
