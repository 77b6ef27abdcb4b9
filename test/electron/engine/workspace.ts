import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { ReportScope } from '@shared/domain/engagement.ts';
import type { Finding } from '@shared/domain/finding.ts';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Deps } from '../../../electron/engine/services/deps.ts';
import { createEngagement } from '../../../electron/engine/services/engagement.ts';
import { evaluate } from '../../../electron/engine/services/evaluate.ts';
import { startImport } from '../../../electron/engine/services/import-files.ts';
import { makeSample } from '../../../electron/engine/services/sample.ts';
import type { StatedPlace } from '../../../electron/engine/services/take-item.ts';
import type { Workspace } from '../../../electron/engine/store/open.ts';

const resources = resolve(import.meta.dirname, '../../../resources');

/** A clock that stands still and a person with a name. */
export const deps = (now = '2026-10-01T00:00:00.000Z'): Deps => ({
  clock: () => now,
  actor: 'tester',
  toolVersion: '0.0.0-test',
  resources,
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const wholeYear: ReportScope = { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } };

/** A new engagement on a real database, closed after the test. */
export function newWorkspace(scope: ReportScope = wholeYear): Workspace {
  const workspace = createEngagement(
    join(temporaryFolder(), 'workspace'),
    { client: 'Tidewater Payments', scope, categories: ['availability', 'confidentiality'] },
    deps(),
  );
  onTestFinished(() => {
    try {
      workspace.close();
    } catch {
      // The test closed it itself.
    }
  });
  return workspace;
}

/** The sample engagement, made once for a test file. */
export function sharedSample(): () => Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-sample-'));
  let made: Workspace | undefined;
  beforeAll(async () => {
    made = await makeSample(join(folder, 'sample'), deps());
  }, 60_000);
  afterAll(() => {
    made?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (made === undefined) throw new Error('The sample is made when the tests begin.');
    return made;
  };
}

/** Imports files and answers with the collection as it ended. */
export async function importInto(workspace: Workspace, paths: readonly string[], place?: StatedPlace) {
  const run = startImport(workspace, deps(), {
    paths,
    placeOf: () => place,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  await run.ended;
  const collection = workspace.collections.all().find(({ id }) => id === run.collectionId);
  if (collection === undefined) throw new Error('The collection is gone.');
  return collection;
}

/** Judges and returns the findings of one check. */
export function findingsOf(
  workspace: Workspace,
  checkId: string,
  asOf = '2026-10-01T00:00:00.000Z',
): readonly Finding[] {
  evaluate(workspace, deps(), asOf);
  return [...workspace.findings.each()].filter((finding) => finding.checkId === checkId);
}
