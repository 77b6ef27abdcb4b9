import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engagement as shape } from '@shared/contract/shapes.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const client = ['--client', 'Tidewater Payments'];
const year = [...client, '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];
const lines = z.array(z.string()).min(1);
const output = z.strictObject({ workspace: z.string(), engagement: shape, kept: lines, reset: lines, review: lines });

async function made(...argv: readonly string[]): Promise<string> {
  const workspace = join(temporaryFolder(), 'engagement');
  expect(await fieldwork('init', workspace, ...argv)).toMatchObject({ code: 0, err: '' });
  return workspace;
}

test('help names the command and the options of init', async () => {
  const { out } = await fieldwork('help');
  expect(out).toContain('\n  rollover <workspace> <new>');
  expect(out).toContain('[--service NAME] [--time-zone ZONE]');
});

test('init takes the service and the time zone of the client', async () => {
  const workspace = join(temporaryFolder(), 'engagement');
  const zone = ['--service', 'Card processing', '--time-zone', 'America/Los_Angeles', '--json'];
  const { code, out } = await fieldwork('init', workspace, ...year, ...zone);
  expect(code).toBe(0);
  expect(JSON.parse(out).engagement).toMatchObject({ service: 'Card processing', timeZone: 'America/Los_Angeles' });
});

test('init refuses a zone that is not known and a period over 18 months, and makes nothing', async () => {
  const workspace = join(temporaryFolder(), 'engagement');
  const zone = await fieldwork('init', workspace, ...year, '--time-zone', 'Mars/Olympus');
  expect(zone).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('The time zone Mars/Olympus is not known'),
  });
  const long = await fieldwork('init', workspace, ...year.slice(0, -1), '2027-12-31');
  expect(long).toMatchObject({ code: 1, out: '', err: expect.stringContaining('730 days, more than 18 months') });
  expect(existsSync(workspace)).toBe(false);
});

test('rollover makes next year and says what was kept, reset and is to be reviewed', async () => {
  const workspace = await made(...year);
  const next = join(temporaryFolder(), '2027');
  const { code, out, err } = await fieldwork('rollover', workspace, next);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain(`Made ${next} for Tidewater Payments, SOC 2 Type II, 2027-01-01 to 2027-12-31.`);
  for (const title of ['Kept', 'Reset', 'To review']) expect(out).toMatch(new RegExp(`\n${title}\n {2}[A-Z0-9]`));
  expect(await fieldwork('verify', next)).toMatchObject({ code: 0 });
  expect(await fieldwork('verify', workspace)).toMatchObject({ code: 0 });
});

test('rollover prints its outcome as one JSON object', async () => {
  const workspace = await made(...year);
  const next = join(temporaryFolder(), '2027');
  const { out } = await fieldwork('rollover', workspace, next, '--json');
  const told = output.parse(JSON.parse(out));
  expect(told.workspace).toBe(next);
  expect(told.engagement.scope).toEqual({ reportType: 2, period: { from: '2027-01-01', to: '2027-12-31' } });
});

test('a period or a date may be given, and changes the type of the report', async () => {
  const workspace = await made(...client, '--type', '1', '--as-of', '2026-11-30');
  const two = join(temporaryFolder(), 'two');
  expect(await fieldwork('rollover', workspace, two, '--from', '2026-12-01', '--to', '2027-05-31')).toMatchObject({
    code: 0,
    out: expect.stringContaining('SOC 2 Type II, 2026-12-01 to 2027-05-31'),
  });
  const one = join(temporaryFolder(), 'one');
  expect(await fieldwork('rollover', two, one, '--as-of', '2027-06-30')).toMatchObject({
    code: 0,
    out: expect.stringContaining('SOC 2 Type I, as of 2027-06-30'),
  });
});

test('wrong use of rollover is told before anything is made', async () => {
  const workspace = await made(...year);
  const next = join(temporaryFolder(), '2027');
  const wrong = [
    [['rollover'], 'Name the workspace.'],
    [['rollover', workspace], 'Name the folder of the new engagement.'],
    [['rollover', workspace, next, '--from', '2027-01-01'], '--to is missing.'],
    [['rollover', workspace, next, '--to', '2027-01-01'], '--from is missing.'],
    [['rollover', workspace, next, '--as-of', '2027-02-30'], '--as-of must be a calendar day'],
    [
      ['rollover', workspace, next, '--as-of', '2027-01-01', '--to', '2027-02-01'],
      'Give either --from and --to, or --as-of.',
    ],
  ] as const;
  for (const [argv, message] of wrong) {
    const { code, err } = await fieldwork(...argv);
    expect([code, err.split('\n')[0]]).toEqual([2, expect.stringContaining(message)]);
  }
  expect(existsSync(next)).toBe(false);
});

test('a folder that is taken, one inside the old one, and dates that cross are refused in one line', async () => {
  const workspace = await made(...year);
  const taken = join(temporaryFolder(), 'taken');
  mkdirSync(taken);
  writeFileSync(join(taken, 'letter.txt'), 'mine');
  const refused = [
    [[taken], 'is not empty (letter.txt). Nothing was changed.'],
    [[join(workspace, '2027')], 'lies inside the folder of the engagement that is rolled over'],
    [[join(workspace, '..', 'x'), '--from', '2027-02-01', '--to', '2027-01-01'], 'The period ends on 2027-01-01'],
  ] as const;
  for (const [argv, message] of refused) {
    const { code, out, err } = await fieldwork('rollover', workspace, ...argv);
    expect([code, out]).toEqual([1, '']);
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(message)]);
  }
  const open = openWorkspace(workspace);
  expect(open.log.head().entries).toBe(1);
  open.close();
});
