// `npm test`: build, check, unit and integration tests, then the end-to-end tests in the real Electron.
// Prints every runner's own lines and ends with one line that sums them up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const totals = { passed: 0, failed: 0 };

function stage(name, command, args, env = {}) {
  const begun = performance.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  process.stdout.write(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`,
  );
  return status === 0;
}

const json = (name) => {
  try {
    return JSON.parse(readFileSync(join(results, name), 'utf8'));
  } catch {
    return null;
  }
};

function count(passed, failed) {
  totals.passed += passed;
  totals.failed += failed;
}

const npm = (script, ...rest) => ['npm', ['run', '--silent', script, ...rest]];
const isBuilt = stage('build', ...npm('build'));
const isChecked = stage('check', ...npm('check'));
count((isBuilt ? 1 : 0) + (isChecked ? 1 : 0), (isBuilt ? 0 : 1) + (isChecked ? 0 : 1));

const isUnit = stage(
  'unit and integration',
  ...npm('unit', '--', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/unit.json'),
);
const unit = json('unit.json');
count(unit?.numPassedTests ?? 0, unit?.numFailedTests ?? 0);
if (!isUnit && (unit?.numFailedTests ?? 0) === 0) count(0, 1);

const isSeen =
  isBuilt && stage('end to end', ...npm('e2e'), { PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'e2e.json') });
const e2e = json('e2e.json')?.stats;
count(e2e?.expected ?? 0, e2e?.unexpected ?? (isSeen ? 0 : 1));

process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exit(totals.failed > 0 ? 1 : 0);
