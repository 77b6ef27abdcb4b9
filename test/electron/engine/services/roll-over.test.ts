import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { carriedControl } from '@shared/domain/roll-over.ts';
import type { System } from '@shared/domain/system.ts';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createEngine } from '../../../../electron/engine/engine.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { previewRollOver, rollOver } from '../../../../electron/engine/services/roll-over.ts';
import { verifyWorkspace } from '../../../../electron/engine/services/verify.ts';
import { openWorkspace, type Workspace } from '../../../../electron/engine/store/open.ts';
import { group, recorder, snapshotFile } from '../items.ts';
import { deps, importInto, newWorkspace, temporaryFolder, wholeYear } from '../workspace.ts';

const now = '2026-12-10T09:00:00.000Z';
const beside = (workspace: Workspace): string => join(dirname(workspace.folder), 'Tidewater Payments 2027');

const system: System = {
  id: 'SYS-03',
  kind: 'saas',
  name: 'Old VPN',
  identifier: '',
  owner: 'IT lead',
  dataClass: 'internal',
  handlesCustomerData: false,
  stance: 'excluded',
  reason: 'Retired in May.',
  locations: [],
  method: null,
  expected: [],
  userControls: [],
};

/** A lived-in year: something read and judged, concluded, decided, confirmed, mapped and handed over. */
async function lived(): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, [
    snapshotFile('may', [recorder('2026-05-02T00:00:00.000Z'), group('2026-05-04T00:00:00.000Z', 22)]),
  ]);
  evaluate(workspace, deps(), '2026-10-01T00:00:00.000Z');
  const by = { by: 'Ida Berg', reason: 'Seen.' };
  workspace.engagements.update({
    ...workspace.engagements.get(),
    auditor: 'Northgate CPAs',
    timeZone: 'Europe/Berlin',
    reportOn: '2027-02-10',
    people: [{ role: 'Security lead', name: 'Ida Berg' }],
  });
  const review = workspace.controls.find('IAM-05') ?? workspace.controls.all()[0];
  if (review === undefined) throw new Error('The library is empty.');
  const { statement, nature, frequency, population, declares } = review;
  workspace.controls.put({
    ...review,
    statement: 'Access is reviewed each quarter by its owner.',
    version: 2,
    effectiveFrom: '2026-06-01',
    earlier: [{ statement, nature, frequency, population, declares, version: 1, effectiveFrom: null }],
  });
  workspace.systems.put(system);
  workspace.scope.addMemo({ at: now, ...by }, [system]);
  workspace.scope.addMemo({ at: now, ...by }, [system]);
  workspace.scope.decide({ difference: 'd', kind: 'accepted', at: now, seenDigest: 'x', ...by });
  workspace.scope.confirm({ quarter: '2026-Q3', at: now, by: 'Ida Berg', memoVersion: 2, open: [] });
  workspace.conclusions.put({ criterion: 'CC6.1', word: 'ready', concludedOn: '2026-10-01', ...by });
  workspace.mappings.put('ID\nTitle', { ID: 'id', Title: 'title' });
  return workspace;
}

function rolled(workspace: Workspace, path = beside(workspace), scope?: typeof wholeYear): ReturnType<typeof rollOver> {
  const result = rollOver(workspace, deps(now), { path, scope });
  onTestFinished(() => result.workspace.close());
  return result;
}

test('the new engagement keeps who, where and what is declared', async () => {
  const old = await lived();
  const { workspace: made } = rolled(old);
  const before = old.engagements.get();
  expect(made.engagements.get()).toEqual({
    ...before,
    id: made.engagements.get().id,
    scope: { reportType: 2, period: { from: '2027-01-01', to: '2027-12-31' } },
    reportOn: null,
    previous: { scope: wholeYear, reportedOn: '2027-02-10', auditor: 'Northgate CPAs', opinion: '' },
    rolledFrom: before.id,
    createdAt: now,
  });
  expect(made.engagements.get().id).not.toBe(before.id);
  const carried = old.controls.all().map((control) => carriedControl(control, made.engagements.get().scope));
  expect(made.controls.all()).toEqual(carried);
  expect(made.controls.find('IAM-05')).toMatchObject({ version: 2, effectiveFrom: '2026-06-01', earlier: [] });
  expect(made.systems.all()).toEqual([system]);
  expect(made.scope.memo()).toMatchObject({ version: 1, reason: expect.stringContaining('scope memo version 2') });
  expect(made.mappings.all()).toEqual(old.mappings.all());
});

