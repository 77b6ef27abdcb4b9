import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attachEvidence } from '../../../../electron/engine/services/evidence.ts';
import { raiseException } from '../../../../electron/engine/services/exceptions.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { actionsOn, byHand } from '../exceptions.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';

function started(): { workspace: Workspace; file: (name: string, content: string) => string; folder: string } {
  const workspace = newWorkspace();
  const folder = temporaryFolder();
  for (const title of ['one', 'two']) raiseException(workspace, deps(), { ...byHand, title });
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return { workspace, file, folder };
}
const attach = (workspace: Workspace, paths: readonly string[], id = 'EX-001', source = 'Ticketing') =>
  attachEvidence(workspace, deps(), { id, paths, source });
const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');
const placeOf = ({ folder }: Workspace, sha256: string): string =>
  join(folder, 'objects', 'sha256', sha256.slice(0, 2), sha256.slice(2));

test('files are numbered over the engagement and kept byte for byte, with where they come from', async () => {
  const { workspace, file } = started();
  await attach(workspace, [file('a.txt', 'first'), file('b.txt', 'second')]);
  const { row } = await attach(workspace, [file('c.txt', 'third')], 'EX-002', '  Identity provider ');
  expect(workspace.exceptions.find('EX-001')?.evidence.map(({ id, title }) => [id, title])).toEqual([
    ['E-001', 'a.txt'],
    ['E-002', 'b.txt'],
  ]);
  expect(row.exception.evidence).toEqual([
    {
      ...{ id: 'E-003', kind: 'file', title: 'c.txt', source: 'Identity provider', by: 'tester' },
      ...{ collectedAt: deps().clock(), sha256: hashOf('third'), fileName: 'c.txt' },
    },
  ]);
  expect(workspace.objects.read(hashOf('third'), 0, 5).toString()).toBe('third');
  expect(actionsOn(workspace)).toEqual(['exception.raised', 'evidence.attached']);
});

test('bytes that are there already are noted with the piece that has them, and kept once', async () => {
  const { workspace, file } = started();
  await attach(workspace, [file('a.txt', 'same'), file('again.txt', 'same')]);
  await attach(workspace, [file('other.txt', 'same')], 'EX-002');
  const titles = ['EX-001', 'EX-002'].flatMap((id) => workspace.exceptions.find(id)?.evidence.map((it) => it.title));
  expect(titles).toEqual(['a.txt', 'again.txt (the same bytes as E-001)', 'other.txt (the same bytes as E-001)']);
  expect(workspace.log.ofObject('exception', 'EX-002')[0]?.reason).toBe('E-003 other.txt (the same bytes as E-001)');
  expect(verifyWorkspace(workspace).checked.objects).toBe(1);
});

test('a file larger than a chunk is streamed whole', async () => {
  const { workspace, file } = started();
  const content = 'x'.repeat(3_000_001);
  const { row } = await attach(workspace, [file('large.log', content)]);
  expect(row.exception.evidence[0]?.sha256).toBe(hashOf(content));
});

test('no source, no file, a folder or a link is refused, and nothing is written', async () => {
  const { workspace, file, folder } = started();
  const good = file('good.txt', 'good');
  mkdirSync(join(folder, 'inner'));
  symlinkSync(good, join(folder, 'link.txt'));
  await expect(attach(workspace, [good], 'EX-001', '  ')).rejects.toThrow('Evidence needs a source.');
  await expect(attach(workspace, [good], 'EX-099')).rejects.toThrow('There is no exception EX-099.');
  for (const name of ['gone.txt', 'inner', 'link.txt'])
    await expect(attach(workspace, [good, join(folder, name)])).rejects.toThrow(`${name} is not a file`);
  expect(workspace.exceptions.find('EX-001')?.evidence).toEqual([]);
  expect(actionsOn(workspace)).toEqual(['exception.raised']);
  expect(readdirSync(join(workspace.folder, 'objects', 'sha256')).filter((it) => it.startsWith('incoming'))).toEqual(
    [],
  );
});

test('two that attach at once get numbers of their own, and neither is lost', async () => {
  const { workspace, file } = started();
  const paths = ['a', 'b', 'c', 'd'].map((name) => file(name, name));
  await Promise.all(paths.map((path) => attach(workspace, [path])));
  const ids = workspace.exceptions.find('EX-001')?.evidence.map(({ id }) => id);
  expect(ids).toEqual(['E-001', 'E-002', 'E-003', 'E-004']);
});

test('verifying names evidence that is gone and evidence that was altered', async () => {
  const { workspace, file } = started();
  await attach(workspace, [file('a.txt', 'first'), file('b.txt', 'second')]);
  expect(verifyWorkspace(workspace)).toMatchObject({ isIntact: true, problems: [] });
  rmSync(placeOf(workspace, hashOf('first')));
  chmodSync(placeOf(workspace, hashOf('second')), 0o600);
  writeFileSync(placeOf(workspace, hashOf('second')), 'Second');
  expect(verifyWorkspace(workspace).problems).toEqual([
    `Object ${hashOf('second')} was altered.`,
    'The bytes of E-001, a.txt, evidence of EX-001, are missing.',
  ]);
});
