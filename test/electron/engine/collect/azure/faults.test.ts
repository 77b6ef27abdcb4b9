import { expect, test } from 'vitest';
import { CallError } from '../../../../../electron/engine/collect/run/source.ts';
import type { Fault } from '../../../../loopback/azure/faults.ts';
import { graphRow, sampleSubscription, sampleWorld } from '../../../../loopback/azure/sample.ts';
import { connected, everything, jsonOf, loopback, never, pagesOf, taskOf } from './azure.ts';

const about = 'microsoft.storage/storageaccounts';

/** What reading storage accounts comes to under a fault. */
async function under(fault: Omit<Fault, 'about'>) {
  const azure = await loopback({ hangMs: 200 });
  const source = await connected(azure);
  azure.setFaults([{ ...fault, about }]);
  const task = taskOf(source.plan(everything), 'Storage accounts');
  return { azure, source, task, read: () => source.read(task, null, never) };
}

test.each([
  ['throttle-429', 'throttled', 'RateLimiting'],
  ['error-500', 'transient', 'InternalServerError'],
  ['error-503', 'transient', 'ServiceUnavailable'],
  ['reset', 'transient', expect.any(String)],
  ['cut-json', 'transient', 'CutAnswer'],
  ['wrong-length', 'transient', expect.any(String)],
  ['hang', 'transient', 'ECONNRESET'],
  ['denied', 'denied', 'AuthorizationFailed'],
  ['missing', 'absent', 'ResourceNotFound'],
  ['not-registered', 'absent', 'MissingSubscriptionRegistration'],
  ['expired', 'expired', 'ExpiredAuthenticationToken'],
  ['redirect', 'failed', 'Redirect'],
] as const)('%s means %s', async (kind, fault, code) => {
  const { read } = await under({ kind });
  await expect(read()).rejects.toMatchObject({
    name: 'CallError',
    fault,
    code,
    message: expect.stringMatching(/^[A-Z]/),
  });
});

test('a host that nobody answers at is a network that is gone', async () => {
  const { azure, read } = await under({ kind: 'missing', times: 0 });
  await azure.close();
  // Sockets that were open break off first; the next ones find nobody.
  const fault = () => read().catch((error: unknown) => (error instanceof CallError ? error.fault : error));
  await expect.poll(fault).toBe('offline');
});

test('a throttled call carries the wait that the cloud asks for', async () => {
  const { read } = await under({ kind: 'throttle-429', seconds: 7 });
  await expect(read()).rejects.toMatchObject({ retryAfterMs: 7_000 });
});

test('a redirect opens no connection elsewhere', async () => {
  const { azure, read } = await under({ kind: 'redirect' });
  await expect(read()).rejects.toMatchObject({ fault: 'failed' });
  expect(new Set(azure.requests.map(({ host }) => host))).toEqual(
    new Set(['login.microsoftonline.com', 'management.azure.com']),
  );
});

test('a denied call names the permission and the subscription', async () => {
  const azure = await loopback();
  const source = await connected(azure);
  azure.setFaults([{ kind: 'denied', path: '/locks' }]);
  const task = taskOf(source.plan(everything), 'Locks');
  await expect(source.read(task, null, never)).rejects.toMatchObject({
    fault: 'denied',
    message: expect.stringMatching(new RegExp(`Microsoft\\.Authorization/locks/read in ${sampleSubscription}`)),
  });
});

test('a used up quota makes the next call wait for its reset', async () => {
  const { read } = await under({ kind: 'quota-0' });
  expect((await read()).waitMs).toBe(5_000);
});

test('a truncated answer keeps its rows, says so, and does not end well', async () => {
  const { source, task, read } = await under({ kind: 'truncated' });
  const page = await read();
  expect(jsonOf(page).data.length).toBe(2);
  expect(page.notes).toEqual([expect.stringContaining('cut the answer short')]);
  await expect(source.read(task, page.cursor, never)).rejects.toMatchObject({
    fault: 'failed',
    code: 'ResultTruncated',
  });
});

test('fewer rows than Resource Graph counts are no complete answer', async () => {
  const rows = Array.from({ length: 3 }, (_, at) => graphRow('Microsoft.Storage/storageAccounts', `a${at}`, {}));
  const world = sampleWorld();
  const azure = await loopback({ graph: { ...world.graph, resources: rows }, pageSize: 1 });
  const source = await connected(azure);
  const task = taskOf(source.plan(everything), 'Storage accounts');
  await expect(pagesOf(source, task)).resolves.toHaveLength(3);
  azure.setFaults([{ kind: 'truncated', about, after: 1 }]);
  await expect(pagesOf(source, task)).rejects.toMatchObject({ code: 'ResultTruncated' });
});

