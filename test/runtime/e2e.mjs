// End-to-end tests in the real Electron: packages the built app, then lets Playwright drive it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare } from './prepare.mjs';
import { underDisplay, windowProblem } from './system.mjs';

const problem = windowProblem();
if (problem !== null) {
  process.stderr.write(`\nSKIPPED: the end-to-end tests did not run, because ${problem}.\n\n`);
  process.exit(process.env.CI ? 1 : 0);
}
await prepare();
const root = join(import.meta.dirname, '..', '..');
const playwright = join(root, 'node_modules/@playwright/test/cli.js');
const [command, args] = underDisplay(process.execPath, [
  playwright,
  'test',
  '--config',
  'test/e2e/playwright.config.ts',
  ...process.argv.slice(2),
]);
const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
process.exit(spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 1);
