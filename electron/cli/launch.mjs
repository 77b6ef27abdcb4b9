// Starts the `fieldwork` command: builds it when it is missing or older than its sources, then hands over.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'out', 'main', 'cli.js');

const newest = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const isStale = () => {
  if (!existsSync(program)) return true;
  const built = statSync(program).mtimeMs;
  return ['electron', 'shared', 'package.json'].some((name) => newest(join(root, name)) > built);
};

if (isStale()) {
  process.stderr.write('Building Fieldwork once …\n');
  const build = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: root,
      // The build's own lines go to standard error, so that results on standard output stay clean.
      stdio: ['ignore', 2, 2],
    },
  );
  if (build.status !== 0) process.exit(1);
}

// npm moves to the project's folder; relative paths are meant from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const run = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit', cwd });
process.exit(run.status ?? 1);
