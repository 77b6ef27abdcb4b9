import { expect, type Page } from '@playwright/test';
import { productionAccount, stagingAccount } from '../loopback/aws/sample.ts';

/** Opens a screen by the rail. */
export const goTo = (page: Page, name: RegExp) =>
  page.getByRole('navigation').getByRole('button', { name }).first().click();

/** Adds a connection with keys pasted for each run and the client's role on top, in two accounts. */
export async function addConnection(page: Page): Promise<void> {
  await goTo(page, /Collections/);
  await page.getByRole('button', { name: 'Collect from a cloud' }).click();
  await page.getByRole('button', { name: 'Connect AWS', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Larkspur, both accounts');
  await page.getByText('Keys pasted for each run').click();
  await page.getByLabel('ARN of the role').fill('arn:aws:iam::*:role/FieldworkReadOnly');
  await page.getByLabel('Accounts').fill(`${productionAccount}\n${stagingAccount}`);
  await page.getByRole('button', { name: /^Add/ }).click();
}

/** Opens a session with temporary keys. */
export async function connect(page: Page): Promise<void> {
  await page.getByLabel('Access key id').fill('ASIAEXAMPLEEXAMPLE12');
  await page.getByLabel('Secret access key', { exact: true }).fill('x'.repeat(40));
  await page.getByLabel('Session token').fill('t'.repeat(80));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('heading', { name: /Who we are to the cloud/ })).toBeVisible({ timeout: 30_000 });
}

/** Leaves only the regions of the loopback chosen. */
export async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'None', exact: true }).click();
  for (const region of ['eu-central-1', 'eu-west-1', 'eu-west-3', 'eu-north-1']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${region}`) }).check();
  }
}
