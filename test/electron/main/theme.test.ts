import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { grounds, readTheme, settingsName } from '../../../electron/main/theme.ts';
import { colours } from '../../../renderer/ui/tokens.ts';
import { temporaryFolder } from '../engine/workspace.ts';

test('before its first paint the window has the ground of the page', () => {
  expect(grounds).toEqual({ light: colours.light['bg-page'], dark: colours.dark['bg-page'] });
});

test.each([
  ['{"theme":"dark"}', 'dark'],
  ['{"theme":"light"}', 'light'],
  ['{"theme":"purple"}', 'system'],
  ['{', 'system'],
])('the settings %s open the window in the theme %s', (settings, theme) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, settingsName), settings);
  expect(readTheme(folder)).toBe(theme);
});
