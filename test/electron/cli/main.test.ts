import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { resourceRef } from '@shared/contract/shapes.ts';
import { severities } from '@shared/domain/check.ts';
import { verdictStatuses } from '@shared/domain/verdict.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import * as hostile from '../../fixtures/hostile.ts';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork, type Ran } from './run.ts';

const shapes = resolve(import.meta.dirname, '../../fixtures/aws');
const snapshot = join(shapes, 'config-snapshot.json');
const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];

const lines = (text: string) => text.trimEnd().split('\n');

async function made(): Promise<string> {
  const workspace = join(temporaryFolder(), 'engagement');
  expect((await fieldwork('init', workspace, ...year)).code).toBe(0);
  return workspace;
}

async function judged(...files: readonly string[]): Promise<string> {
  const workspace = await made();
  expect((await fieldwork('import', workspace, ...files)).code).toBe(0);
  return workspace;
}

test('help is printed on request, to standard output', async () => {
  for (const argv of [['--help'], ['help'], ['init', '--help']]) {
    const { code, out, err } = await fieldwork(...argv);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: fieldwork <command>/);
    for (const command of ['init', 'import', 'evaluate', 'findings', 'criteria', 'export', 'verify', 'demo'])
      expect(out).toContain(`\n  ${command} `);
  }
});

const folder = join('never-made', 'engagement');

test.each([
  [[], 'No command was given.'],
  [['fly'], 'There is no command fly.'],
  [['toString'], 'There is no command toString.'],
  [['init'], 'Name the workspace to make.'],
  [['init', folder], '--client is missing.'],
  [['init', folder, '--client', 'T'], '--type is missing.'],
  [['init', folder, '--client', 'T', '--type', '3'], '--type must be 1 or 2, not 3.'],
  [['init', folder, '--client', 'T', '--type', '1'], '--as-of is missing.'],
  [['init', folder, '--client', 'T', '--type', '1', '--as-of', '2026-02-30'], '--as-of must be a calendar day'],
  [['init', folder, ...year, '--category', 'speed'], '--category must be one of security, availability'],
  [['import'], 'Name the workspace.'],
  [['evaluate'], 'Name the workspace.'],
  [['findings'], 'Name the workspace.'],
  [['verify'], 'Name the workspace or the binder folder.'],
  [['findings', folder, '--colour'], "Unknown option '--colour'"],
])('%j is wrong use: exit code 2, one line and the usage', async (argv, message) => {
  const { code, out, err } = await fieldwork(...argv);
  expect([code, out]).toEqual([2, '']);
  expect(lines(err)[0]).toContain(message);
  expect(lines(err)[2]).toMatch(/^Usage: /);
  expect(existsSync(folder)).toBe(false);
});

test('wrong use of a workspace that is there is told too', async () => {
  const workspace = await made();
  const wrong = [
    [['import', workspace], 'Name the files or folders to import.'],
    [['import', workspace, snapshot, '--account', '111122223333'], 'Give account and region together.'],
    [['evaluate', workspace, '--as-of', 'yesterday'], '--as-of must be an instant'],
    [['findings', workspace, '--verdict', 'bad'], '--verdict must be one of pass, fail, not-applicable, unknown'],
    [['findings', workspace, '--check', 'aws.none'], '--check must be one of aws.'],
    [['export', workspace], '--out is missing.'],
    [['export', workspace, '--out', join(workspace, 'b'), '--paper', 'A3'], '--paper must be one of A4, LETTER'],
  ] as const;
  for (const [argv, message] of wrong) {
    const { code, err } = await fieldwork(...argv);
    expect([code, lines(err)[0]]).toEqual([2, expect.stringContaining(message)]);
  }
});

const isRefused = ({ code, out, err }: Ran, message: string) => {
  expect([code, out]).toEqual([1, '']);
  expect(lines(err)).toEqual([expect.stringContaining(message)]);
};

test('a refusal is exit code 1 and one clear line', async () => {
  const workspace = await made();
  isRefused(await fieldwork('init', workspace, ...year), `${workspace} is not empty (`);
  isRefused(await fieldwork('evaluate', join(workspace, 'nowhere')), 'There is no folder');
  isRefused(await fieldwork('evaluate', snapshot), 'There is no folder');
  isRefused(await fieldwork('init', snapshot, ...year), `${snapshot} is a file. Nothing was changed.`);
  isRefused(await fieldwork('findings', temporaryFolder()), 'There is no engagement at');
  isRefused(await fieldwork('export', workspace, '--out', join(workspace, 'b')), 'Nothing has been judged yet');
  isRefused(
    await fieldwork('init', join(workspace, 'x'), ...year.slice(0, -1), '2025-12-31'),
    'The period ends on 2025-12-31',
  );
  isRefused(await fieldwork('import', workspace, temporaryFolder()), 'There is no file in what was chosen.');
});

test('a workspace that is open elsewhere is refused', async () => {
  const workspace = await made();
  const held = openWorkspace(workspace);
  isRefused(await fieldwork('findings', workspace), 'is open in another window or command.');
  held.close();
});

test('init makes an engagement of either type, with security always in scope', async () => {
  const parent = temporaryFolder();
  const two = await fieldwork('init', join(parent, 'two'), ...year, '--category', 'availability', '--json');
  expect(JSON.parse(two.out)).toMatchObject({
    workspace: join(parent, 'two'),
    engagement: {
      client: 'Tidewater Payments',
      scope: { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } },
      categories: ['security', 'availability'],
    },
  });
  const one = await fieldwork('init', join(parent, 'one'), '--client', 'T', '--type', '1', '--as-of', '2026-06-30');
  expect(one.out).toBe(`Made ${join(parent, 'one')} for T, SOC 2 Type I, as of 2026-06-30.\n`);
});

