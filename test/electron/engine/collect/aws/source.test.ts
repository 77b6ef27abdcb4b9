import { createHash } from 'node:crypto';
import type { RunOptions } from '@shared/domain/collection.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { requiredTypes } from '../../../../../electron/engine/checks/required-types.ts';
import { actionsOf } from '../../../../../electron/engine/collect/aws/actions.ts';
import type { Purpose } from '../../../../../electron/engine/collect/aws/operations.ts';
import { countedTypes } from '../../../../../electron/engine/collect/aws/types.ts';
import { lambdaSecret, productionAccount, sampleAccounts, stagingAccount } from '../../../../loopback/aws/sample.ts';
import type { LoopbackAws } from '../../../../loopback/aws/server.ts';
import type { LoopbackItem, LoopbackRegion } from '../../../../loopback/aws/world.ts';
import { connectTo, optionsWith, readAll, readTask, startSample, taskNamed, textOf } from './live.fixture.ts';

let aws: LoopbackAws;
afterEach(() => aws.close());
const start = async (change: Parameters<typeof startSample>[0] = {}): Promise<void> => {
  aws = await startSample(change);
};
const region = (change: Partial<LoopbackRegion>) => ({
  accounts: { [productionAccount]: { regions: { 'eu-central-1': { items: [], ...change } } } },
});
const many = (count: number, type = 'AWS::SQS::Queue'): readonly LoopbackItem[] =>
  Array.from({ length: count }, (_, place) => ({
    type,
    id: `id-${place}`,
    capturedAt: '2026-02-20T10:00:00Z',
    configuration: { place },
  }));
const actions = (): readonly string[] => aws.requests.map(({ action }) => action);

describe('one region', () => {
  test('is read from the recorder to the results of its rules, each task with its permission', async () => {
    await start();
    const source = await connectTo(aws);
    const read = await readAll(source, optionsWith());
    expect(read.filter(({ error }) => error !== null)).toEqual([]);
    expect(read.map(({ task }) => task.operation)).toEqual([
      ...['recorders', 'recorder-status', 'recorder-list', 'delivery-channels', 'delivery-channel-status', 'retention'],
      ...['resource-counts', 'items', 'config-rules', 'rule-evaluation-status', 'rule-compliance', 'conformance-packs'],
      ...[
        'items',
        'items',
        'listed-items',
        'items',
        'items',
        'rule-details',
        'rule-details',
        'pack-compliance',
        'pack-details',
      ],
    ]);
    for (const { task } of read) {
      expect(task.permission).toMatch(/^config:(Get|List|Describe|BatchGet|Select)[A-Za-z]+$/);
      expect(task.bucket).toBe(`${productionAccount} eu-central-1`);
    }
    expect(new Set(read.map(({ task }) => task.key)).size).toBe(read.length);
  });

  test('gives the bytes of an answer as they came, their hash and how they were asked for', async () => {
    await start();
    const read = await readAll(await connectTo(aws), optionsWith());
    const { pages } = taskNamed(read, 'Items of AWS::S3::Bucket');
    const [page] = pages;
    if (page === undefined) throw new Error('no page');
    expect(createHash('sha256').update(page.bytes).digest('hex')).toBe(page.rawSha256);
    expect(page.rawBytes).toBe(page.bytes.length);
    expect(JSON.parse(textOf(page)).Results.length).toBe(2);
    expect(page.request).toEqual({
      operation: 'config:SelectResourceConfig',
      parameters: {
        Expression: expect.stringMatching(
          /^SELECT accountId.*, configuration, supplementaryConfiguration WHERE resourceType = 'AWS::S3::Bucket'$/,
        ),
        Limit: 100,
      },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sentAt: expect.any(String),
      answeredAt: expect.any(String),
      serverDate: expect.stringMatching(/^20.*\.000Z$/),
    });
  });

  test('keeps no secret of an item, and says how many were replaced', async () => {
    await start();
    const read = await readAll(await connectTo(aws), optionsWith());
    const { pages } = taskNamed(read, 'Items of AWS::Lambda::Function');
    expect(pages.reduce((sum, { redactions }) => sum + redactions, 0)).toBe(2);
    for (const { pages: all } of read) for (const page of all) expect(textOf(page)).not.toContain(lambdaSecret);
    expect(
      createHash('sha256')
        .update(pages[0]?.bytes ?? '')
        .digest('hex'),
    ).not.toBe(pages[0]?.rawSha256);
  });

  test('never asks for a type that the counts do not name, and the counts stand for those', async () => {
    await start();
    const read = await readAll(await connectTo(aws), optionsWith());
    const { task } = taskNamed(read, 'Resource counts');
    expect(task.types).toBe(countedTypes);
    expect(requiredTypes.filter((type) => !countedTypes.includes(type))).toEqual([]);
    expect(read.some(({ task: it }) => it.label.includes('AWS::RDS::DBInstance'))).toBe(false);
    expect(taskNamed(read, 'Items of AWS::S3::Bucket').task.types).toEqual(['AWS::S3::Bucket']);
  });

  test('where a task comes from does not matter: it can be read by another session alone', async () => {
    await start();
    const read = await readAll(await connectTo(aws), optionsWith());
    const other = await connectTo(aws);
    for (const { task, pages } of read) {
      const again = await readTask(other, JSON.parse(JSON.stringify(task)));
      expect(again.pages.map(({ rawSha256 }) => rawSha256)).toEqual(pages.map(({ rawSha256 }) => rawSha256));
    }
  });
});

