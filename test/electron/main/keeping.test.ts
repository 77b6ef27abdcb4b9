import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recent } from '@shared/contract/views.ts';
import { describe, expect, test } from 'vitest';
import { createHandles } from '../../../electron/main/handles.ts';
import { openSettings, type SettingsFile } from '../../../electron/main/settings.ts';
import { temporaryFolder } from '../engine/workspace.ts';

type Entry = Parameters<SettingsFile['remember']>[0];
const entry = (path: string, summary = 'Nothing imported yet'): Entry => ({
  path,
  client: 'Tidewater Payments',
  label: 'SOC 2 Type II, 2026-01-01 to 2026-12-31',
  openedAt: '2026-10-01T00:00:00.000Z',
  period: { from: '2026-01-01', to: '2026-12-31' },
  asOf: null,
  segments: [],
  summary,
});

describe('the settings', () => {
  test('begin with the theme of the system and no engagement', () => {
    expect(openSettings(temporaryFolder()).get()).toEqual({ theme: 'system', recents: [] });
  });

  test('are there again after the program ended', () => {
    const folder = temporaryFolder();
    const settings = openSettings(folder);
    settings.setTheme('dark');
    settings.remember(entry('/a'));
    expect(openSettings(folder).get()).toEqual(settings.get());
    expect(existsSync(join(folder, 'settings.json.new'))).toBe(false);
  });

  test.skipIf(process.platform === 'win32')('are readable by their owner alone', () => {
    const folder = temporaryFolder();
    openSettings(folder).setTheme('light');
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  test.each(['', '{', 'null', '[]', '"text"', '\0\0', '{"theme":"dark","recents":"none"}'])(
    'of a damaged file (%j) are the defaults, and can be written again',
    (text) => {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'settings.json'), text);
      const settings = openSettings(folder);
      expect(settings.get().recents).toEqual([]);
      settings.setTheme('light');
      expect(openSettings(folder).get().theme).toBe('light');
    },
  );

  test('keep what can be read when a part cannot', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'settings.json'), '{"theme":"plaid","recents":[{"id":7}]}');
    expect(openSettings(folder).get()).toEqual({ theme: 'system', recents: [] });
    writeFileSync(join(folder, 'settings.json'), '{"theme":"dark","recents":[{"id":7}]}');
    expect(openSettings(folder).get()).toEqual({ theme: 'dark', recents: [] });
  });

  test('name an engagement once, newest first, and keep its id', () => {
    const settings = openSettings(temporaryFolder());
    settings.remember(entry('/a'));
    const id = settings.get().recents[0]?.id;
    settings.remember(entry('/b'));
    settings.remember(entry('/a', '3 fail'));
    expect(settings.get().recents.map(({ path, summary }) => [path, summary])).toEqual([
      ['/a', '3 fail'],
      ['/b', 'Nothing imported yet'],
    ]);
    expect(settings.get().recents[0]?.id).toBe(id);
  });

  test('hold twelve engagements and forget the oldest', () => {
    const settings = openSettings(temporaryFolder());
    for (let number = 1; number <= 15; number += 1) settings.remember(entry(`/${number}`));
    expect(settings.get().recents.map(({ path }) => path)).toEqual(
      Array.from({ length: 12 }, (_, place) => `/${15 - place}`),
    );
  });

  test('forget one engagement by its id, and leave its folder alone', () => {
    const folder = temporaryFolder();
    const settings = openSettings(folder);
    settings.remember(entry(folder));
    settings.forget(settings.get().recents[0]?.id ?? '');
    settings.forget('no-such-id');
    expect(settings.get().recents).toEqual([]);
    expect(existsSync(folder)).toBe(true);
  });

  test('give the window names and problems, never paths', () => {
    const parent = temporaryFolder();
    const settings = openSettings(parent);
    const [whole, empty, gone] = ['whole', 'empty', 'gone'].map((name) => join(parent, name));
    mkdirSync(whole ?? '');
    mkdirSync(empty ?? '');
    writeFileSync(join(whole ?? '', 'engagement.db'), '');
    for (const path of [gone, empty, whole]) settings.remember(entry(path ?? ''));
    const shown = settings.recents();
    expect(shown.map(({ folder, problem }) => [folder, problem])).toEqual([
      ['whole', null],
      ['empty', 'The folder holds no engagement.'],
      ['gone', 'The folder is not there.'],
    ]);
    expect(JSON.stringify(shown)).not.toContain(parent);
    for (const row of shown) expect(recent.strict().safeParse(row).success).toBe(true);
    expect(readFileSync(join(parent, 'settings.json'), 'utf8')).toContain('gone');
  });
});

describe('handles', () => {
  test('stand for a path without saying it', () => {
    const handles = createHandles();
    const handle = handles.add('/clients/tidewater');
    expect(handle).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(handles.path(handle)).toBe('/clients/tidewater');
  });

  test('are new each time, and one book does not open another', () => {
    const [one, two] = [createHandles(), createHandles()];
    const handle = one.add('/a');
    expect(one.add('/a')).not.toBe(handle);
    expect(() => two.path(handle)).toThrow('That file or folder was not chosen in this window.');
  });

  test.each(['', '/etc/passwd', '__proto__', 'constructor', '00000000-0000-4000-8000-000000000000'])(
    'that main never gave are refused: %j',
    (handle) => {
      const handles = createHandles();
      handles.add('/a');
      expect(() => handles.path(handle)).toThrow('was not chosen in this window');
    },
  );
});
