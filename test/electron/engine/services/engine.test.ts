import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from '@shared/contract/contract.ts';
import { events } from '@shared/contract/events.ts';
import { type EventName, type RouteName, routeNames } from '@shared/contract/routes.ts';
import { errorCodes } from '@shared/errors.ts';
import type { Result } from '@shared/result.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../../electron/engine/engine.ts';
import { type EngineInput, type EngineRoute, mainRoutes } from '../../../../electron/engine/protocol.ts';
import { openWorkspace } from '../../../../electron/engine/store/open.ts';
import * as hostile from '../../../fixtures/hostile.ts';
import { bucketsIn, fault, scripted } from '../collect/run/scripted.ts';
import { liveInputs } from '../live-inputs.ts';
import { deps, wholeYear } from '../workspace.ts';

let folder: string;
let engine: Engine;
let told: { readonly event: EventName; readonly payload: unknown }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-engine-'));
  told = [];
  const { source } = scripted([bucketsIn('eu-west-1')], (_, __, nth) => fault(nth <= 2 ? 'denied' : 'offline'));
  engine = createEngine({ ...deps(), openSource: async () => source }, (event, payload) =>
    told.push({ event, payload }),
  );
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const engineRoutes = routeNames.filter(
  (route): route is EngineRoute => !mainRoutes.some((own: RouteName) => own === route),
);