describe('items of a type', () => {
  test('come in pages of a hundred, the calls told beforehand', async () => {
    await start(region({ items: many(250) }));
    const read = await readAll(await connectTo(aws), optionsWith());
    const { task, pages } = taskNamed(read, 'Items of AWS::SQS::Queue');
    expect(task.expectedCalls).toBe(3);
    expect(pages.map((page) => JSON.parse(textOf(page)).Results.length)).toEqual([100, 100, 50]);
    expect(pages.map(({ cursor }) => cursor === null)).toEqual([false, false, true]);
  });

  test('are asked for without tags where they cannot be selected, on every page', async () => {
    await start(region({ items: many(150), refusesWholeObjects: true }));
    const { pages } = taskNamed(await readAll(await connectTo(aws), optionsWith()), 'Items of AWS::SQS::Queue');
    expect(pages.map((page) => JSON.parse(textOf(page)).Results.length)).toEqual([100, 50]);
    expect(textOf(pages[1])).not.toContain('relationships');
  });

  test.each(['unsearchable', 'silent'] as const)('that is %s are listed and fetched by name', async (kind) => {
    await start(region({ items: many(150), [kind]: ['AWS::SQS::Queue'] }));
    const { pages, error } = taskNamed(await readAll(await connectTo(aws), optionsWith()), 'Items of AWS::SQS::Queue');
    expect(error).toBeNull();
    expect(pages.map((page) => JSON.parse(textOf(page)).baseConfigurationItems.length)).toEqual([100, 50]);
    expect(pages[0]?.request.operation).toBe('config:BatchGetResourceConfig');
  });

  test('that were deleted between list and get are said to be missing', async () => {
    await start({ ...region({ items: many(3), unsearchable: ['AWS::SQS::Queue'] }), faults: [{ kind: 'deleted' }] });
    const { pages } = taskNamed(await readAll(await connectTo(aws), optionsWith()), 'Items of AWS::SQS::Queue');
    expect(pages[0]?.notes).toEqual([
      '1 of 3 listed AWS::SQS::Queue had no item when it was asked for: deleted meanwhile, or not recorded.',
    ]);
  });

  test('with hostile names stay what they are, and nothing of them reaches a query', async () => {
    const ids = ["x' OR '1'='1", '../../etc/passwd', '<script>', '"},{"', '\u202egnp.exe', 'a'.repeat(1000)];
    const items = ids.map((id) => ({
      type: 'AWS::SQS::Queue',
      id,
      name: id,
      capturedAt: '2026-02-20T10:00:00Z',
      configuration: { id },
    }));
    const odd = {
      type: "AWS::X::Y' OR resourceType = 'AWS::KMS::Key",
      id: 'odd',
      capturedAt: '2026-02-20T10:00:00Z',
      configuration: {},
    };
    await start(region({ items: [...items, odd] }));
    const read = await readAll(
      await connectTo(aws),
      optionsWith({ history: { depth: 'types', types: ['AWS::SQS::Queue'] } }),
    );
    const rows: string[] = JSON.parse(textOf(taskNamed(read, 'Items of AWS::SQS::Queue').pages[0])).Results;
    expect(rows.map((row) => JSON.parse(row).resourceId)).toEqual(ids);
    expect(read.filter(({ task }) => task.operation === 'history').map(({ error }) => error)).toEqual(
      ids.map(() => null),
    );
    const queries = aws.requests
      .filter(({ action }) => action === 'SelectResourceConfig')
      .map(({ body }) => String(JSON.parse(body).Expression));
    expect(queries.filter((query) => (query.match(/'/g) ?? []).length !== 2)).toEqual([]);
  });
});

describe('regions that say little', () => {
  test('one without a recorder answers with nothing, which is evidence of its own', async () => {
    await start();
    const read = await readAll(await connectTo(aws), optionsWith({ regions: ['eu-west-3'] }));
    expect(textOf(taskNamed(read, 'Recorder').pages[0])).toBe('{"ConfigurationRecorders":[]}');
    expect(read.filter(({ error }) => error !== null)).toEqual([]);
  });

  test('regions that are not on the list are refused before anything is asked', async () => {
    await start();
    const source = await connectTo(aws);
    expect(() => source.plan(optionsWith({ regions: ['eu-central-9'] }))).toThrow('eu-central-9 is no region of AWS.');
  });

  test('no region named means those every account has, of the same partition', async () => {
    await start();
    const regions = new Set((await connectTo(aws)).plan(optionsWith({ regions: [] })).map((task) => task.region));
    expect(regions.size).toBe(17);
    expect(regions.has('ap-east-1') || regions.has('cn-north-1')).toBe(false);
  });
});

describe('history', () => {
  const period = { from: '2025-12-01', to: '2026-03-01' };

  test('of chosen types goes back to the state in force on the first day, over empty pages', async () => {
    await start();
    const source = await connectTo(aws, {}, { period, clock: () => '2026-03-05T00:00:00.000Z' });
    const read = await readAll(source, optionsWith({ history: { depth: 'types', types: ['AWS::S3::Bucket'] } }));
    const histories = read.filter(({ task }) => task.operation === 'history');
    expect(histories.map(({ task }) => task.label)).toEqual([
      'History of AWS::S3::Bucket larkspur-ledger',
      'History of AWS::S3::Bucket larkspur-uploads',
    ]);
    const { pages } = taskNamed(read, 'History of AWS::S3::Bucket larkspur-uploads');
    const counts = pages.map((page) => JSON.parse(textOf(page)).configurationItems.length);
    expect(counts[0]).toBe(1);
    expect(counts.at(-1)).toBe(1);
    expect(counts.slice(1, -1).every((count) => count === 0)).toBe(true);
    expect(counts.length).toBeGreaterThan(10);
    expect(
      aws.requests
        .filter(({ action }) => action === 'ListDiscoveredResources')
        .some(({ body }) => body.includes('"includeDeletedResources":true')),
    ).toBe(true);
  });

  test('includes what was deleted in the meantime', async () => {
    const gone: LoopbackItem = {
      type: 'AWS::SQS::Queue',
      id: 'gone',
      capturedAt: '2025-12-20T00:00:00Z',
      deletedAt: '2026-01-10T00:00:00Z',
      configuration: {},
    };
    await start(region({ items: [...many(1), gone] }));
    const source = await connectTo(aws, {}, { period, clock: () => '2026-03-05T00:00:00.000Z' });
    const read = await readAll(source, optionsWith({ history: { depth: 'types', types: ['AWS::SQS::Queue'] } }));
    const { pages, error } = taskNamed(read, 'History of AWS::SQS::Queue gone');
    expect(error).toBeNull();
    expect(pages.map(textOf).join('')).toContain('ResourceDeleted');
  });

  test('of a sample says how many and how they were chosen', async () => {
    const items = many(5).map((item, place) => ({ ...item, capturedAt: `2026-02-0${place + 1}T00:00:00Z` }));
    await start(region({ items }));
    const read = await readAll(await connectTo(aws), optionsWith({ history: { depth: 'sampled' } }));
    expect(read.filter(({ task }) => task.operation === 'history').map(({ task }) => task.label)).toEqual(
      ['id-4', 'id-3', 'id-2'].map(
        (id) => `History of AWS::SQS::Queue ${id} (sample: the 3 changed last of the first 5 listed)`,
      ),
    );
  });
});

test('an aggregator is read in its own region, with the sources it lost', async () => {
  await start();
  const source = await connectTo(aws);
  const aggregator = { name: 'organisation', region: 'eu-central-1' };
  const read = await readAll(source, optionsWith({ aggregator }));
  expect(read.filter(({ error }) => error !== null)).toEqual([]);
  const rows = taskNamed(read, 'Items of AWS::S3::Bucket (aggregator)').pages.flatMap(
    (page) => JSON.parse(textOf(page)).Results,
  );
  expect(new Set(rows.map((row) => JSON.parse(String(row)).accountId))).toEqual(
    new Set([productionAccount, stagingAccount]),
  );
  expect(textOf(taskNamed(read, 'Sources of aggregator organisation').pages[0])).toContain('LastUpdateStatus');
  const targets = taskNamed(read, 'Items of AWS::ElasticLoadBalancingV2::TargetGroup (aggregator)').pages;
  expect(targets.map((page) => JSON.parse(textOf(page)).BaseConfigurationItems.length)).toEqual([1]);
  expect(actions().filter((action) => action === 'GetAggregateComplianceDetailsByConfigRule').length).toBe(2);
  const wrong = await readAll(source, optionsWith({ aggregator: { name: 'other', region: 'eu-central-1' } }));
  expect(String(taskNamed(wrong, 'Sources of aggregator other').error)).toContain(
    'usually the delegated administrator',
  );
  expect(Object.keys(sampleAccounts).length).toBe(2);
});

describe('the dry run', () => {
  const never = new AbortController().signal;

  test('tries every task of the plan with the smallest call and keeps nothing', async () => {
    await start({ ...region({ items: many(3), unsearchable: ['AWS::Config::ConfigurationRecorder'] }) });
    const source = await connectTo(aws);
    for (const task of source.plan(optionsWith())) await source.probe(task, never);
    const limits = aws.requests
      .flatMap(({ body }) => (body.startsWith('{') ? Object.entries(JSON.parse(body)) : []))
      .filter(([key]) => /limit|max/i.test(key));
    expect(limits.length).toBeGreaterThan(3);
    expect(limits.filter(([, value]) => value !== 1)).toEqual([]);
  });

  const tried: readonly (readonly [string, RunOptions, readonly Purpose[]])[] = [
    ['a run', optionsWith({ history: { depth: 'sampled' } }), ['recorded-state', 'rule-results']],
    ['an aggregator', optionsWith({ aggregator: { name: 'organisation', region: 'eu-central-1' } }), ['aggregator']],
  ];
  test.each(tried)(
    'of %s names each permission that is missing, also of calls that only answers lead to',
    async (_, options, purposes) => {
      await start({ faults: [] });
      const source = await connectTo(aws);
      aws.setFaults([{ kind: 'denied' }]);
      const refused = new Set<string>();
      for (const task of [...source.plan(options), ...(source.trials?.(options) ?? [])])
        await source.probe(task, never).catch(() => refused.add(task.permission));
      const listing = ['config:BatchGetAggregateResourceConfig', 'config:ListAggregateDiscoveredResources'];
      const wanted = purposes.flatMap((purpose) => actionsOf(purpose)).filter((action) => !listing.includes(action));
      expect([...refused].sort()).toEqual([...new Set(wanted)].sort());
    },
  );

  test('takes what was made up for no fault of the client, and a run never reads it', async () => {
    await start();
    const source = await connectTo(aws);
    const trials = source.trials?.(optionsWith({ history: { depth: 'sampled' } })) ?? [];
    expect(trials.length).toBe(6);
    for (const task of trials) await source.probe(task, never);
    const keys = new Set(
      (await readAll(source, optionsWith({ history: { depth: 'sampled' } }))).map(({ task }) => task.key),
    );
    expect(trials.filter(({ key }) => keys.has(key))).toEqual([]);
  });
});
