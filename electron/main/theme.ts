import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ground of the page in each theme, as in the renderer's tokens: what a window shows before its first paint. */
export const grounds = { light: '#FFFFFF', dark: '#161719' } as const;

export const settingsName = 'settings.json';

/** The theme chosen last, read before the window opens so that it opens in it. */
export function readTheme(folder: string): 'system' | 'light' | 'dark' {
  try {
    const { theme } = JSON.parse(readFileSync(join(folder, settingsName), 'utf8'));
    return theme === 'light' || theme === 'dark' ? theme : 'system';
  } catch {
    return 'system';
  }
}