test('what was read, judged, concluded and handed over stays behind', async () => {
  const { workspace: made } = rolled(await lived());
  expect(made.resources.count()).toBe(0);
  expect(made.collections.all()).toEqual([]);
  expect(made.snapshots.all()).toEqual([]);
  expect(made.judgements.get()).toBeNull();
  expect([...made.findings.each()]).toEqual([]);
  expect(made.conclusions.all()).toEqual([]);
  expect(made.scope.decisions()).toEqual([]);
  expect(made.scope.confirmations()).toEqual([]);
  expect(made.binders.last()).toBeNull();
});

test('both logs say so, each with the head of the other', async () => {
  const old = await lived();
  const head = old.log.head();
  const { workspace: made } = rolled(old);
  const [first, ...others] = made.log.all();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ action: 'engagement.created', objectId: made.engagements.get().id });
  expect(made.log.ofObject('engagement', made.engagements.get().id)[0]?.after).toMatchObject({
    ...made.engagements.get(),
    origin: { engagement: old.engagements.get().id, entries: head.entries, hash: head.hash },
  });
  const [noted] = old.log.ofObject('engagement', old.engagements.get().id);
  expect(noted).toMatchObject({
    action: 'engagement.rolled-over',
    after: { engagement: made.engagements.get().id, entries: 1, hash: made.log.head().hash },
  });
  for (const workspace of [old, made]) expect(verifyWorkspace(workspace).problems).toEqual([]);
});

function rowsOf(file: string): ReadonlyMap<string, string> {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return new Map(tables.map(({ name }) => [name, JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())]));
  } finally {
    db.close();
  }
}

test('the old folder keeps every file and every row, but for the entry in its log', async () => {
  const old = await lived();
  old.close();
  const copy = join(temporaryFolder(), 'copy');
  cpSync(old.folder, copy, { recursive: true });
  const workspace = openWorkspace(old.folder);
  rolled(workspace);
  workspace.close();
  const files = (folder: string) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((it) => it.isFile())
      .map((it) => relative(folder, join(it.parentPath, it.name)))
      .sort();
  expect(files(old.folder)).toEqual(files(copy));
  for (const name of files(copy).filter((it) => it.startsWith('objects')))
    expect(readFileSync(join(old.folder, name)).equals(readFileSync(join(copy, name)))).toBe(true);
  const [before, after] = [rowsOf(join(copy, 'engagement.db')), rowsOf(join(old.folder, 'engagement.db'))];
  const changed = [...after].filter(([table, rows]) => before.get(table) !== rows).map(([table]) => table);
  expect(changed.sort()).toEqual(['audit_log', 'change']);
});

test('a preview tells the same and writes nothing', async () => {
  const old = await lived();
  const head = old.log.head();
  const preview = previewRollOver(old, deps(now), {});
  expect(old.log.head()).toEqual(head);
  expect(existsSync(beside(old))).toBe(false);
  expect(preview.scope).toEqual({ reportType: 2, period: { from: '2027-01-01', to: '2027-12-31' } });
  const { kept, reset, review } = rolled(old);
  expect({ kept, reset, review }).toEqual({ kept: preview.kept, reset: preview.reset, review: preview.review });
  expect(kept[0]).toContain('70 controls with the wording in force (70 in place)');
  expect(kept[1]).toBe('1 system of the scope register (1 excluded), as scope memo version 1.');
  expect(reset).toContain('1 collection stays with this engagement.');
  expect(reset).toContain('1 conclusion on a criterion stays with this engagement.');
  expect(reset).toContain('1 earlier wording ended before the new report and stays behind.');
  expect(review[0]).toContain('SYS-03 Old VPN: Retired in May');
});

