import { expect, test } from 'vitest';
import { connectAzure } from '../../../../../electron/engine/collect/azure/connect.ts';
import { loopbackAgent } from '../../../../loopback/azure/agent.ts';
import { sampleSubscription, sampleTenant } from '../../../../loopback/azure/sample.ts';
import { client, connected, everything, loopback, never, secretReach, toolsOf } from './azure.ts';

const deviceReach = { ...secretReach, credential: 'device-code', clientId: null } as const;

test('a client secret signs in, and each subscription the token sees is an identity', async () => {
  const azure = await loopback({ person: { appid: client } });
  const source = await connected(azure);
  expect(source.identities).toEqual([
    {
      account: sampleSubscription,
      accountName: 'Azure corp',
      principal: client,
      session: null,
      tenant: `Larkspur Pay (${sampleTenant})`,
      expiresAt: expect.stringMatching(/^20\d\d-/),
    },
  ]);
  expect(source.choices).toEqual([sampleSubscription]);
  expect(source.warnings).toEqual([]);
});

test('connecting reads who we are and nothing of the resources', async () => {
  const azure = await loopback();
  await connected(azure);
  const asked = azure.requests
    .filter(({ host }) => host === 'management.azure.com')
    .map(({ path }) => path.split('?')[0]);
  expect(new Set(asked)).toEqual(
    new Set([
      '/subscriptions',
      '/tenants',
      `/subscriptions/${sampleSubscription}/providers/Microsoft.Authorization/permissions`,
    ]),
  );
});

test('a device code is shown with its address, and the sign-in waits until it is entered', async () => {
  const azure = await loopback({ deviceCode: 'FIELDWORK', waitsForApproval: true });
  const { tools, prompts } = toolsOf(null);
  const opening = connectAzure(deviceReach, tools, () => loopbackAgent(azure));
  await expect
    .poll(() => prompts)
    .toEqual([{ kind: 'device-code', code: 'FIELDWORK', url: 'https://microsoft.com/devicelogin' }]);
  azure.approve();
  const source = await opening;
  expect(source.identities[0]?.principal).toBe('0f0f0f0f-1111-4222-8333-444444444444');
  source.close();
}, 15_000);

test('turning the device code away ends the sign-in, and nothing asks for it any more', async () => {
  const azure = await loopback({ waitsForApproval: true });
  const { tools } = toolsOf(null, () => Promise.resolve(null));
  await expect(connectAzure(deviceReach, tools, () => loopbackAgent(azure))).rejects.toMatchObject({
    code: 'cancelled',
  });
  const asked = azure.requests.length;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(azure.requests.length).toBe(asked);
});

test('a connection that is no longer wanted ends while the person is asked', async () => {
  const azure = await loopback({ waitsForApproval: true });
  const { tools, prompts, stop } = toolsOf(null);
  const opening = connectAzure(deviceReach, tools, () => loopbackAgent(azure));
  await expect.poll(() => prompts.length).toBe(1);
  stop.abort();
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
});

test('a run that is cancelled leaves a renewed session usable', async () => {
  const azure = await loopback({ person: { seconds: 60 } });
  const source = await connected(azure);
  const run = new AbortController();
  await source.renew(run.signal);
  run.abort();
  const [task] = source.plan(everything);
  if (task === undefined) throw new Error('nothing is planned');
  await expect(source.read(task, null, never)).resolves.toMatchObject({ cursor: null });
});

test('a wrong secret is refused in words that say what to type, and is not repeated', async () => {
  const azure = await loopback();
  const { tools } = toolsOf({ kind: 'client-secret', value: 'wrong' });
  const error: unknown = await connectAzure(secretReach, tools, () => loopbackAgent(azure)).catch((it: unknown) => it);
  expect(error).toMatchObject({ code: 'bad-input', remedy: expect.stringContaining('client secret') });
  expect(JSON.stringify(error)).not.toContain('"wrong"');
});

test('an identity that may write is connected with a warning that names what it may do', async () => {
  const azure = await loopback({ subscriptions: [{ id: sampleSubscription, name: 'Azure corp', actions: ['*'] }] });
  const source = await connected(azure);
  expect(source.warnings).toEqual([expect.stringContaining('may do more than read in Azure corp: *.')]);
});

test('an identity without subscriptions is told what the client must give it', async () => {
  const azure = await loopback({ subscriptions: [] });
  await expect(connected(azure)).rejects.toMatchObject({
    code: 'not-found',
    remedy: expect.stringContaining('Reader'),
  });
});

test('another principal cannot renew a session, and the same one can', async () => {
  const azure = await loopback();
  const source = await connected(azure);
  await expect(source.renew(never)).resolves.toBeUndefined();
  azure.setPerson({ appid: 'somebody-else' });
  await expect(source.renew(never)).rejects.toMatchObject({ code: 'conflict' });
});

test('variables of the environment lead no sign-in elsewhere', async () => {
  process.env.AZURE_AUTHORITY_HOST = 'https://example.invalid';
  process.env.AZURE_TENANT_ID = 'elsewhere';
  process.env.AZURE_CLIENT_SECRET = 'from-the-environment';
  const azure = await loopback();
  try {
    await connected(azure);
  } finally {
    delete process.env.AZURE_AUTHORITY_HOST;
    delete process.env.AZURE_TENANT_ID;
    delete process.env.AZURE_CLIENT_SECRET;
  }
  const signIns = azure.requests.filter(({ host }) => host.startsWith('login.'));
  expect(signIns.map(({ host }) => host)).toContain('login.microsoftonline.com');
  expect(JSON.stringify(azure.requests)).not.toMatch(/elsewhere|from-the-environment/);
});

test.each([
  ['us-government', 'login.microsoftonline.us', 'management.usgovcloudapi.net'],
  ['china', 'login.chinacloudapi.cn', 'management.chinacloudapi.cn'],
] as const)('the cloud %s has its own hosts', async (cloud, authority, manager) => {
  const azure = await loopback();
  await connected(azure, { ...secretReach, cloud });
  const hosts = new Set(azure.requests.map(({ host }) => host));
  expect(hosts).toEqual(new Set([authority, manager]));
});