test('import says what came in, and judges it at once', async () => {
  const workspace = await made();
  const { code, out, err } = await fieldwork('import', workspace, snapshot);
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe('Import 1: 1 of 1 file read, 5 items.\n');
  expect(lines((await fieldwork('findings', workspace)).out).length).toBeGreaterThan(40);
});

test('import of good and bad files keeps the good ones, names the bad ones and ends with 1', async () => {
  const workspace = await made();
  const mixed = temporaryFolder();
  hostile.mixedFolder(mixed);
  const { code, out, err } = await fieldwork('import', workspace, mixed, '--json');
  expect(code).toBe(1);
  const printed = z
    .object({ collection: z.object({ state: z.string() }), snapshots: z.array(z.object({ fileName: z.string() })) })
    .parse(JSON.parse(out));
  expect(printed.collection.state).toBe('partial');
  expect(printed.snapshots).toHaveLength(3);
  expect(lines(err)).toHaveLength(3);
  for (const name of ['truncated.json.gz', 'package.json', 'snapshot.json']) expect(err).toContain(`${name}: `);
});

test('a place stated on the command line makes an empty recorder answer a fact', async () => {
  const workspace = await made();
  const answer = join(shapes, 'describe-configuration-recorders-none.json');
  await fieldwork('import', workspace, answer, '--account', '111122223333', '--region', 'eu-west-1');
  const { out } = await fieldwork('findings', workspace, '--check', 'aws.config-recorder-complete', '--json');
  expect(JSON.parse(out)).toMatchObject([{ verdict: 'fail', resource: { id: '111122223333/eu-west-1' } }]);
});

const row = z.strictObject({
  id: z.string(),
  checkId: z.string().startsWith('aws.'),
  verdict: z.enum(verdictStatuses),
  resource: resourceRef.strict(),
  because: z.string().regex(/\.$/),
  path: z.string().nullable(),
  value: z.string().nullable(),
  criteria: z.array(z.string()).min(1),
  controls: z.array(z.string()),
  severity: z.enum(severities),
  snapshot: z.string().nullable(),
  capturedAt: z.iso.datetime().nullable(),
  state: z.enum([...verdictStatuses, 'lapsed']),
  lapses: z.array(z.object({ from: z.string(), to: z.string().nullable() })),
  itemSha256: z.string().nullable(),
});

test('findings as JSON have one shape, failing first', async () => {
  const workspace = await judged(join(shapes, 'encodings'));
  const { code, out, err } = await fieldwork('findings', workspace, '--json');
  expect([code, err]).toEqual([0, '']);
  const rows = z.array(row).parse(JSON.parse(out));
  expect(rows[0]?.verdict).toBe('fail');
  expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(verdictStatuses));
  expect(
    rows.find(({ checkId, verdict }) => checkId.endsWith('admin-ports-closed') && verdict === 'fail'),
  ).toMatchObject({
    resource: { account: '111122223333', region: 'eu-west-1', type: 'AWS::EC2::SecurityGroup' },
    path: 'configuration.ipPermissions[1].ipv4Ranges[0].cidrIp',
    value: '"0.0.0.0/0"',
    snapshot: expect.stringMatching(/^1\.\d+$/),
  });
});

test('findings are narrowed by verdict and by check, and none is said in words', async () => {
  const workspace = await judged(snapshot);
  const failing = z
    .array(row)
    .parse(JSON.parse((await fieldwork('findings', workspace, '--verdict', 'fail', '--json')).out));
  expect(failing.every(({ verdict }) => verdict === 'fail')).toBe(true);
  const { code, out } = await fieldwork(
    'findings',
    workspace,
    '--check',
    'aws.s3-bucket-tls-only',
    '--verdict',
    'unknown',
  );
  expect([code, out]).toEqual([0, 'No finding matches.\n']);
});

test('evaluate judges as of the instant given', async () => {
  const workspace = await judged(snapshot);
  const { code, out } = await fieldwork('evaluate', workspace, '--as-of', '2026-05-05', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ asOf: '2026-05-05T00:00:00.000Z' });
  expect((await fieldwork('evaluate', workspace, '--as-of', '2026-05-05')).out).toMatch(
    /^Judged as of 2026-05-05T00:00:00\.000Z: \d+ fail, \d+ lapsed, \d+ unknown, \d+ pass, \d+ not applicable\.\n$/,
  );
});

test('evaluate before the first capture knows nothing', async () => {
  const workspace = await judged(snapshot);
  const { out } = await fieldwork('evaluate', workspace, '--as-of', '2026-01-05', '--json');
  expect(JSON.parse(out)).toMatchObject({ counts: { findings: { fail: 0, lapsed: 0, pass: 0, 'not-applicable': 0 } } });
});

test('a folder that only looks like a workspace is refused and left as it is', async () => {
  const stranger = temporaryFolder();
  mkdirSync(join(stranger, 'objects'));
  writeFileSync(join(stranger, 'engagement.db'), 'SQLite format 3\0'.padEnd(4096, '\0'));
  isRefused(await fieldwork('verify', stranger), 'belongs to another program.');
});
