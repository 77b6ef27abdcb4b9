import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import { recent } from '@shared/contract/views.ts';
import { z } from 'zod';
import { settingsName } from './theme.ts';

type Recent = Output<'app.state'>['recents'][number];

const stored = recent.omit({ problem: true, folder: true }).extend({ path: z.string() });
type StoredRecent = z.infer<typeof stored>;
const file = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  recents: z.array(stored).catch([]),
});
type Settings = z.infer<typeof file>;

const recentLimit = 12;

/** The window's own small memory: the theme and where engagements lie. Losing it loses no data. */
export interface SettingsFile {
  get(): Settings;
  setTheme(theme: Settings['theme']): void;
  remember(entry: Omit<StoredRecent, 'id'>): void;
  forget(id: string): void;
  recents(): readonly Recent[];
}

function problemOf(path: string): string | null {
  if (!existsSync(path)) return 'The folder is not there.';
  return existsSync(join(path, 'engagement.db')) ? null : 'The folder holds no engagement.';
}

function read(path: string): Settings {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { theme: 'system', recents: [] };
  }
}

/** Opens the settings in the user's own folder. */
export function openSettings(folder: string): SettingsFile {
  const path = join(folder, settingsName);
  let settings = read(path);
  const write = (next: Settings): void => {
    settings = next;
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  return {
    get: () => settings,
    setTheme: (theme) => write({ ...settings, theme }),
    remember(entry) {
      const known = settings.recents.find((it) => it.path === entry.path);
      const rest = settings.recents.filter((it) => it.path !== entry.path);
      write({ ...settings, recents: [{ ...entry, id: known?.id ?? randomUUID() }, ...rest].slice(0, recentLimit) });
    },
    forget: (id) => write({ ...settings, recents: settings.recents.filter((it) => it.id !== id) }),
    recents: () =>
      settings.recents.map(({ path: at, ...rest }) => ({ ...rest, folder: basename(at), problem: problemOf(at) })),
  };
}