test('a scope that is given is checked, and a hole it leaves is put before a person', async () => {
  const old = await lived();
  const from = (day: string) => ({ scope: { reportType: 2, period: { from: day, to: '2027-12-31' } } }) as const;
  expect(() => previewRollOver(old, deps(now), from('2028-01-01'))).toThrow('The period ends on 2027-12-31');
  expect(() => rollOver(old, deps(now), { path: beside(old), ...from('2026-01-01') })).toThrow('more than 18 months');
  expect(existsSync(beside(old))).toBe(false);
  expect(previewRollOver(old, deps(now), from('2027-02-01')).review.join()).toContain(
    'Hole between reports: 31 days from 1 Jan 2027 to 31 Jan 2027 are in no report',
  );
});

test('a Type I rolls over to its date a year on, or to a first Type II', () => {
  const old = newWorkspace({ reportType: 1, asOfOn: '2026-11-30' });
  expect(previewRollOver(old, deps(now), {}).scope).toEqual({ reportType: 1, asOfOn: '2027-11-30' });
  const { workspace: made, review } = rolled(old, beside(old), wholeYear);
  expect(made.engagements.get()).toMatchObject({ scope: wholeYear, previous: { scope: { reportType: 1 } } });
  expect(review.join()).not.toContain('Hole between reports');
});

test('a folder with something in it is refused and left as it is', async () => {
  const old = await lived();
  const head = old.log.head();
  mkdirSync(beside(old));
  writeFileSync(join(beside(old), 'letter.txt'), 'mine');
  expect(() => rollOver(old, deps(now), { path: beside(old) })).toThrow('is not empty (letter.txt)');
  expect(readdirSync(beside(old))).toEqual(['letter.txt']);
  expect(() => rollOver(old, deps(now), { path: old.folder })).toThrow();
  for (const inside of ['2027', 'objects/2027/deep'])
    expect(() => rollOver(old, deps(now), { path: join(old.folder, inside) })).toThrow(
      'lies inside the folder of the engagement that is rolled over',
    );
  expect(old.log.head()).toEqual(head);
});

test('when the old log cannot be written, nothing of the new engagement stays', async () => {
  const old = await lived();
  const broken: Workspace = {
    ...old,
    transaction: () => {
      throw new Error('disk full');
    },
  };
  expect(() => rollOver(broken, deps(now), { path: beside(old) })).toThrow('disk full');
  expect(existsSync(beside(old))).toBe(false);
  mkdirSync(beside(old));
  expect(() => rollOver(broken, deps(now), { path: beside(old) })).toThrow('disk full');
  expect(readdirSync(beside(old))).toEqual([]);
});

test('a year after the next, the chain of engagements still holds', async () => {
  const old = await lived();
  const { workspace: second } = rolled(old);
  const third = rolled(second, join(dirname(old.folder), '2028')).workspace;
  expect(third.engagements.get()).toMatchObject({
    scope: { period: { from: '2028-01-01', to: '2028-12-31' } },
    previous: { scope: { period: { from: '2027-01-01', to: '2027-12-31' } } },
    rolledFrom: second.engagements.get().id,
  });
  expect(third.controls.all()).toEqual(second.controls.all());
});

test('rolled over in a window, the new engagement is the one that is open', async () => {
  const old = await lived();
  old.close();
  const engine = createEngine(deps(now), () => {});
  onTestFinished(() => engine.close());
  await engine.call('engagement.open', { path: old.folder });
  const result = await engine.call('engagement.rollOver', { path: beside(old) });
  expect(result).toMatchObject({
    ok: true,
    value: { summary: { folder: beside(old), label: 'SOC 2 Type II, 2027-01-01 to 2027-12-31', asOf: null } },
  });
  expect(await engine.call('engagement.summary', {})).toMatchObject({ value: { folder: beside(old) } });
  const refused = await engine.call('engagement.rollOver', { path: old.folder });
  expect(refused).toMatchObject({ ok: false, error: { code: 'workspace-exists' } });
  expect(await engine.call('engagement.summary', {})).toMatchObject({ value: { folder: beside(old) } });
});
