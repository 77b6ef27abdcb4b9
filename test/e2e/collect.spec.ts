import { expect } from '@playwright/test';
import { sampleAccounts } from '../loopback/aws/sample.ts';
import { type LoopbackAws, startLoopbackAws } from '../loopback/aws/server.ts';
import { sampleTenant, sampleWorld } from '../loopback/azure/sample.ts';
import { type LoopbackAzure, startLoopbackAzure } from '../loopback/azure/server.ts';
import { announce, newEngagement, test } from './app.ts';
import { addConnection, choose, connect, goTo } from './collecting.ts';
import { serious } from './serious.ts';

let aws: LoopbackAws;
let azure: LoopbackAzure;
test.beforeAll(async () => {
  aws = await startLoopbackAws({ accounts: sampleAccounts, delayMs: 250 });
  azure = await startLoopbackAzure({ ...sampleWorld(), deviceCode: 'FIELDWORK', waitsForApproval: true });
  announce('aws', aws);
  announce('azure', azure);
});
test.afterAll(async () => {
  await aws.close();
  await azure.close();
});

test('AWS: pasted keys and a role, a dry run, a denied permission, a cancelled run gone on with, findings', async ({
  collecting,
}) => {
  test.setTimeout(240_000);
  const { page, complaints } = collecting;
  aws.setFaults([{ kind: 'denied', action: 'GetComplianceDetailsByConfigRule', region: 'eu-central-1' }]);
  await newEngagement(collecting, 'Larkspur Pay');
  await addConnection(page);
  await connect(page);
  await expect(page.getByTitle(/assumed-role.FieldworkReadOnly/).first()).toBeVisible();
  await expect(page.getByText('Not in the scope register').first()).toBeVisible();
  expect(await serious(collecting), 'who we are and what to read').toEqual([]);
  await choose(page);

  await page.getByRole('button', { name: 'Dry run', exact: true }).click();
  await expect(page.getByText('What would be read')).toBeVisible({ timeout: 60_000 });
  const written = aws.requests
    .map(({ action }) => action)
    .filter((action) => !/^(Get|List|Describe|BatchGet|Select|AssumeRole)/.test(action));
  expect(written).toEqual([]);

  await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  await expect(page.getByText('Give the reason.')).toBeVisible();
  await page.getByLabel('Why it is read all the same').fill('The client asked for both accounts.');
  await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Cancel, keep what is read' })).toBeVisible();
  await expect(page.getByText(/of \d+ tasks?/).first()).toBeVisible();

  // The run goes on when its page is left, and the status bar leads back.
  await goTo(page, /Findings/);
  await expect(page.getByRole('button', { name: 'Show', exact: true })).toBeVisible();
  // A window that is drawn anew takes the run up again.
  await page.reload();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel, keep what is read' }).click();
  await expect(page.getByText(/cancelled/).first()).toBeVisible({ timeout: 10_000 });
  const before = aws.requests.length;
  // The credentials ended with the run: going on needs a session of the same principal.
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  await connect(page);
  await page.getByRole('button', { name: 'Go on with collection 1' }).click();
  await expect(page.getByRole('button', { name: 'Read what is missing' })).toBeVisible({ timeout: 90_000 });
  expect(aws.requests.length).toBeGreaterThan(before);
  await expect(page.getByText(/\d+ of \d+ tasks; \d+ denied, \d+ not available/).first()).toBeVisible();
  await expect(page.getByRole('heading', { name: /Could not be read/ })).toBeVisible();
  await expect(page.getByText('config:GetComplianceDetailsByConfigRule').first()).toBeVisible();

  expect(await serious(collecting), 'a run that has ended').toEqual([]);
  await page.locator('tr[data-state="done"]').first().click();
  await expect(page.getByRole('heading', { name: 'How it was read' })).toBeVisible();
  expect(await serious(collecting), 'how a task was read').toEqual([]);

  await goTo(page, /Findings/);
  await expect(page.getByRole('row', { name: /sg-0a1/ }).first()).toBeVisible({ timeout: 60_000 });
  expect(complaints).toEqual([]);
});

test('Azure: a device code, who we are, a run, findings in the same table as those of files', async ({
  collecting,
}) => {
  test.setTimeout(240_000);
  const { page, complaints } = collecting;
  await page.getByRole('button', { name: 'Look at the sample' }).first().click();
  await expect(page.getByText(/criteria in scope/).first()).toBeVisible({ timeout: 60_000 });
  await goTo(page, /Not connected to any cloud/);
  await page.getByRole('button', { name: 'Connect Azure', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Azure corp');
  await page.getByLabel('Tenant').fill(sampleTenant);
  await page.getByRole('button', { name: /^Add/ }).click();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  const code = page.getByRole('dialog', { name: 'Sign in with a code' });
  await expect(code.getByText('FIELDWORK', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect(await serious(collecting), 'a device code').toEqual([]);
  await code.getByRole('button', { name: 'Cancel the sign-in' }).click();
  await expect(code).toBeHidden();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(code.getByText('FIELDWORK', { exact: true })).toBeVisible({ timeout: 30_000 });
  azure.approve();
  await expect(page.getByRole('heading', { name: /Who we are to the cloud/ })).toBeVisible({ timeout: 30_000 });
  await expect(code).toBeHidden();

  await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  const why = page.getByLabel('Why it is read all the same');
  if (await why.isVisible()) {
    await why.fill('The client asked for it.');
    await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  }
  await expect(page.getByRole('list', { name: 'Subjects of Azure corp' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeVisible({ timeout: 90_000 });
  expect(await serious(collecting), 'a run over a subscription').toEqual([]);
  expect(
    new Set(
      azure.requests.map(({ method, path }) =>
        path.includes('ResourceGraph') || path.includes('oauth2') ? '' : method,
      ),
    ),
  ).toEqual(new Set(['', 'GET']));

  await goTo(page, /Findings/);
  await page
    .getByRole('searchbox')
    .or(page.getByPlaceholder(/Search/))
    .last()
    .fill('payexports');
  await expect(page.getByRole('row', { name: /payexports/ }).first()).toBeVisible({ timeout: 60_000 });
  expect(complaints).toEqual([]);
});