test('an empty page with a token is no end', async () => {
  const world = sampleWorld();
  const azure = await loopback({ pageSize: 1, graph: world.graph });
  const source = await connected(azure);
  azure.setFaults([{ kind: 'empty-page', about, times: 1 }]);
  const pages = await pagesOf(source, taskOf(source.plan(everything), 'Storage accounts'));
  expect(pages.map((page) => jsonOf(page).count)).toEqual([0, 1, 1]);
});

test('a query whose pages never end is given up', async () => {
  const { source, task, azure } = await under({ kind: 'token-loop' });
  const rows = async () => {
    let cursor: string | null = null;
    for (let page = 0; page < 2_000; page += 1) cursor = (await source.read(task, cursor, never)).cursor;
  };
  await expect(rows()).rejects.toMatchObject({ fault: 'failed', code: 'PageLoop' });
  expect(azure.requests.length).toBeLessThan(1_000);
}, 30_000);

test('an empty page of Resource Manager with a next link is no end', async () => {
  const azure = await loopback();
  const source = await connected(azure);
  azure.setFaults([{ kind: 'empty-page', path: '/diagnosticSettings', times: 1 }]);
  const pages = await pagesOf(source, taskOf(source.plan(everything), 'Export of the Activity Log'));
  expect(pages.map((page) => jsonOf(page).value.length)).toEqual([0, 1]);
});

test('a next link that leads to another host is refused before a connection is opened', async () => {
  const azure = await loopback();
  const source = await connected(azure);
  azure.setFaults([{ kind: 'foreign-next', path: '/diagnosticSettings' }]);
  const task = taskOf(source.plan(everything), 'Export of the Activity Log');
  const page = await source.read(task, null, never);
  await expect(source.read(task, page.cursor, never)).rejects.toMatchObject({ fault: 'failed', code: 'RefusedHere' });
  expect(azure.requests.map(({ host }) => host)).not.toContain('example.invalid');
});

test('a cancelled call ends at once', async () => {
  const { source, task, azure } = await under({ kind: 'hang' });
  const stop = new AbortController();
  const reading = source.read(task, null, stop.signal);
  await expect.poll(() => azure.requests.at(-1)?.fault).toBe('hang');
  stop.abort();
  await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
});

test('a token that ends is an expired session, and the same principal goes on', async () => {
  const azure = await loopback({ person: { seconds: 1 } });
  const source = await connected(azure);
  const task = taskOf(source.plan(everything), 'Storage accounts');
  azure.setPerson({ seconds: 0 });
  await expect(source.read(task, null, never)).rejects.toMatchObject({ fault: 'expired' });
  azure.setPerson({ seconds: 3600 });
  await source.renew(never);
  await expect(source.read(task, null, never)).resolves.toMatchObject({ cursor: null });
});

test('hostile names lead to no other path than their own', async () => {
  const names = [
    '..',
    'a/../../b',
    'x?api-version=1',
    'listKeys',
    'a%2flistKeys',
    'b#c',
    "d'e",
    '<script>',
    '\u202Etxt',
    ' ',
  ];
  const world = sampleWorld();
  const rows = names.map((name) => {
    const row = graphRow('Microsoft.Storage/storageAccounts', 'x', {});
    return { ...row, name, id: String(row.id).replace(/x$/, name) };
  });
  const foreign = {
    ...graphRow('Microsoft.Storage/storageAccounts', 'x', {}),
    id: '/subscriptions/other/providers/Microsoft.Storage/storageAccounts/x',
  };
  const azure = await loopback({ graph: { ...world.graph, resources: [...rows, foreign] } });
  const source = await connected(azure);
  const page = await source.read(taskOf(source.plan(everything), 'Storage accounts'), null, never);
  expect(page.next.some(({ key }) => key.includes('/subscriptions/other/'))).toBe(false);
  await Promise.allSettled(page.next.map((task) => source.read(task, null, never)));
  const paths = azure.requests
    .filter(({ method, host }) => method === 'GET' && host === 'management.azure.com')
    .map(({ path }) => path);
  const sane =
    /\/storageAccounts\/[^/]+\/(blobServices\/default(\/containers)?|managementPolicies\/default)\?api-version=2023-05-01$/;
  expect(paths.filter((path) => path.includes('/storageAccounts/')).filter((path) => !sane.test(path))).toEqual([]);
});
