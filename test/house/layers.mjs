// Runs the layer rules, with a canary: a cruise that saw fewer modules than there are sources checked nothing.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const rooms = ['electron', 'renderer', 'shared'];
const sources = rooms.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true }).filter(
    (name) => /\.(ts|tsx)$/.test(name) && !name.endsWith('.d.ts'),
  ),
);
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const run = spawnSync(
  process.execPath,
  [cruiser, ...rooms, '--config', 'test/house/layers.config.cjs', '--output-type', 'json'],
  { cwd: root, maxBuffer: 1 << 28, encoding: 'utf8' },
);
const { summary, modules } = JSON.parse(run.stdout || '{"summary":{"violations":[]},"modules":[]}');
const seen = modules.filter(
  ({ source }) => rooms.some((room) => source.startsWith(`${room}/`)) && /\.tsx?$/.test(source),
).length;
for (const { rule, from, to } of summary.violations)
  process.stderr.write(`${rule.severity}: ${rule.name}: ${from} → ${to}\n`);
if (seen < sources.length) {
  process.stderr.write(
    `The layer rules looked at ${seen} of ${sources.length} sources, so they prove nothing.\n${run.stderr}`,
  );
  process.exit(1);
}
const errors = summary.violations.filter(({ rule }) => rule.severity === 'error').length;
process.stdout.write(`Layers: ${seen} modules looked at, ${errors} rules broken.\n`);
process.exit(errors > 0 ? 1 : 0);
