// How long the findings list takes to answer, beside one scan of the same rows in a plain table.

import { resolve } from 'node:path';
import type { Input } from '@shared/contract/contract.ts';
import Database from 'better-sqlite3';
import type { Deps } from '../../electron/engine/services/deps.ts';
import { openEngagement } from '../../electron/engine/services/engagement.ts';
import { pageFindings, queryFindings } from '../../electron/engine/services/findings.ts';
import type { Workspace } from '../../electron/engine/store/open.ts';

const deps: Deps = {
  clock: () => new Date().toISOString(),
  actor: 'bench',
  toolVersion: '0.0.0-bench',
  resources: resolve('resources'),
};
const all: Input<'finding.query'> = { tab: 'all', search: '', group: 'check', sort: [], filter: {} };
/** What the window asks for at once. */
const limit = 200;
const runs = 2;

/** Seconds of the best of some runs: other work only adds. */
function best(work: (turn: number) => unknown): number {
  const seconds = Array.from({ length: runs }, (_, turn) => {
    const start = performance.now();
    work(turn);
    return (performance.now() - start) / 1000;
  });
  return Math.min(...seconds);
}

/** The findings as rows of one table without an index, in a database of its own. */
function plainTable(workspace: Workspace): Database.Database {
  const db = new Database('');
  db.exec('CREATE TABLE row (id, state, severity, account, region, type, resource, name, check_id, because)');
  const insert = db.prepare('INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const { id, state, severity, resource, checkId, because } of workspace.findings.each()) {
      const { account, region, type, id: resourceId, name } = resource;
      insert.run(id, state, severity, account, region, type, resourceId, name, checkId, because);
    }
  })();
  return db;
}

/** Seconds of one scan that looks for a text in every row of the plain table. */
function scan(workspace: Workspace, text: string): number {
  const db = plainTable(workspace);
  const found = db.prepare(
    'SELECT count(*) FROM row WHERE instr(lower(resource), @text) OR instr(lower(name), @text) OR instr(lower(because), @text)',
  );
  const seconds = best(() => found.get({ text }));
  db.close();
  return seconds;
}

/** Seconds of each question the list asks, and of the scan, in a judged workspace. */
export function listSeconds(folder: string) {
  const workspace = openEngagement(folder);
  const text = 'bench-9999';
  // Each turn asks for another list: one that was put in order stays so for its further pages.
  const sorted = (turn: number) => ({ ...all, sort: [{ by: 'resource' as const, descending: turn % 2 === 0 }] });
  const searched = (turn: number) => ({ ...all, search: text.slice(0, text.length - turn) });
  try {
    const { total } = queryFindings(workspace, deps, all);
    const page = (query: typeof all, offset: number) => pageFindings(workspace, deps, { query, offset, limit });
    return {
      total,
      baseline: scan(workspace, text),
      counts: best(() => queryFindings(workspace, deps, all)),
      page: best((turn) => page(sorted(turn), 0)),
      deep: best(() => page(sorted(runs - 1), Math.floor(total * 0.9))),
      search: best((turn) => [queryFindings(workspace, deps, searched(turn)), page(searched(turn), 0)]),
    };
  } finally {
    workspace.close();
  }
}
