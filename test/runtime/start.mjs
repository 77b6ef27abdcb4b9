// `npm start`: opens the built app in the pinned Electron, or, where its download fails, in the test runtime.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasDisplay, isRoot } from './system.mjs';

const root = join(import.meta.dirname, '..', '..');
const say = (line) => process.stderr.write(`${line}\n`);
const stop = (line) => {
  say(line);
  process.exit(1);
};

if (!hasDisplay)
  stop('Fieldwork needs a display to open its window. On a server use: npm run demo, or xvfb-run npm start.');
if (isRoot && process.platform === 'linux')
  stop(
    'Fieldwork does not open its window as root, because the sandbox would be off. Start it as an ordinary user, or use: npm run demo.',
  );

const build = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
  cwd: root,
  stdio: ['ignore', 2, 2],
});
if (build.status !== 0) stop('The build failed; see the lines above.');

/** The pinned Electron's program, fetched at the first start; null when it cannot be had. */
function pinned() {
  const folder = join(root, 'node_modules/electron');
  const place = () =>
    existsSync(join(folder, 'path.txt'))
      ? join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
      : '';
  if (!existsSync(place()))
    spawnSync(process.execPath, [join(folder, 'install.js')], { cwd: root, stdio: ['ignore', 2, 2], timeout: 300_000 });
  return existsSync(place()) ? place() : null;
}

async function fallback() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    stop('Electron could not be downloaded. Check the internet connection and run npm start again.');
  say(
    'Electron could not be downloaded, so the window opens in the older runtime used for tests (Electron 33). Do not use it with client data.',
  );
  const { prepare } = await import('./prepare.mjs');
  return prepare();
}

const electron = pinned();
const [program, args] = electron === null ? [await fallback(), []] : [electron, [root]];
spawn(program, args, { stdio: 'inherit' }).on('exit', (code) => process.exit(code ?? 0));
