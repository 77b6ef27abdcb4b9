import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { AzureReach } from '@shared/domain/connection.ts';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { connectAzure } from '../../../../../electron/engine/collect/azure/connect.ts';
import { loopbackAgent } from '../../../../loopback/azure/agent.ts';
import { sampleSubscription, sampleTenant } from '../../../../loopback/azure/sample.ts';
import { tokenOf } from '../../../../loopback/azure/sign-in.ts';
import { loopback, secretReach, toolsOf } from './azure.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-sign-in-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const oid = 'dddddddd-1111-4222-8333-444444444444';
const cliReach: AzureReach = { ...secretReach, credential: 'cli', clientId: null };

/** Puts an Azure CLI that prints a token first on the path, and gives the arguments it was called with. */
function fakeCli(script: string): () => string {
  const log = join(folder, 'arguments');
  const file = join(folder, 'az');
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\n${script}\n`);
  chmodSync(file, 0o755);
  const before = process.env.PATH;
  process.env.PATH = [folder, before].join(delimiter);
  onTestFinished(() => {
    process.env.PATH = before;
  });
  return () => readFileSync(log, 'utf8').trim();
}

const printed = (seconds: number): string => {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  const accessToken = tokenOf({ oid, tid: sampleTenant, appid: '04b07795-8ddb-461a-bbee-02f9e1bf7b46', exp });
  return `echo '${JSON.stringify({ accessToken, expires_on: exp, tenant: sampleTenant, tokenType: 'Bearer' })}'`;
};

test('the Azure CLI is asked for a token of the tenant, and nothing else goes to the sign-in host', async () => {
  const asked = fakeCli(printed(3600));
  const azure = await loopback();
  const source = await connectAzure(cliReach, toolsOf(null).tools, () => loopbackAgent(azure));
  onTestFinished(source.close);
  expect(source.identities[0]).toMatchObject({ account: sampleSubscription, principal: oid });
  expect(asked()).toBe(
    `account get-access-token --output json --resource https://management.azure.com --tenant ${sampleTenant}`,
  );
  expect(azure.requests.filter(({ host }) => host.startsWith('login.'))).toEqual([]);
});

test('a CLI that is not signed in is told to sign in', async () => {
  fakeCli(`echo "Please run 'az login' to setup account." >&2; exit 1`);
  const azure = await loopback();
  await expect(connectAzure(cliReach, toolsOf(null).tools, () => loopbackAgent(azure))).rejects.toMatchObject({
    code: 'bad-input',
    remedy: expect.stringContaining('az login'),
  });
  expect(azure.requests).toEqual([]);
});

test('a machine without the CLI is told so', async () => {
  const before = process.env.PATH;
  process.env.PATH = folder;
  onTestFinished(() => {
    process.env.PATH = before;
  });
  const azure = await loopback();
  await expect(connectAzure(cliReach, toolsOf(null).tools, () => loopbackAgent(azure))).rejects.toMatchObject({
    code: 'bad-input',
    remedy: expect.stringContaining('Install the Azure CLI'),
  });
});

test('a certificate signs in with an assertion, and its key goes nowhere', async () => {
  const path = join(import.meta.dirname, '../../../../loopback/azure/test-client.pem');
  const azure = await loopback();
  const reach: AzureReach = { ...secretReach, credential: 'certificate', certificatePath: path };
  const source = await connectAzure(reach, toolsOf(null).tools, () => loopbackAgent(azure));
  onTestFinished(source.close);
  const signIns = azure.requests.filter(({ host, method }) => host.startsWith('login.') && method === 'POST');
  expect(signIns.map(({ body }) => new URLSearchParams(body).get('client_assertion'))).toEqual([
    expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  ]);
  const [, keyLine = 'no key'] = readFileSync(path, 'utf8').split('\n');
  expect(JSON.stringify(azure.requests)).not.toContain(keyLine);
});

test('a certificate that is not there is named in the remedy, before anything is sent', async () => {
  const azure = await loopback();
  const reach: AzureReach = { ...secretReach, credential: 'certificate', certificatePath: join(folder, 'none.pem') };
  await expect(connectAzure(reach, toolsOf(null).tools, () => loopbackAgent(azure))).rejects.toMatchObject({
    code: 'bad-input',
    remedy: expect.stringContaining('certificate'),
  });
  expect(azure.requests).toEqual([]);
});

test.each([
  ['secret', 'tenant', { tenant: null }],
  ['secret', 'client id', { clientId: null }],
  ['certificate', 'certificate', {}],
] as const)('a sign-in by %s without its %s is refused before anything is sent', async (credential, word, change) => {
  const azure = await loopback();
  const reach: AzureReach = { ...secretReach, credential, ...change };
  await expect(connectAzure(reach, toolsOf().tools, () => loopbackAgent(azure))).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(word),
  });
  expect(azure.requests).toEqual([]);
});

test('a variable that names a regional sign-in host is not followed', async () => {
  process.env.AZURE_REGIONAL_AUTHORITY_NAME = 'westeurope';
  onTestFinished(() => {
    delete process.env.AZURE_REGIONAL_AUTHORITY_NAME;
  });
  const azure = await loopback();
  const source = await connectAzure(secretReach, toolsOf().tools, () => loopbackAgent(azure));
  onTestFinished(source.close);
  const hosts = azure.requests.map(({ host }) => host).filter((host) => host.includes('login'));
  expect(new Set(hosts)).toEqual(new Set(['login.microsoftonline.com']));
});
