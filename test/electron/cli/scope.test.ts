import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scopeDifference, system } from '@shared/contract/scope.ts';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeSample } from '../../../electron/engine/services/sample.ts';
import { deps, temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const systems = z.array(system);

async function made(): Promise<string> {
  const workspace = join(temporaryFolder(), 'engagement');
  const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];
  expect((await fieldwork('init', workspace, ...year)).code).toBe(0);
  return workspace;
}

function file(content: unknown, name = 'register.json'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const entry = { kind: 'aws-account', name: 'Production', identifier: '111122223333' };

describe('scope import and list', () => {
  test('a register from a file is listed as JSON and in words, and comes back unchanged', async () => {
    const workspace = await made();
    const imported = await fieldwork('scope', 'import', workspace, file([entry]), '--reason', 'First register.');
    expect([imported.code, imported.err]).toEqual([0, '']);
    const { out } = await fieldwork('scope', 'list', workspace, '--json');
    expect(systems.parse(JSON.parse(out))).toMatchObject([{ ...entry, id: 'SYS-01', stance: 'in', locations: [] }]);
    const again = await fieldwork('scope', 'import', workspace, file(out), '--json');
    expect(JSON.parse(again.out)).toEqual(JSON.parse(out));
    const words = await fieldwork('scope', 'list', workspace);
    expect(words.out).toMatch(/^SYS-01 {2}in {3}Production \(aws-account, 111122223333\)\n/);
    expect(words.out).toMatch(/Scope memo version 1, .*: 1 system\.\n$/);
  });

  test('a dry run shows the register as it would be and writes nothing', async () => {
    const workspace = await made();
    const tried = await fieldwork('scope', 'import', workspace, file([entry]), '--dry-run');
    expect([tried.code, tried.out]).toEqual([0, '1 system in the register. Nothing was imported.\n']);
    expect((await fieldwork('scope', 'list', workspace, '--json')).out).toBe('[]\n');
    expect((await fieldwork('scope', 'list', workspace)).out).toBe('Nothing is declared yet.\n');
  });

  test.each<[string, unknown, RegExp]>([
    ['no JSON', '[{', /^register\.json is not JSON: .* Save it as JSON in UTF-8\.\n$/],
    ['another thing', { systems: [] }, /^register\.json: the file: .*Nothing was changed\.\n$/],
    ['a kind that is none', [entry, { kind: 'lorry', name: 'x' }], /^register\.json: entry 2, kind: /],
    ['a field that is none', [{ ...entry, regions: [] }], /^register\.json: entry 1: .*regions/],
    ['an account number cut short', [{ ...entry, identifier: '1111' }], /12 digits, and 1111 was given/],
    ['one account twice', [entry, entry], /SYS-02 Production has the identifier 111122223333 already/],
  ])('%s is refused and nothing is changed', async (_, content, message) => {
    const workspace = await made();
    const { code, out, err } = await fieldwork('scope', 'import', workspace, file(content));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
    expect((await fieldwork('scope', 'list', workspace, '--json')).out).toBe('[]\n');
  });
});

describe('scope check', () => {
  test('prints every difference as JSON and ends with 0', async () => {
    const sample = await makeSample(join(temporaryFolder(), 'sample'), deps());
    const { folder } = sample;
    sample.close();
    const { code, out } = await fieldwork('scope', 'check', folder, '--json');
    expect(code).toBe(0);
    const found = z.array(scopeDifference).parse(JSON.parse(out));
    expect(found.map(({ id }) => id)).toContain('undeclared-region 444455556666 eu-central-1');
    const words = await fieldwork('scope', 'check', folder);
    expect(words.out).toMatch(
      /^undeclared-account {5}777788889999\n {8}Declared: The register does not name this account\.\n/,
    );
    expect(words.out).toMatch(/7 differences, 6 undecided\.\n$/);
  });
});

test.each([
  [['scope'], /^Say what to do with the scope: list, check or import\./],
  [['scope', 'check'], /^Name the workspace\./],
])('%s is wrong use', async (argv, message) => {
  const { code, err } = await fieldwork(...argv);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});
