import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeSample } from '../../../electron/engine/services/sample.ts';
import { deps, temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

let folder: string;
let workspace: string;
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'fieldwork-cli-'));
  (await makeSample(join(made, 'sample'), deps())).close();
});
afterAll(() => rmSync(made, { recursive: true, force: true }));
beforeEach(() => {
  folder = temporaryFolder();
  workspace = join(folder, 'sample');
  cpSync(join(made, 'sample'), workspace, { recursive: true });
});

const run = (...argv: readonly string[]) => fieldwork(...argv);
const answer = async (...argv: readonly string[]) => {
  const { code, out, err } = await run(...argv, '--json');
  expect([code, err], argv.join(' ')).toEqual([0, '']);
  return JSON.parse(out);
};
const add = ['exceptions', 'raise'] as const;

test('the list is an array with one row an exception, and a response only where management has answered', async () => {
  const raised = await answer(...add, workspace, '--title', 'The restore was not tested', '--control', 'AVL-03');
  const rows = await answer('exceptions', 'list', workspace);
  expect(rows).toHaveLength(6);
  expect(rows.filter((row: object) => 'response' in row)).toHaveLength(5);
  const [first] = rows;
  expect(first).toMatchObject({ id: 'EX-001', controlId: 'NET-01', severity: 'critical', status: 'in-remediation' });
  expect(first.response.ownerName).toBe('Marta Example');
  expect(rows.at(-1)).toMatchObject({ id: raised.exception.id, status: 'open' });
  const words = await run('exceptions', 'list', workspace);
  expect(words.out).toContain('EX-001  critical in remediation    NET-01  2 of 13 security groups open');
  expect(words.out).toContain('6 exceptions\n');
});

test('raising takes findings, all that fails by a rule, a difference of the scope, or a title with its control', async () => {
  const findings = await answer('findings', workspace, '--check', 'aws.ebs-volume-encrypted');
  const [one] = findings.filter(({ state }: { state: string }) => state === 'fail');
  expect(await answer(...add, workspace, '--finding', one.id)).toMatchObject({
    exception: { id: 'EX-006', deviationCount: 1 },
  });
  expect(await answer(...add, workspace, '--check', 'aws.secret-rotation-on', '--kind', 'timing')).toMatchObject({
    exception: { id: 'EX-007', kind: 'timing', deviationCount: 2 },
  });
  const [difference] = (await answer('scope', 'check', workspace)).filter(
    ({ kind }: { kind: string }) => kind === 'undeclared-region',
  );
  expect(await answer(...add, workspace, '--difference', difference.id)).toMatchObject({
    exception: { id: 'EX-008', kind: 'scope', controlId: 'GOV-06' },
  });
  const again = await run(...add, workspace, '--finding', one.id);
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('EX-006 covers this already')]);
});

test('a response is written field by field or from a file, and becomes a version with --keep', async () => {
  const set = ['--set', 'lookback.population=61', '--set', 'lookback.performed=true', '--set', 'proofEvidence=E-001'];
  await answer('exceptions', 'respond', workspace, 'EX-005', ...set, '--set', 'impact=None = nothing.');
  const draft = await answer('exceptions', 'show', workspace, 'EX-005');
  expect(draft).toMatchObject({ isDraft: true, response: { impact: 'None = nothing.', proofEvidence: ['E-001'] } });
  expect(draft.response.lookback).toMatchObject({ population: 61, performed: true, method: '' });
  const file = join(folder, 'response.json');
  writeFileSync(file, JSON.stringify({ rootCause: '=1+1 <b>', lookback: { method: 'A list.' }, dueOn: '2026-12-01' }));
  const { code, out } = await run('exceptions', 'respond', workspace, 'EX-005', '--file', file, '--keep');
  expect([code, out]).toEqual([0, expect.stringContaining('Version 2: weak')]);
  const kept = await answer('exceptions', 'show', workspace, 'EX-005');
  expect(kept).toMatchObject({ isDraft: false, response: { rootCause: '=1+1 <b>', lookback: { population: 61 } } });
  expect((await run('exceptions', 'show', workspace, 'EX-005')).out).toContain('  rootCause: =1+1 <b>\n');
});

