import { contract } from '@shared/contract/contract.ts';
import { type RouteName, routeNames } from '@shared/contract/routes.ts';
import { AppError } from '@shared/errors.ts';
import { ok, type Result } from '@shared/result.ts';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { type Answer, take } from '../../../electron/main/ipc.ts';
import { listen } from '../../../electron/main/listen.ts';
import { origin } from '../../../electron/main/protocol.ts';

type Handler = (event: unknown, input: unknown) => Promise<Result<unknown>> | Result<unknown>;
const electron = vi.hoisted(() => ({
  handlers: new Map<string, unknown>(),
  listeners: new Map<string, unknown>(),
  window: { minimize: vi.fn(), close: vi.fn(), isMaximized: () => false, maximize: vi.fn(), unmaximize: vi.fn() },
}));
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: () => {} },
  ipcMain: {
    handle: (name: string, handler: unknown) => electron.handlers.set(name, handler),
    on: (name: string, listener: unknown) => electron.listeners.set(name, listener),
  },
  BrowserWindow: { fromWebContents: () => electron.window },
}));

const ours = { sender: {}, senderFrame: { origin, parent: null } };
const answer = vi.fn<Answer>(async () => ok('answered'));

beforeEach(() => {
  electron.handlers.clear();
  answer.mockClear();
  answer.mockImplementation(async () => ok('answered'));
  listen(async () => (route, raw, window) => take(route, raw, window, answer));
});

async function send(route: RouteName, input: unknown, event: unknown = ours): Promise<Result<unknown>> {
  // What Electron keeps for a channel is the handler given to it.
  const handler = electron.handlers.get(route) as Handler;
  return await handler(event, input);
}

test('every route of the contract has a handler, and nothing else has', () => {
  expect([...electron.handlers.keys()].toSorted()).toEqual(routeNames.toSorted());
  expect([...electron.listeners.keys()]).toEqual(['window']);
});

test('a message from anywhere but the top frame of our own page is refused', async () => {
  const strangers = [
    { sender: {}, senderFrame: null },
    { sender: {}, senderFrame: { origin: 'https://example.com', parent: null } },
    { sender: {}, senderFrame: { origin: 'app://other', parent: null } },
    { sender: {}, senderFrame: { origin: `${origin}.example`, parent: null } },
    { sender: {}, senderFrame: { origin: 'null', parent: null } },
    { sender: {}, senderFrame: { origin, parent: { origin } } },
  ];
  for (const event of strangers) {
    const result = await send('app.state', {}, event);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'bad-input', message: 'The sender is not a window of Fieldwork.' },
    });
  }
  expect(answer).not.toHaveBeenCalled();
});

test('500 messages of any shape are refused or answered, and none throws', async () => {
  const valid = fc.constantFrom<unknown>(
    {},
    { id: 'GOV-01' },
    { id: 1 },
    { text: 'bucket' },
    { limit: 20 },
    { theme: 'dark' },
    { tab: 'all', search: '', group: 'check', sort: [], filter: {} },
    { handles: ['00000000-0000-4000-8000-000000000001'] },
  );
  const any = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withNullPrototype: true,
  });
  const bent = fc.tuple(valid, fc.string(), any).map(([base, key, value]) => ({ ...Object(base), [key]: value }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...routeNames), fc.oneof(valid, any, bent), async (route, input) => {
      answer.mockClear();
      const result = await send(route, input);
      const isAccepted = contract[route].input.safeParse(input).success;
      if (!isAccepted) {
        expect(result).toMatchObject({ ok: false, error: { code: 'bad-input' } });
        expect(answer).not.toHaveBeenCalled();
      }
      expect(['answered', 'bad-input']).toContain(result.ok ? result.value : result.error.code);
    }),
    { seed: 20_261_001, numRuns: 500 },
  );
});

test.each<[RouteName, unknown]>([
  ['file.drop', { paths: [''] }],
  ['file.drop', { paths: Array.from({ length: 501 }, () => '/a') }],
  ['collection.import', { handles: ['/etc/passwd'] }],
  ['collection.import', { handles: [] }],
  ['engagement.open', { handle: '/etc/passwd' }],
  ['engagement.open', { handle: '00000000-0000-4000-8000-000000000001', path: '/etc' }],
  ['app.reveal', { handle: '../..' }],
  ['finding.page', { query: {}, offset: -1, limit: 1 }],
  ['palette.search', { text: 'x'.repeat(201) }],
  ['control.update', { id: 'GOV-01', change: { checks: [] } }],
  ['engagement.create', { handle: '00000000-0000-4000-8000-000000000001', client: ' ', scope: {}, categories: [] }],
  ['log.list', { limit: 10_000 }],
])('%s refuses %j', async (route, input) => {
  expect(await send(route, input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(answer).not.toHaveBeenCalled();
});

test('a message that is too large, too deep or turns in a circle is refused', async () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  let deep: unknown = {};
  for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
  for (const input of [{ text: 'x'.repeat(9 << 20) }, circle, { text: deep }, { text: 1n }])
    expect(await send('palette.search', input)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('what goes wrong behind a route crosses as a value', async () => {
  answer.mockRejectedValueOnce(new AppError('not-found', 'It is gone.', 'Choose it again.'));
  expect(await send('app.state', {})).toEqual({
    ok: false,
    error: { code: 'not-found', message: 'It is gone.', remedy: 'Choose it again.' },
  });
  answer.mockRejectedValueOnce(new Error('broken'));
  expect(await send('app.state', {})).toMatchObject({
    ok: false,
    error: { code: 'internal', message: 'Something unexpected happened: broken.' },
  });
});

test('the window obeys three words, from our own page only', () => {
  // What Electron keeps for the channel is the listener given to it.
  const listener = electron.listeners.get('window') as (event: unknown, action: unknown) => void;
  for (const action of ['minimize', 'toggleMaximize', 'close', 'destroy', null, { close: true }])
    listener(ours, action);
  listener({ sender: {}, senderFrame: null }, 'close');
  const { minimize, maximize, close } = electron.window;
  for (const called of [minimize, maximize, close]) expect(called).toHaveBeenCalledTimes(1);
});
