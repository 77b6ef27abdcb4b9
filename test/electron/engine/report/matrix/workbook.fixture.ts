import { resolve } from 'node:path';
import type { Control } from '@shared/domain/control.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { compareMatrix } from '../../../../../electron/engine/report/matrix/compare.ts';
import { guessMapping, isKnownHead } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { readTable } from '../../../../../electron/engine/report/matrix/read/table.ts';
import type { MatrixSource } from '../../../../../electron/engine/report/matrix/source.ts';
import { matrixWorkbook } from '../../../../../electron/engine/report/matrix/write-workbook.ts';
import { loadCriteria } from '../../../../../electron/engine/services/library.ts';
import { baseOf, library } from './base.fixture.ts';

const resources = resolve(import.meta.dirname, '../../../../../resources');

/** The workbook of some controls, exported on 1 October 2026. */
export function workbookOf(controls: readonly Control[] = library, over: Partial<MatrixSource> = {}): Promise<Buffer> {
  const { names, relatedTo } = baseOf(controls);
  return matrixWorkbook({
    engagement: {
      id: '9fe32716-f014-49f2-ac64-52c4a9dc1c19',
      client: 'Tidewater Payments',
      service: 'Card payments',
      scope: { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } },
      categories: ['security', 'availability'],
      timeZone: 'Europe/Berlin',
      auditor: '',
      reportOn: null,
      previous: null,
      people: [],
      stalenessAnchor: 'period-end',
      rolledFrom: null,
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    exportedAt: '2026-10-01T09:30:00.000Z',
    toolVersion: '0.0.0-test',
    head: { entries: 12, hash: 'ab'.repeat(32) },
    controls,
    criteria: loadCriteria(resources, trustCategories),
    systems: names.register,
    relatedTo,
    ...over,
  });
}

/** Compares a workbook with the controls it was made of. */
export async function compareWorkbook(bytes: Buffer, controls: readonly Control[] = library) {
  const table = await readTable(bytes, isKnownHead);
  return compareMatrix(table, guessMapping(table.columns.map(({ head }) => head)), baseOf(controls));
}
