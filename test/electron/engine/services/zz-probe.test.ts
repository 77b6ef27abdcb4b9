import { join, resolve } from 'node:path';
import { readdirSync } from 'node:fs';
import { test } from 'vitest';
import { importInto, newWorkspace, temporaryFolder, deps, findingsOf, resources } from '../workspace.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
const aws = resolve(import.meta.dirname, '../../../fixtures/aws');
const show = async (name: string, files: string[]) => {
  const w = newWorkspace();
  const c = await importInto(w, files);
  evaluate(w, deps(), '2026-10-01T00:00:00.000Z');
  const fs = [...w.findings.each()];
  const n: Record<string, number> = {};
  for (const f of fs) n[f.verdict] = (n[f.verdict] ?? 0) + 1;
  console.log(name, c.state, c.tasks.filter(t=>t.state!=='done').map(t=>t.reason), w.snapshots.all().map(s => s.fileName+' '+s.kind+' '+s.items), n);
  for (const f of fs.filter(f => f.resource.type.startsWith('aws.'))) console.log('   ', f.checkId, f.verdict, f.resource.id, f.because);
  w.close();
};
test('known', async () => {
  await show('recorders only', [join(aws, 'describe-configuration-recorders.json')]);
  await show('query + recorder', [join(aws, 'describe-configuration-recorders.json'), join(aws, 'select-whole-rows.json')]);
});

import { makeSample } from '../../../../electron/engine/services/sample.ts';
import expectations from '../../../fixtures/sample-expectations.json';
test('sample', async () => {
  const w = await makeSample(join(temporaryFolder(), 's'), deps());
  const out: string[] = [];
  for (const [check, want] of Object.entries(expectations)) for (const state of ['fail','lapsed','unknown'] as const) {
    const got = [...w.findings.each()].filter(f => f.checkId === check && f.state === state).map(f => f.resource.id).sort();
    if (JSON.stringify(got) !== JSON.stringify([...want[state]].sort())) out.push(`${check} ${state}: got ${got} want ${want[state]}`);
  }
  const other = [...w.findings.each()].filter(f => !(f.checkId in expectations) && f.state !== 'pass' && f.state !== 'not-applicable');
  console.log(out, other.map(f => [f.checkId, f.state, f.resource.id, f.because].join(' ')), w.collections.all()[0]?.tasks.filter(t => t.state !== 'done').length);
  for (const at of ['2024-01-01T00:00:00.000Z', '2025-06-01T00:00:00.000Z']) {
    evaluate(w, deps(), at);
    const n: Record<string, number> = {};
    for (const f of w.findings.each()) n[f.verdict] = (n[f.verdict] ?? 0) + 1;
    console.log(at, n, [...w.findings.each()].filter(f => f.resource.type.startsWith('aws.') && f.verdict !== 'unknown').map(f => [f.checkId, f.verdict, f.resource.id, f.capturedAt, f.because].join(' ')).slice(0, 30));
  }
  w.close();
});