async function value<R extends EngineRoute>(route: R, input: EngineInput<R>) {
  const result = await engine.call(route, input);
  if (!result.ok) throw new Error(`${route}: ${result.error.message}`);
  return result.value;
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const refused = async <R extends EngineRoute>(route: R, input: EngineInput<R>) =>
  codeOf(await engine.call(route, input));

const create = (name = 'engagement') =>
  value('engagement.create', {
    path: join(folder, name),
    client: 'Tidewater Payments',
    scope: wholeYear,
    categories: ['security'],
  });

/** Resolves when the running import has ended and its findings are judged. */
async function importEnds(): Promise<void> {
  while (codeOf(await engine.call('engagement.evaluate', {})) === 'conflict')
    await new Promise((go) => setTimeout(go, 5));
}

const whole: EngineInput<'finding.query'> = { tab: 'all', search: '', group: 'check', sort: [], filter: {} };

/** What each route is asked, in an order in which each can answer. Some inputs come from the answers before. */
type Asked = { readonly [R in EngineRoute]: () => EngineInput<R> | Promise<EngineInput<R>> };

const matrix = () => join(folder, 'matrix.xlsx');
const mapping = async () => (await value('matrix.read', { path: matrix() })).mapping;
const differences = async () => (await value('scope.get', {})).differences.filter(({ decision }) => decision === null);
const exceptionId = async () => (await value('exception.list', {})).rows[0]?.exception.id ?? '';
const forms = () => join(folder, 'forms.xlsx');
const system = {
  kind: 'saas',
  name: 'Ticketing',
  identifier: 'tickets.example',
  owner: 'IT lead',
  dataClass: 'internal',
  handlesCustomerData: false,
  stance: 'in',
  reason: '',
  locations: [],
  method: null,
  expected: [],
  userControls: [],
} as const;

const ofMatrix = {
  'matrix.state': () => ({}),
  'matrix.edit': () => ({ edits: [{ kind: 'change', id: 'GOV-01', change: { owner: 'A' } }] }),
  'matrix.undo': () => ({}),
  'matrix.redo': () => ({}),
  'matrix.export': () => ({ path: matrix() }),
  'matrix.read': () => ({ path: matrix() }),
  'matrix.preview': async () => ({ path: matrix(), mapping: await mapping() }),
  'matrix.import': async () => {
    const input = { path: matrix(), mapping: await mapping() };
    return { ...input, token: (await value('matrix.preview', input)).token };
  },
  'criterion.list': () => ({}),
  'criterion.conclude': () => ({ criterion: 'CC6.1', word: 'ready', by: 'Ada Example', reason: 'Walked through.' }),
} satisfies Partial<Asked>;

const ofScope = {
  'scope.get': () => ({}),
  'scope.edit': () => ({ edits: [{ kind: 'put', id: null, system }], reason: 'Found in the invoices.' }),
  'scope.decide': async () => ({
    // The last, so that a region is left to be declared.
    difference: (await differences()).at(-1)?.id ?? '',
    kind: 'accepted',
    reason: 'Known.',
  }),
  'scope.declare': async () => {
    const region = (await differences()).find(({ kind }) => kind === 'undeclared-region');
    return { difference: region?.id ?? '', stance: 'excluded', reason: 'A test left behind.' };
  },
  'scope.confirm': async () => ({
    quarter: (await value('scope.get', {})).quarter,
    reasons: Object.fromEntries((await differences()).map(({ id }) => [id, 'Asked the client.'])),
  }),
} satisfies Partial<Asked>;

const ofExceptions = {
  'exception.raise': async () => {
    const query = { ...whole, tab: 'fail' as const };
    const rows = await value('finding.page', { query, offset: 0, limit: 500 });
    // One that no exception of the sample covers.
    const row = rows.find(({ checkId }) => checkId === 'aws.ebs-volume-encrypted');
    return { origins: [{ kind: 'finding', id: row?.id ?? '' }], detectedOn: '2026-09-20', items: ['Ticket 7'] };
  },
  'exception.list': () => ({}),
  'exception.detail': async () => ({ id: await exceptionId() }),
  'exception.add': async () => ({ id: await exceptionId(), findings: [] }),
  'exception.update': async () => ({
    id: await exceptionId(),
    change: { description: 'Seen in two accounts.', items: ['Ticket 8'] },
  }),
  'exception.type': async () => {
    const id = await exceptionId();
    return { id, response: (await value('exception.detail', { id })).response };
  },
  'exception.keep': async () => ({ id: await exceptionId() }),
  'exception.move': async () => ({ ids: [await exceptionId()], to: 'withdrawn', by: 'Ada Example', reason: 'A test.' }),
  'exception.attach': async () => {
    const path = join(folder, 'ticket.txt');
    writeFileSync(path, 'Closed.');
    return { id: await exceptionId(), paths: [path], source: 'Ticketing' };
  },
  'exception.plan': async () => ({ id: await exceptionId(), actions: [] }),
  'plan.get': () => ({}),
  'exception.exportForms': () => ({ path: forms() }),
  'exception.previewForms': () => ({ paths: [forms()] }),
  'exception.importForms': async () => ({
    paths: [forms()],
    token: (await value('exception.previewForms', { paths: [forms()] })).token,
    choices: {},
  }),
} satisfies Partial<Asked>;

const asked: Asked = {
  'engagement.create': () => ({
    path: join(folder, 'new'),
    client: 'Tidewater',
    scope: wholeYear,
    categories: ['security'],
  }),
  'engagement.open': () => ({ path: join(folder, 'new') }),
  'engagement.openSample': () => ({ path: join(folder, 'sample') }),
  'engagement.summary': () => ({}),
  'engagement.evaluate': () => ({ asOf: '2026-10-01T00:00:00.000Z' }),
  'engagement.update': () => ({ change: { service: 'Payments' } }),
  'engagement.readiness': () => ({}),
  'overview.get': () => ({}),
  'finding.query': () => whole,
  'finding.page': () => ({ query: whole, offset: 0, limit: 500 }),
  'finding.detail': async () => {
    const [row] = await value('finding.page', { query: whole, offset: 0, limit: 1 });
    return { id: row?.id ?? '' };
  },
  'control.list': () => ({}),
  'control.detail': () => ({ id: 'GOV-01' }),
  'control.update': () => ({ id: 'GOV-01', change: { owner: 'Head of Platform' } }),
  ...ofMatrix,
  ...ofScope,
  ...ofExceptions,
  ...liveInputs({ value, runEnds: importEnds, folder: () => folder }),
  'collection.list': () => ({}),
  'collection.detail': () => ({ id: 1 }),
  'collection.importStated': async () => {
    const { snapshots } = await value('collection.detail', { id: 1 });
    return { snapshotId: snapshots[0]?.id ?? '', account: '111122223333', region: 'eu-west-1', readAt: null };
  },
  'coverage.get': async () => {
    await importEnds();
    return {};
  },
  'binder.preview': () => ({}),
  'binder.report': () => ({ paper: 'A4', colour: true }),
  'binder.export': () => ({ path: join(folder, 'binder'), paper: 'A4', colour: true }),
  'log.list': () => ({ limit: 20 }),
  'log.verify': () => ({}),
  'palette.search': () => ({ text: 'bucket' }),
  'engagement.previewRollOver': () => ({}),
  'engagement.rollOver': () => ({ path: join(folder, 'next') }),
  'collection.import': () => ({ paths: [hostile.packageDescription(folder)] }),
  'binder.cancel': () => ({}),
  'engagement.close': () => ({}),
};

/** What is wrong with the answer of a route; empty when it has the shape of the contract. */
async function problemsOf(route: EngineRoute): Promise<readonly unknown[]> {
  try {
    const answer: unknown = await value(route, (await asked[route]()) as never);
    const handle = '00000000-0000-4000-8000-000000000000';
    const whole = route === 'binder.export' ? { ...Object(answer), handle } : answer;
    return contract[route].output.safeParse(whole).error?.issues ?? [];
  } catch (error) {
    return [String(error)];
  }
}

test('every answer over the sample has the shape that the contract gives it', async () => {
  expect(Object.keys(asked).sort()).toEqual(engineRoutes.toSorted());
  await value('engagement.openSample', { path: join(folder, 'sample') });
  const wrong: (readonly [EngineRoute, readonly unknown[]])[] = [];
  for (const route of Object.keys(asked) as EngineRoute[]) wrong.push([route, await problemsOf(route)]);
  expect(wrong.filter(([, problems]) => problems.length > 0)).toEqual([]);
}, 120_000);

test('every event told has the shape that the contract gives it', async () => {
  await create();
  await value('collection.import', { paths: [hostile.packageDescription(folder)] });
  await importEnds();
  await value('control.update', { id: 'GOV-01', change: { owner: 'Head of Platform' } });
  expect(new Set(told.map(({ event }) => event))).toEqual(
    new Set(['import.progress', 'evaluate.progress', 'engagement.changed']),
  );
  for (const { event, payload } of told) {
    expect(events[event].safeParse(payload).error?.issues ?? [], event).toEqual([]);
    expect(events[event].parse(payload)).toEqual(payload);
  }
  const changed = told.flatMap(({ event, payload }) => (event === 'engagement.changed' ? [payload] : []));
  expect(changed).toEqual([{ what: 'collections' }, { what: 'findings' }, { what: 'findings' }, { what: 'controls' }]);
});

test('without an open engagement every route that needs one says so', async () => {
  expect(await refused('engagement.summary', {})).toBe('no-workspace');
  expect(await refused('finding.query', whole)).toBe('no-workspace');
  expect(await refused('collection.import', { paths: [folder] })).toBe('no-workspace');
  expect(await refused('binder.export', { path: folder, paper: 'A4', colour: true })).toBe('no-workspace');
  expect(await refused('collection.cancel', {})).toBe('ok');
  expect(await refused('engagement.close', {})).toBe('ok');
});

test('refusals are values with a code, a sentence and what to do', async () => {
  await create();
  writeFileSync(join(folder, 'text'), 'x');
  const of = { client: 'x', categories: ['security' as const] };
  const refusals: readonly (readonly [string, Promise<Result<unknown>>])[] = [
    ['workspace-missing', engine.call('engagement.open', { path: join(folder, 'nowhere') })],
    ['workspace-missing', engine.call('engagement.open', { path: join(folder, 'text') })],
    ['workspace-exists', engine.call('engagement.create', { ...of, path: folder, scope: wholeYear })],
    [
      'bad-input',
      engine.call('engagement.create', {
        ...of,
        path: join(folder, 'late'),
        scope: { reportType: 2, period: { from: '2026-12-31', to: '2026-01-01' } },
      }),
    ],
  ];
  for (const [code, asked] of refusals) {
    const result = await asked;
    expect(codeOf(result)).toBe(code);
    if (result.ok) continue;
    expect(result.error.message).toMatch(/\.$/);
    expect(result.error.remedy ?? '').not.toBe('');
  }
});

test('ids that are not there are refused as not found, and a binder of nothing judged as bad input', async () => {
  await create();
  expect(await refused('finding.detail', { id: 'gone' })).toBe('not-found');
  expect(await refused('control.detail', { id: 'gone' })).toBe('not-found');
  expect(await refused('control.update', { id: 'gone', change: { owner: 'x' } })).toBe('not-found');
  const edits = [{ kind: 'change' as const, id: 'gone', change: { owner: 'x' } }];
  expect(await refused('matrix.edit', { edits })).toBe('not-found');
  expect(await refused('collection.detail', { id: 9 })).toBe('not-found');
  expect(await refused('binder.export', { path: join(folder, 'b'), paper: 'A4', colour: true })).toBe('bad-input');
  expect(await refused('collection.import', { paths: [] })).toBe('bad-input');
});

test('a route that does not exist, and input of the wrong kind, are refused without a throw', async () => {
  await create();
  expect(codeOf(await engine.call('no.route' as never, {} as never))).toBe('internal');
  for (const route of engineRoutes.filter((it) => !it.startsWith('engagement.')))
    for (const input of [undefined, null, 7, 'text', [], { id: {} }])
      expect(['ok', ...errorCodes], route).toContain(codeOf(await engine.call(route, input as never)));
});

test('one long job at a time: a second import, an export and a judging are refused as a conflict', async () => {
  await create();
  hostile.manyRows(folder, 3_000);
  await value('collection.import', { paths: [join(folder, 'many-rows.json')] });
  expect(await refused('collection.import', { paths: [join(folder, 'many-rows.json')] })).toBe('conflict');
  expect(await refused('engagement.evaluate', {})).toBe('conflict');
  expect(await refused('binder.export', { path: join(folder, 'b'), paper: 'A4', colour: true })).toBe('conflict');
  expect(await refused('finding.query', whole)).toBe('ok');
  await importEnds();
  expect(await value('collection.list', {})).toMatchObject([{ state: 'done' }]);
  expect(await refused('collection.import', { paths: [hostile.webPage(folder)] })).toBe('ok');
});

test('cancelling ends the import and what was finished is judged', async () => {
  await create();
  writeFileSync(join(folder, 'a.json'), hostile.goodSnapshot());
  const big = hostile.manyRows(folder, 30_000);
  await value('collection.import', { paths: [join(folder, 'a.json'), big] });
  while (!told.some(({ payload }) => JSON.stringify(payload).includes('"filesDone":1')))
    await new Promise((go) => setTimeout(go, 1));
  await value('collection.cancel', {});
  await importEnds();
  expect(await value('collection.list', {})).toMatchObject([
    { state: 'cancelled', tasks: [{ state: 'done' }, { state: 'cancelled' }] },
  ]);
  expect((await value('engagement.summary', {})).counts).toMatchObject({ resources: 1 });
  expect((await value('finding.query', whole)).total).toBeGreaterThan(0);
});

test('closing aborts a running import and leaves nothing of the file being read', async () => {
  await create();
  const big = hostile.manyRows(folder, 30_000);
  await value('collection.import', { paths: [big] });
  await engine.close();
  const workspace = openWorkspace(join(folder, 'engagement'));
  expect(workspace.resources.count()).toBe(0);
  expect(workspace.collections.all()).toMatchObject([{ state: 'cancelled', tasks: [{ state: 'cancelled' }] }]);
  workspace.close();
});

test('opening another engagement closes the first, which can then be opened elsewhere', async () => {
  await create('one');
  await create('two');
  const first = openWorkspace(join(folder, 'one'));
  expect(await refused('engagement.open', { path: join(folder, 'one') })).toBe('workspace-locked');
  first.close();
  expect((await value('engagement.open', { path: join(folder, 'one') })).counts.controls).toBe(70);
});

test('a folder that cannot be opened leaves the engagement before it open', async () => {
  await create();
  expect(await refused('engagement.open', { path: join(folder, 'nowhere') })).toBe('workspace-missing');
  expect((await value('engagement.summary', {})).engagement.client).toBe('Tidewater Payments');
});

test('two openings at once happen one after the other', async () => {
  await create('one');
  await create('two');
  const both = ['one', 'two'].map((name) => engine.call('engagement.open', { path: join(folder, name) }));
  expect((await Promise.all(both)).map(codeOf)).toEqual(['ok', 'ok']);
  openWorkspace(join(folder, 'one')).close();
});
