import { Agent } from 'node:https';
import { createServer, type Server } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CloudHosts, clouds } from '../../../../../electron/engine/collect/azure/clouds.ts';
import { RefusedRequest, refusal, signInRefusal } from '../../../../../electron/engine/collect/azure/guard.ts';
import { createTransport } from '../../../../../electron/engine/collect/azure/transport.ts';

const host = clouds.public.manager;
const vault = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v';
const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a';
const site = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/w';
const sql = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Sql/servers/q';
const graph = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const states = '/subscriptions/s/providers/Microsoft.PolicyInsights/policyStates';

/** Read by GET, and by nothing else. */
const read = [
  '/subscriptions?api-version=2022-12-01',
  '/tenants?api-version=2022-12-01',
  '/subscriptions/s/providers/Microsoft.Authorization/permissions?api-version=2022-04-01',
  '/subscriptions/s/providers/Microsoft.Authorization/locks?api-version=2020-05-01',
  '/subscriptions/s/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview',
  `${account}?api-version=2023-05-01`,
  `${account}/blobServices/default?api-version=2023-05-01`,
  `${account}/blobServices/default/containers?api-version=2023-05-01&$skipToken=a%2Fb`,
  `${account}/blobServices/default/containers/listings?api-version=2023-05-01`,
  `${vault}/keys?api-version=2023-07-01`,
  `${vault}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`,
  `${site}/config/web?api-version=2023-12-01`,
  `${sql}/databases/d%20(old)/transparentDataEncryption/current?api-version=2021-11-01`,
] as const;
/** Asked by POST, which changes nothing there; a GET of it gives nothing and changes nothing either. */
const asked = [
  graph,
  `${states}/latest/queryResults?api-version=2019-10-01`,
  `${states}/latest/summarize?api-version=2019-10-01`,
  `${states}/default/queryResults?api-version=2019-10-01`,
] as const;
/** Nothing of this may leave, whatever the method. */
const never = [
  `${account}/listKeys?api-version=2023-05-01`,
  `${account}/LISTKEYS?api-version=2023-05-01`,
  `${account}/listAccountSas?api-version=2023-05-01`,
  `${account}/listServiceSas?api-version=2023-05-01`,
  `${account}/regenerateKey?api-version=2023-05-01`,
  `${account}/rotateKey?api-version=2023-05-01`,
  `${account}/%6cistKeys?api-version=2023-05-01`,
  `${site}/config/appsettings/list?api-version=2023-12-01`,
  `${site}/config/connectionstrings/list?api-version=2023-12-01`,
  `${site}/config/publishingcredentials/list?api-version=2023-12-01`,
  `${site}/publishxml?api-version=2023-12-01`,
  `${site}/slots/b/config/appsettings/list?api-version=2023-12-01`,
  `${site}/functions/f/listkeys?api-version=2023-12-01`,
  `${site}/host/default/listsyncstatus?api-version=2023-12-01`,
  `${vault}/secrets?api-version=2023-07-01`,
  `${vault}/secrets/s?api-version=2023-07-01`,
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/r/listCredentials?api-version=2023-07-01',
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c/listClusterAdminCredential?api-version=2024-01-01',
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.DocumentDB/databaseAccounts/d/listKeys?api-version=2024-01-01',
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.DocumentDB/databaseAccounts/d/listConnectionStrings?api-version=2024-01-01',
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.Cache/redis/r/listKeys?api-version=2024-01-01',
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.Cache/redis/r/regenerateKey?api-version=2024-01-01',
  `${states}/latest/triggerEvaluation?api-version=2019-10-01`,
  '/subscriptions/s/providers/Microsoft.PolicyInsights/policyStates/latest/TRIGGEREVALUATION?api-version=2019-10-01',
  `${vault}/../vaults/w?api-version=2023-07-01`,
  `${vault}/./keys?api-version=2023-07-01`,
  `${vault}/%2e%2e/w?api-version=2023-07-01`,
  `${vault}/%2E/keys?api-version=2023-07-01`,
  `${vault}//keys?api-version=2023-07-01`,
  `${vault}%2fsecrets?api-version=2023-07-01`,
  `${vault}%5csecrets?api-version=2023-07-01`,
  `${vault}%252fsecrets?api-version=2023-07-01`,
  `${vault}\\secrets?api-version=2023-07-01`,
  `${vault}/keys/?api-version=2023-07-01`,
  `${vault}/keys%00?api-version=2023-07-01`,
  `${vault}/keys%0d%0aHost:evil?api-version=2023-07-01`,
  `${vault}/keys\r\nHost: evil`,
  `${vault}/keys?api-version=2023-07-01#part`,
  `${vault}/ключ?api-version=2023-07-01`,
  `${vault}/%zz?api-version=2023-07-01`,
] as const;
/** Other hosts, ports, users and protocols, with a path that would be read on the right host. */
const elsewhere = [
  'https://pay.vault.azure.net/secrets?api-version=7.4',
  'https://pay.vault.azure.net/keys/k/rotationpolicy?api-version=7.4',
  'https://payfiles.blob.core.windows.net/statements?restype=container&comp=list',
  'https://pay.scm.azurewebsites.net/api/settings',
  'https://graph.microsoft.com/v1.0/users',
  'https://management.core.windows.net/subscriptions',
  'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  `https://${host}.evil.example/subscriptions`,
  'https://evil.example/subscriptions',
  `https://user@${host}/subscriptions`,
  `https://user:word@${host}/subscriptions`,
  `https://${host}:8443/subscriptions`,
  `https://${host}:443/subscriptions`,
  `http://${host}/subscriptions`,
  `ftp://${host}/subscriptions`,
  `https://${host}./subscriptions`,
  `https://${host.toUpperCase()}/subscriptions`,
  `https:/${host}/subscriptions`,
  `//${host}/subscriptions`,
  `https://${host}`,
  'https://169.254.169.254/metadata/identity/oauth2/token',
  'https://127.0.0.1/subscriptions',
  'https://[::1]/subscriptions',
  '/subscriptions',
  '',
] as const;

