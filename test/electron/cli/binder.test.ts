import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { summary } from '@shared/contract/views.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const snapshot = resolve(import.meta.dirname, '../../fixtures/aws/config-snapshot.json');

async function judged(): Promise<string> {
  const workspace = join(temporaryFolder(), 'engagement');
  await fieldwork('init', workspace, '--client', 'Tidewater', '--type', '1', '--as-of', '2026-06-30');
  await fieldwork('import', workspace, snapshot);
  return workspace;
}

const receipt = z.object({
  number: z.number(),
  files: z.number(),
  bytes: z.number(),
  fingerprint: z.string(),
  head: z.string(),
  folder: z.string(),
});

test('a binder is written whole, and its own sums hold without the program', async () => {
  const workspace = await judged();
  const out = join(temporaryFolder(), 'binder');
  const ran = await fieldwork('export', workspace, '--out', out, '--json');
  expect([ran.code, ran.err]).toEqual([0, '']);
  const written = receipt.parse(JSON.parse(ran.out));
  const names = readdirSync(written.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(names).toHaveLength(written.files);
  expect(execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: written.folder, encoding: 'utf8' })).toBe(
    '',
  );
  expect(execFileSync('sha256sum', ['SHA256SUMS'], { cwd: written.folder, encoding: 'utf8' })).toContain(
    written.fingerprint,
  );
  expect((await fieldwork('verify', written.folder)).out).toMatch(
    /^Binder: \d+ files and \d+ log entries checked; all are as written\.\n$/,
  );
}, 60_000);

test('a binder with one byte changed is refused by the name of the file', async () => {
  const workspace = await judged();
  const out = join(temporaryFolder(), 'binder');
  const { folder } = receipt.parse(JSON.parse((await fieldwork('export', workspace, '--out', out, '--json')).out));
  const report = join(folder, 'findings.json');
  chmodSync(report, 0o600);
  appendFileSync(report, ' ');
  const ran = await fieldwork('verify', folder);
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('findings.json was altered.');
  const json = await fieldwork('verify', folder, '--json');
  expect(JSON.parse(json.out)).toMatchObject({ isIntact: false });
}, 60_000);

test('verify finds a workspace whole, and one whose stored bytes were altered or are gone not', async () => {
  const workspace = await judged();
  const whole = await fieldwork('verify', workspace);
  expect([whole.code, whole.out]).toEqual([
    0,
    expect.stringMatching(/^Workspace: 1 file and \d+ log entries checked; all are as written\.\n$/),
  ]);
  const objects = join(workspace, 'objects', 'sha256');
  const [start = ''] = readdirSync(objects);
  const [rest = ''] = readdirSync(join(objects, start));
  const stored = join(objects, start, rest);
  chmodSync(stored, 0o600);
  writeFileSync(stored, readFileSync(stored, 'utf8').replace('jump', 'lump'));
  const altered = await fieldwork('verify', workspace);
  expect([altered.code, altered.out]).toEqual([1, expect.stringContaining(`Object ${start}${rest} was altered.`)]);
  rmSync(stored);
  const gone = await fieldwork('verify', workspace);
  expect([gone.code, gone.out]).toEqual([1, expect.stringContaining('The bytes of config-snapshot.json are missing.')]);
});

test('an export of altered evidence is refused and writes nothing', async () => {
  const workspace = await judged();
  const objects = join(workspace, 'objects', 'sha256');
  const [start = ''] = readdirSync(objects);
  const [rest = ''] = readdirSync(join(objects, start));
  const stored = join(objects, start, rest);
  chmodSync(stored, 0o600);
  appendFileSync(stored, ' ');
  const out = join(temporaryFolder(), 'binder');
  const { code, err } = await fieldwork('export', workspace, '--out', out);
  expect([code, err]).toEqual([1, expect.stringContaining('The stored bytes of config-snapshot.json were altered')]);
  expect(existsSync(out)).toBe(false);
});

test('the demo makes the sample with its binder in one command, and each number it prints is of the summary', async () => {
  const out = join(temporaryFolder(), 'demo');
  const ran = await fieldwork('demo', '--out', out);
  expect([ran.code, ran.err]).toEqual([0, '']);
  expect(ran.out).toContain('Tidewater Payments, SOC 2 Type II, 2026-01-01 to 2026-12-31 (sample)');
  expect(
    execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: join(out, 'binder'), encoding: 'utf8' }),
  ).toBe('');
  const judgedAgain = await fieldwork('evaluate', join(out, 'workspace'), '--as-of', '2026-10-01', '--json');
  const { counts } = summary.pick({ counts: true }).parse(JSON.parse(judgedAgain.out));
  const { fail, lapsed, unknown, pass } = counts.findings;
  expect(ran.out).toContain(`■ ${fail} fail   □ ${lapsed} lapsed   ◇ ${unknown} unknown   ● ${pass} pass`);
  expect(ran.out).not.toMatch(/\b(compliant|met)\b/i);
}, 60_000);

test('the demo does not write into a folder that has something in it', async () => {
  const out = temporaryFolder();
  mkdirSync(join(out, 'mine'));
  const { code, err } = await fieldwork('demo', '--out', out);
  expect([code, err]).toEqual([1, `${out} is not empty. Nothing was changed. Name another folder with --out.\n`]);
  expect(readdirSync(out)).toEqual(['mine']);
});
