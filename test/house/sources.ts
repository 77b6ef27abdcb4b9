import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

const notOurs = /^(node_modules|out|dist|\.cache|\.git|test-results|fieldwork-demo[^/]*)\/|\.log$/;

function listed(): readonly string[] {
  try {
    return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n');
  } catch {
    // A copy without its history: what lies there, but for what is made.
    return readdirSync(root)
      .filter((name) => !notOurs.test(`${name}/`))
      .flatMap((name) => below(name));
  }
}

const below = (path: string): readonly string[] =>
  statSync(join(root, path)).isDirectory()
    ? readdirSync(join(root, path)).flatMap((name) => below(`${path}/${name}`))
    : [path].filter((it) => !notOurs.test(it));

/** Every file of ours, by its path in the repository: what git keeps or would keep. */
export const ourFiles: readonly string[] = listed().filter((path) => path !== '' && existsSync(join(root, path)));

export const text = (path: string): string => readFileSync(join(root, path), 'utf8');

const isCode = (path: string): boolean => /\.(ts|tsx|mjs|cjs)$/.test(path);

/** Program and scripts in the folders given. */
export const codeIn = (...folders: readonly string[]): readonly string[] =>
  ourFiles.filter((path) => isCode(path) && folders.some((folder) => path.startsWith(`${folder}/`)));

/** What a file imports, by the words after `from` or in `import()`. */
export const importsOf = (path: string): readonly string[] =>
  [...text(path).matchAll(/(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => name);