test('a response that does not fit is refused with its field, and nothing is changed', async () => {
  const refused = async (...argv: readonly string[]) => {
    const { code, err } = await run('exceptions', 'respond', workspace, 'EX-005', ...argv);
    return [code, err.split('\n')[0]];
  };
  const long = join(folder, 'long.json');
  writeFileSync(long, JSON.stringify({ impact: 'x'.repeat(40_000) }));
  expect(await refused('--file', long)).toEqual([
    1,
    'impact: 40,000 characters, and 20,000 can be kept. Nothing was changed.',
  ]);
  expect(await refused('--set', 'dueOn=soon')).toEqual([1, expect.stringMatching(/^dueOn: /)]);
  expect(await refused('--set', 'owner=A')).toEqual([2, 'A response has no field owner.']);
  expect(await refused('--set', 'impact')).toEqual([2, '--set must be FIELD=VALUE, not impact.']);
  expect(await refused('--file', folder)).toEqual([1, expect.stringContaining('is not a file with one JSON object.')]);
  expect(await refused()).toEqual([2, 'Give --file or --set.']);
  expect(await answer('exceptions', 'show', workspace, 'EX-005')).toMatchObject({ isDraft: false });
});

test('evidence is attached with its source, and a move says what is missing or goes', async () => {
  const file = join(folder, 'ticket.txt');
  writeFileSync(file, 'Closed.');
  const attached = await run('exceptions', 'attach', workspace, 'EX-005', file, '--source', 'Ticketing');
  expect([attached.code, attached.out]).toEqual([0, expect.stringContaining('E-004  ticket.txt')]);
  const move = (...argv: readonly string[]) => run('exceptions', 'move', workspace, 'EX-005', ...argv);
  const person = ['--by', 'Ada Example', '--reason', 'Known.'];
  const early = await move('verified', ...person);
  expect([early.code, early.err]).toEqual([1, expect.stringContaining('cannot become verified; it may become open')]);
  const endless = await move('accepted-risk', ...person);
  expect([endless.code, endless.err]).toEqual([1, expect.stringContaining('the day the acceptance ends')]);
  const gone = await move('accepted-risk', ...person, '--until', '2999-12-31');
  expect([gone.code, gone.out]).toEqual([0, expect.stringContaining('Now accepted risk.')]);
});

test('the plan lists every action, most urgent first, with the burn-down', async () => {
  const { lines, burnDown } = await answer('plan', workspace);
  expect(lines.map(({ action }: { action: { id: string } }) => action.id)).toEqual([
    'EX-001-A1',
    'EX-001-A2',
    'EX-004-A1',
    'EX-002-A1',
  ]);
  expect(burnDown.at(-1).open).toBe(3);
  expect((await run('plan', workspace)).out).toMatch(/4 actions\n3 exceptions open, \d of them due\.\n$/);
});

test('wrong use is told', async () => {
  const wrong = [
    [['exceptions'], 'Say what to do with the exceptions: list, show, raise'],
    [['exceptions', 'close', workspace], 'Say what to do with the exceptions'],
    [['exceptions', 'show', workspace], 'Name one exception.'],
    [['exceptions', 'raise', workspace, '--title', 'A title'], '--control is missing.'],
    [
      ['exceptions', 'raise', workspace, '--check', 'aws.ebs-volume-encrypted', '--kind', 'late'],
      '--kind must be one of',
    ],
    [['exceptions', 'move', workspace, 'EX-001'], 'Name the state: open, response-drafted'],
    [['exceptions', 'move', workspace, 'EX-001', 'done'], 'Name the state: open'],
    [['exceptions', 'attach', workspace, 'EX-001'], 'Name the files.'],
    [['exceptions', 'move', workspace, 'EX-001', 'open', '--until', 'May'], '--until must be a calendar day'],
  ] as const;
  for (const [argv, message] of wrong) {
    const { code, err } = await run(...argv);
    expect([code, err.split('\n')[0]]).toEqual([2, expect.stringContaining(message)]);
  }
});
