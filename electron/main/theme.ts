import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