const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'MERGE',
  'get',
  'Post',
  '',
];
const at = (path: string): string => `https://${host}${path}`;
const addresses = [...[...read, ...asked, ...never].map(at), ...elsewhere];

let server: Server;
let sockets = 0;
let agent: Agent;
beforeAll(async () => {
  server = createServer((socket) => {
    sockets += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  agent = new Agent({ host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 });
});
afterAll(() => server.close());

describe('the one way out', () => {
  test('is tried with more than sixty addresses', () => {
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses.length).toBeGreaterThan(60);
  });

  test.each(methods)('opens no socket for %s but to what is listed', async (method) => {
    const send = createTransport((sending) => refusal(sending, clouds.public), agent);
    const { signal } = new AbortController();
    const isListed = (url: string): boolean =>
      (method === 'GET' && [...read, ...asked].some((path) => at(path) === url)) ||
      (method === 'POST' && asked.some((path) => at(path) === url));
    for (const url of addresses.filter((it) => !isListed(it))) {
      const before = sockets;
      await expect(send({ method, url, headers: {}, body: null }, signal), `${method} ${url}`).rejects.toThrow(
        RefusedRequest,
      );
      expect(sockets, `${method} ${url}`).toBe(before);
    }
    for (const url of addresses.filter(isListed)) {
      const before = sockets;
      await expect(send({ method, url, headers: {}, body: null }, signal), url).rejects.not.toThrow(RefusedRequest);
      expect(sockets, url).toBeGreaterThan(before);
    }
  });

  test('never sends anything but a GET or one of the two questions, whatever the address', () => {
    const word = fc.stringMatching(/^[\w.%~()$&=:;@!*+,'/-]{0,24}$/);
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.array(word, { maxLength: 8 }), (method, words) => {
        const url = at(`/${words.join('/')}`);
        if (refusal({ method, url }, clouds.public) !== null) return;
        expect(method === 'GET' || /resourcegraph\/resources|policystates\/(latest|default)\//i.test(url)).toBe(true);
        expect(new URL(url).href.toLowerCase()).toBe(url.toLowerCase());
      }),
      { numRuns: 2000, seed: 6 },
    );
  });

  test.each(Object.values(clouds))('reaches $manager from its own cloud only', (cloud: CloudHosts) => {
    const url = `https://${cloud.manager}/subscriptions?api-version=2022-12-01`;
    const others = Object.values(clouds).filter((it) => it !== cloud);
    expect(refusal({ method: 'GET', url }, cloud)).toBeNull();
    for (const other of others) expect(refusal({ method: 'GET', url }, other)).not.toBeNull();
  });
});

describe('a sign-in', () => {
  const login = `https://${clouds.public.authority}`;

  test.each([
    ['GET', `${login}/common/discovery/instance?api-version=1.1`],
    ['GET', `${login}/organizations/v2.0/.well-known/openid-configuration`],
    ['POST', `${login}/99999999-2222-4333-8444-555555555555/oauth2/v2.0/token`],
    ['POST', `${login}/larkspur.example/oauth2/v2.0/devicecode`],
  ])('sends %s %s', (method, url) => {
    expect(signInRefusal({ method, url }, clouds.public)).toBeNull();
  });

  test.each([
    ['GET', `${login}/organizations/oauth2/v2.0/token`],
    ['PUT', `${login}/organizations/oauth2/v2.0/token`],
    ['POST', `${login}/organizations/oauth2/v2.0/logout`],
    ['POST', `${login}/a/b/oauth2/v2.0/token`],
    ['POST', `${login}/../oauth2/v2.0/token`],
    ['POST', `https://westeurope.login.microsoft.com/organizations/oauth2/v2.0/token`],
    ['POST', `https://${clouds.china.authority}/organizations/oauth2/v2.0/token`],
    ['POST', `https://user@${clouds.public.authority}/organizations/oauth2/v2.0/token`],
    ['POST', `http://${clouds.public.authority}/organizations/oauth2/v2.0/token`],
    ['GET', 'https://169.254.169.254/metadata/instance/compute'],
    ['POST', at('/subscriptions')],
  ])('never sends %s %s', (method, url) => {
    expect(signInRefusal({ method, url }, clouds.public)).not.toBeNull();
  });
});
