import { expect } from '@playwright/test';
import { resize, test } from './app.ts';
import { serious } from './serious.ts';

const screens = [
  ...['Overview', 'Controls', 'Scope', 'Collections', 'Findings', 'Criteria', 'Exceptions', 'Remediation plan'],
  ...['Binder', 'Audit log'],
];

for (const theme of ['light', 'dark'] as const) {
  test(`no screen has a serious accessibility fault, ${theme}`, async ({ running }) => {
    test.setTimeout(300_000);
    const { page } = running;
    await page.emulateMedia({ colorScheme: theme });
    await resize(running, 1440, 900);
    const sample = page.getByRole('button', { name: 'Look at the sample' }).first();
    await sample.waitFor();
    expect(await serious(running), 'home').toEqual([]);
    await page
      .getByRole('button', { name: /New engagement/ })
      .first()
      .click();
    await page.getByLabel('1. Who is the client?').waitFor();
    expect(await serious(running), 'new engagement').toEqual([]);
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await sample.click();
    await page
      .getByText(/criteria in scope/)
      .first()
      .waitFor({ timeout: 60_000 });
    for (const screen of screens) {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(screen) })
        .first()
        .click();
      await page.waitForTimeout(500);
      expect(await serious(running), screen).toEqual([]);
    }
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Collections/ })
      .first()
      .click();
    await page.getByRole('tab', { name: /All runs/ }).click();
    expect(await serious(running), 'all runs').toEqual([]);
    await page.getByRole('button', { name: 'Not connected to any cloud' }).click();
    await page.getByRole('button', { name: 'Connect AWS', exact: true }).waitFor();
    expect(await serious(running), 'connections').toEqual([]);
    await page.getByRole('tab', { name: 'What the client must allow' }).click();
    await page.waitForTimeout(500);
    expect(await serious(running), 'what the client must allow').toEqual([]);
    await page.getByRole('button', { name: 'New connection' }).click();
    await page.getByLabel('ARN of the role').waitFor();
    expect(await serious(running), 'new connection').toEqual([]);
    await page.keyboard.press('Escape');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Exceptions/ })
      .first()
      .click();
    await page.getByText('Board', { exact: true }).click();
    await page.locator('#card-EX-005').waitFor();
    expect(await serious(running), 'exceptions board').toEqual([]);
    await page.locator('#card-EX-005').click();
    await page.getByRole('button', { name: /History/ }).click();
    expect(await serious(running), 'exception').toEqual([]);
    await page.getByRole('button', { name: 'Edit the facts' }).click();
    await page.getByLabel('What did not hold').waitFor();
    expect(await serious(running), 'facts of an exception').toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByTitle(/Engagement menu/).click();
    await page.getByRole('menuitem', { name: 'Engagement facts' }).click();
    await page.getByLabel('There is a report before this one').check();
    await page.waitForTimeout(500);
    expect(await serious(running), 'engagement facts').toEqual([]);
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('button', { name: 'Roll over to next year…' }).click();
    await page.getByRole('heading', { name: 'To look at again' }).waitFor();
    expect(await serious(running), 'roll over').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.waitForTimeout(300);
    expect(await serious(running), 'palette').toEqual([]);
  });
}
