// What a machine needs to open a window: a display and a few libraries. On Debian as root they are installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const packages = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2', 'gcc', 'g++'];
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const hasLibrary = (name) => spawnSync('sh', ['-c', `ldconfig -p | grep -q ${name}`]).status === 0;

export const isRoot = process.getuid?.() === 0;
export const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) || process.platform !== 'linux';

/** Why a window cannot be opened here; null when it can. Installs what is missing when it may. */
export function windowProblem() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'the test runtime exists for Linux x64 only';
  const isReady = () => (hasDisplay || has('xvfb-run')) && hasLibrary('libgtk-3.so.0') && has('g++') && has('gcc');
  if (isReady()) return null;
  if (isRoot && existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`Installing Debian packages: ${packages.join(' ')}\n`);
    spawnSync('apt-get', ['update'], { stdio: ['ignore', 'ignore', 2] });
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 2] });
  }
  return isReady() ? null : `these packages are missing and could not be installed: ${packages.join(' ')}`;
}

/** Puts a command under a virtual display when there is no real one. */
// -ac: the app may run as another user than the display's.
export const underDisplay = (command, args) =>
  hasDisplay ? [command, args] : ['xvfb-run', ['-a', '-s', '-ac -screen 0 1680x1050x24', command, ...args]];
