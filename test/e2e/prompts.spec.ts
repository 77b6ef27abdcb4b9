import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { productionAccount, sampleAccounts } from '../loopback/aws/sample.ts';
import { type LoopbackAws, startLoopbackAws } from '../loopback/aws/server.ts';
import { announce, awsConfig, newEngagement, type Running, test } from './app.ts';
import { choose, goTo } from './collecting.ts';
import { serious } from './serious.ts';

let aws: LoopbackAws;
test.beforeAll(async () => {
  aws = await startLoopbackAws({ accounts: sampleAccounts, delayMs: 100 });
  announce('aws', aws);
});
test.afterAll(() => aws.close());

const device = 'arn:aws:iam::999999999999:mfa/ann';

/** A profile whose keys a command prints, and one that takes the client's role with them and a code. */
function writeProfiles({ folder }: Running): void {
  const keys = join(folder, 'keys.json');
  const held = { AccessKeyId: 'ASIAEXAMPLEEXAMPLE12', SecretAccessKey: 'x'.repeat(40), SessionToken: 't'.repeat(80) };
  writeFileSync(keys, JSON.stringify({ Version: 1, ...held, Expiration: '2099-01-01T00:00:00Z' }));
  const role = `arn:aws:iam::${productionAccount}:role/FieldworkReadOnly`;
  const lines = [
    ['[profile corp]', 'region = eu-central-1', `credential_process = cat ${keys}`],
    [
      '[profile client]',
      'region = eu-central-1',
      `role_arn = ${role}`,
      'source_profile = corp',
      `mfa_serial = ${device}`,
    ],
  ];
  writeFileSync(awsConfig(folder), lines.map((section) => `${section.join('\n')}\n`).join('\n'));
}

async function addProfile(page: Page): Promise<void> {
  await goTo(page, /Collections/);
  await page.getByRole('button', { name: 'Collect from a cloud' }).click();
  await page.getByRole('button', { name: 'Connect AWS', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Larkspur, by profile');
  await page.getByRole('combobox', { name: 'Profile' }).click();
  await page.getByRole('option', { name: /^client/ }).click();
  await expect(page.getByText(`It asks for a code of the MFA device ${device}.`)).toBeVisible();
  await page.getByLabel('Take a role on top').uncheck();
  await page.getByRole('button', { name: /^Add/ }).click();
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

/** Says yes to the command and gives a code. */
async function signIn(page: Page): Promise<void> {
  await dialog(page, 'Run a command for the keys?').getByRole('button', { name: 'Allow' }).click();
  const code = dialog(page, 'Code of the MFA device');
  await code.getByLabel('Code').fill('123456');
  await code.getByRole('button', { name: 'Send' }).click();
}

test('AWS: a command and a code are asked for, and a session that ends is renewed as the same principal', async ({
  collecting,
}) => {
  test.setTimeout(240_000);
  const { page, complaints } = collecting;
  writeProfiles(collecting);
  await newEngagement(collecting, 'Larkspur Pay');
  await addProfile(page);

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const command = dialog(page, 'Run a command for the keys?');
  await expect(command.getByText(/^cat .*keys\.json$/)).toBeVisible({ timeout: 30_000 });
  expect(await serious(collecting), 'a command to allow').toEqual([]);
  await command.getByRole('button', { name: 'Do not run' }).click();
  await expect(command).toBeHidden();
  expect(aws.requests).toEqual([]);

  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await command.getByRole('button', { name: 'Allow' }).click();
  const code = dialog(page, 'Code of the MFA device');
  await expect(code.getByText(new RegExp(device))).toBeVisible({ timeout: 30_000 });
  await code.getByLabel('Code').fill('12ab34');
  await expect(code.getByRole('button', { name: 'Send' })).toBeDisabled();
  expect(await serious(collecting), 'a code to type').toEqual([]);
  await code.getByLabel('Code').fill('123456');
  await code.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('heading', { name: /Who we are to the cloud/ })).toBeVisible({ timeout: 30_000 });
  expect(aws.requests.some(({ action, body }) => action === 'AssumeRole' && body.includes('TokenCode=123456'))).toBe(
    true,
  );

  await choose(page);
  aws.setFaults([{ kind: 'expired', action: 'BatchGetResourceConfig', times: 1 }]);
  await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  await page.getByLabel('Why it is read all the same').fill('The client asked for it.');
  await page.getByRole('button', { name: 'Start reading', exact: true }).click();
  const ended = dialog(page, 'The session has ended');
  await expect(ended.getByText(/same principal only/)).toBeVisible({ timeout: 60_000 });
  expect(await serious(collecting), 'a session that has ended').toEqual([]);
  await ended.getByRole('button', { name: 'Later' }).click();
  await expect(ended).toBeHidden();
  await page.getByRole('button', { name: 'The run waits for you' }).click();
  await ended.getByRole('button', { name: 'Renew the session' }).click();
  await signIn(page);
  await expect(page.getByRole('button', { name: 'Run again', exact: true })).toBeVisible({ timeout: 90_000 });
  expect(complaints).toEqual([]);
});
