// What the benches of live collections share: a whole collection into a new workspace, with a thread that reads and one that
// keeps, as in the program.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Collection } from '@shared/domain/collection.ts';
import type { Connection, RunSecret } from '@shared/domain/connection.ts';
import { saveConnection } from '../../electron/engine/services/connections.ts';
import type { Deps } from '../../electron/engine/services/deps.ts';
import { createEngagement } from '../../electron/engine/services/engagement.ts';
import { createJobs } from '../../electron/engine/services/jobs.ts';
import { createLive } from '../../electron/engine/services/live.ts';

/** What a collection of a bench is begun with. `script` is the address of a module whose `serve(port)` serves its collector. */
interface Beginning {
  readonly script: string;
  readonly port: number;
  readonly reach: Connection['reach'];
  readonly secret: RunSecret;
  readonly regions: readonly string[];
}

/** Connects, plans, reads and keeps. Gives the run; fails unless all of it was read. */
export async function collect({ script, port, reach, secret, regions }: Beginning): Promise<Collection> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-bench-'));
  const collector = join(folder, 'collector.mjs');
  writeFileSync(collector, `import { serve } from ${JSON.stringify(script)};\nserve(${port});\n`);
  const clock = (): string => new Date().toISOString();
  const deps: Deps = { clock, actor: 'bench', toolVersion: '0.0.0-bench', resources: resolve('resources'), collector };
  const scope = { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } } as const;
  const workspace = createEngagement(join(folder, 'workspace'), { client: 'Bench', scope, categories: [] }, deps);
  const live = createLive({
    workspace: () => workspace,
    deps,
    jobs: createJobs(),
    judge: () => undefined,
    emit: () => undefined,
  });
  try {
    const { id } = saveConnection(workspace, deps, { id: null, name: 'bench', reach });
    await live['collection.connect']({ connectionId: id, secret });
    const options = { regions, accounts: [], history: { depth: 'none' as const }, aggregator: null };
    await live['collection.start']({ options, acceptsUndeclared: 'bench' });
    await live.ended();
    const [run] = workspace.collections.all();
    const broken = run?.tasks.find(({ state }) => state !== 'done');
    if (run?.state !== 'done') throw new Error(`The run ended as ${run?.state}: ${broken?.label}, ${broken?.reason}`);
    return run;
  } finally {
    await live.close();
    workspace.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
