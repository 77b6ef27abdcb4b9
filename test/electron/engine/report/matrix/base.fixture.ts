import { resolve } from 'node:path';
import type { Control } from '@shared/domain/control.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { checks } from '../../../../../electron/engine/checks/registry.ts';
import { compareMatrix } from '../../../../../electron/engine/report/matrix/compare.ts';
import type { Base } from '../../../../../electron/engine/report/matrix/line-values.ts';
import { guessMapping, isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import { loadControls, loadCriteria } from '../../../../../electron/engine/services/library.ts';
import { relatedTo } from '../../../../../electron/engine/services/related.ts';

const resources = resolve(import.meta.dirname, '../../../../../resources');

/** The control library. */
export const library: readonly Control[] = loadControls(resources);

/** A control of the library by its id. */
export function libraryControl(id: string): Control {
  const found = library.find((control) => control.id === id);
  if (found === undefined) throw new Error(`The library has no control ${id}.`);
  return found;
}

/** The matrix of a new engagement on 1 October 2026, with two systems in its register. */
export const baseOf = (controls: readonly Control[] = library, over: Partial<Base> = {}): Base => ({
  controls,
  removed: new Map([['HR-09', '2026-03-04']]),
  names: {
    criteria: new Set(loadCriteria(resources, trustCategories).map(({ id }) => id)),
    checks: new Map(checks.map((check) => [check.id, check.parameters])),
    systems: new Set(['SYS-01', 'SYS-02']),
    register: [
      { id: 'SYS-01', name: 'Production account' },
      { id: 'SYS-02', name: 'Payments, core' },
    ],
  },
  relatedTo: relatedTo(resources),
  from: '2026-10-01',
  ...over,
});

/** Compares a table of text with the matrix, its columns read as their heads say. */
export async function compareText(csv: string, base: Base = baseOf()) {
  const table = await readTable(Buffer.from(csv), isKnownHead);
  return compareMatrix(table, guessMapping(table.columns.map(({ head }) => head)), base);
}
