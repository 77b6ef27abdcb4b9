import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { sampleAccounts } from '../loopback/aws/sample.ts';
import { startLoopbackAws } from '../loopback/aws/server.ts';
import { sampleWorld } from '../loopback/azure/sample.ts';
import { startLoopbackAzure } from '../loopback/azure/server.ts';
import { announce, newEngagement, type Running, resize, test } from './app.ts';
import { addConnection, choose, connect, goTo } from './collecting.ts';

const target = process.env.LOOK_FOLDER;
const folder = resolve(target ?? 'test-results/look');
const screens = [
  ...['Overview', 'Controls', 'Scope', 'Collections', 'Findings', 'Criteria', 'Exceptions', 'Remediation plan'],
  ...['Binder', 'Audit log'],
];

test.skip(target === undefined, 'Only for looking: set LOOK_FOLDER to get a picture of every screen.');

/** Takes a picture of what is open at three widths, light and dark. */
const looking =
  (running: Running) =>
  async (name: string): Promise<void> => {
    const { page } = running;

    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      for (const [width, height] of [
        [1280, 800],
        [1440, 900],
        [1600, 1000],
      ] as const) {
        await resize(running, width, height);
        // Away from the rail, whose tooltips would lie over the page.
        await page.mouse.move(width / 2, 8);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
      }
    }
  };

test('every screen at three widths, light and dark', async ({ running }) => {
  test.setTimeout(300_000);
  const { page } = running;
  mkdirSync(folder, { recursive: true });
  const look = looking(running);
  const sample = page.getByRole('button', { name: 'Look at the sample' }).first();
  await sample.waitFor();
  await look('00-home');
  await sample.click();
  await page
    .getByText(/criteria in scope/)
    .first()
    .waitFor({ timeout: 60_000 });
  for (const [place, screen] of screens.entries()) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: screen })
      .or(page.getByRole('navigation').getByRole('button', { name: screen }))
      .first()
      .click();
    await page.waitForTimeout(700);
    await look(`${String(place + 1).padStart(2, '0')}-${screen.toLowerCase().replace(' ', '-')}`);
  }
  await page.getByTitle(/Engagement menu/).click();
  await page.getByRole('menuitem', { name: 'Engagement facts' }).click();
  await page.waitForTimeout(700);
  await look('11-engagement');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Exceptions/ })
    .first()
    .click();
  await page.getByText('Board', { exact: true }).click();
  await look('12-exceptions-board');
  await page.locator('#card-EX-005').click();
  await page.getByRole('textbox', { name: 'How far it reaches', exact: true }).click();
  await look('13-exception');
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

test('a live collection at three widths, light and dark', async ({ collecting }) => {
  test.setTimeout(300_000);
  const { page } = collecting;
  mkdirSync(folder, { recursive: true });
  const look = looking(collecting);
  const aws = await startLoopbackAws({
    accounts: sampleAccounts,
    delayMs: 400,
    faults: [{ kind: 'denied', action: 'GetComplianceDetailsByConfigRule' }],
  });
  announce('aws', aws);
  await newEngagement(collecting, 'Larkspur Pay');
  await goTo(page, /Collections/);
  await look('20-nothing-collected');
  await press(page, 'Collect from a cloud');
  await look('21-no-connection');
  await goTo(page, /Collections/);
  await addConnection(page);
  await look('22-connection');
  await connect(page);
  await look('23-who-we-are');
  await choose(page);
  await press(page, 'Dry run');
  await page.getByText('What would be read').scrollIntoViewIfNeeded({ timeout: 60_000 });
  await look('24-dry-run');
  await page.getByLabel('Why it is read all the same').fill('The client asked for both accounts.');
  await press(page, 'Start reading');
  await page
    .getByText(/tasks done/)
    .first()
    .waitFor();
  await page.waitForTimeout(3000);
  await press(page, /^Pause/);
  await page.getByText(/^Paused/).waitFor();
  await look('25-paused');
  await press(page, /^Resume/);
  await press(page, 'Cancel, keep what is read');
  await page.getByRole('button', { name: 'Go on', exact: true }).waitFor({ timeout: 30_000 });
  await look('26-cancelled');
  await press(page, 'Go on');
  await connect(page);
  await press(page, 'Go on with collection 1');
  await page.getByRole('button', { name: 'Read what is missing' }).waitFor({ timeout: 120_000 });
  await look('27-ended');
  await page.locator('tr[data-state="done"]').first().click();
  await page.getByRole('heading', { name: 'How it was read' }).waitFor();
  await look('28-provenance');
  await page.getByRole('tab', { name: /All runs/ }).click();
  await look('29-all-runs');
  await aws.close();
});

test('a live collection of Azure at three widths, light and dark', async ({ collecting }) => {
  test.setTimeout(300_000);
  const { page } = collecting;
  mkdirSync(folder, { recursive: true });
  const look = looking(collecting);
  const azure = await startLoopbackAzure({
    ...sampleWorld(),
    deviceCode: 'FIELDWORK',
    waitsForApproval: true,
    delayMs: 300,
    faults: [{ kind: 'denied', path: '/locks' }],
  });
  announce('azure', azure);
  await newEngagement(collecting, 'Larkspur Pay');
  await goTo(page, /Not connected/);
  await press(page, 'Connect Azure');
  await page.getByLabel('Name', { exact: true }).fill('Azure corp');
  await look('30-new-azure');
  await press(page, /^Add/);
  await press(page, /^Connect$/);
  await page.getByText('FIELDWORK', { exact: true }).waitFor({ timeout: 30_000 });
  await look('31-device-code');
  azure.approve();
  await page.getByRole('heading', { name: /Who we are to the cloud/ }).waitFor({ timeout: 30_000 });
  await look('32-who-we-are');
  await page.getByLabel('Why it is read all the same').fill('The client asked for it.');
  await press(page, 'Start reading');
  await page
    .getByText(/tasks done/)
    .first()
    .waitFor();
  await page.waitForTimeout(1500);
  await press(page, /^Pause/);
  await look('33-paused');
  await press(page, /^Resume/);
  await page.getByRole('button', { name: 'Run again', exact: true }).waitFor({ timeout: 120_000 });
  await look('34-ended');
  await page.getByRole('tab', { name: 'Coverage' }).click();
  await look('35-coverage');
  await goTo(page, /Connected|Not connected/);
  await page.getByRole('tab', { name: 'What the client must allow' }).click();
  await look('36-permissions-azure');
  await azure.close();
});
