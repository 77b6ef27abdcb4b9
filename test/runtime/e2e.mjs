// End-to-end tests in the real Electron: packages the built app, then lets Playwright drive it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { app, prepare } from './prepare.mjs';
import { isRoot, underDisplay, windowProblem } from './system.mjs';

const nobody = 65_534;

/** Chromium's sandbox refuses root, so root starts programs as nobody, from a copy that nobody can read, sandbox on. */
function withoutRoot() {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-app-'));
  chmodSync(folder, 0o755);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const drop = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --inh-caps=-all`;
  return (program) => {
    const name = basename(program);
    cpSync(dirname(program), join(folder, `${name}-app`), { recursive: true });
    const starter = join(folder, name);
    writeFileSync(starter, `#!/bin/sh\nexport HOME=/tmp\nexec ${drop} '${join(folder, `${name}-app`, name)}' "$@"\n`, {
      mode: 0o755,
    });
    return starter;
  };
}

/** The packaged app with another inside: the same Electron and fuses, one window with one word. The bench's baseline. */
async function emptyApp() {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-empty-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(dirname(app), join(folder, 'app'), { recursive: true });
  const source = join(folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), '{"name":"empty","main":"main.cjs"}');
  writeFileSync(
    join(source, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron'); app.whenReady().then(() => new BrowserWindow({ width: 1440, height: 900, frame: false }).loadURL('data:text/html,empty'));",
  );
  const { createPackage } = await import('@electron/asar');
  await createPackage(source, join(folder, 'app', 'resources', 'app.asar'));
  renameSync(join(folder, 'app', 'fieldwork'), join(folder, 'app', 'empty'));
  return join(folder, 'app', 'empty');
}

/** The packaged app whose collector speaks to loopbacks: its script is replaced, nothing else is. */
async function liveApp() {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-live-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(dirname(app), join(folder, 'app'), { recursive: true });
  const archive = join(folder, 'app', 'resources', 'app.asar');
  const source = join(folder, 'source');
  const { createPackageWithOptions, extractAll } = await import('@electron/asar');
  extractAll(archive, source);
  const { build } = await import('vite');
  const root = join(import.meta.dirname, '..', '..');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: { '@shared': join(root, 'shared') } },
    ssr: { noExternal: true },
    build: {
      ssr: 'test/e2e/loopback-collector.child.ts',
      outDir: join(source, 'out', 'main'),
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        output: { entryFileNames: 'collector.js', chunkFileNames: 'chunks/loopback-[name]-[hash].js' },
      },
    },
  });
  await createPackageWithOptions(source, archive, { unpack: '**/*.node' });
  renameSync(join(folder, 'app', 'fieldwork'), join(folder, 'app', 'live'));
  return join(folder, 'app', 'live');
}

const problem = windowProblem();
if (problem !== null) {
  process.stderr.write(`\nSKIPPED: the end-to-end tests did not run, because ${problem}.\n\n`);
  process.exit(process.env.CI ? 1 : 0);
}
await prepare();
const starter = isRoot ? withoutRoot() : (program) => program;
const root = join(import.meta.dirname, '..', '..');
const playwright = join(root, 'node_modules/@playwright/test/cli.js');
const [command, args] = underDisplay(process.execPath, [
  playwright,
  'test',
  '--config',
  'test/e2e/playwright.config.ts',
  ...process.argv.slice(2),
]);
const live = starter(await liveApp());
const env = {
  ...process.env,
  FIELDWORK_E2E_LIVE: live,
  FIELDWORK_E2E_LIVE_FOLDER: isRoot ? `${live}-app` : dirname(live),
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  FIELDWORK_E2E_PROGRAM: starter(app),
  ...(process.env.BENCH_REPORT ? { FIELDWORK_E2E_EMPTY: starter(await emptyApp()) } : {}),
};
process.exitCode = spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
