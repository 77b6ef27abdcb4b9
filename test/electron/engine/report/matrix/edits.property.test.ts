import type { Control } from '@shared/domain/control.ts';
import { controlNatures, controlTypes, frequencies } from '@shared/domain/control.ts';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnOf, type EditableField, matrixColumns } from '../../../../../electron/engine/report/matrix/columns.ts';
import { baseOf, library } from './base.fixture.ts';
import { compareWorkbook, workbookOf } from './workbook.fixture.ts';

const controls: readonly Control[] = library.filter((_, at) => at % 9 === 0);
const criteria = [...baseOf().names.criteria];

/** A value as the matrix keeps it, and the cell that says it. */
interface Edit {
  readonly value: unknown;
  readonly cell: exceljs.CellValue;
}

/** What Excel does when a person types such a text. */
const typed = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
const plain = (edit: unknown): Edit => ({ value: edit, cell: typed(String(edit)) });
const listed = (items: readonly string[]): Edit => ({ value: items, cell: typed(items.join('\n')) });

const unwritable = /\p{Cc}|\p{Cs}|[\uFFFE\uFFFF\u2028\u2029]/u;
const text = (maxLength: number) =>
  fc
    .oneof(fc.string({ unit: 'grapheme', maxLength }), fc.string({ unit: 'binary', maxLength }), fc.lorem())
    .map((it) => it.trim().slice(0, maxLength))
    .filter((it) => it !== '' && it === it.trim() && !unwritable.test(it));
const line = (maxLength: number) => text(maxLength).map(plain);
const lines = (maxLength: number) => fc.array(text(maxLength), { maxLength: 6 }).map(listed);
const day = fc
  .date({ min: new Date('2027-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const values: Readonly<Partial<Record<EditableField, fc.Arbitrary<Edit>>>> = {
  domain: line(40),
  title: line(200),
  statement: line(300),
  criteria: fc.uniqueArray(fc.constantFrom(...criteria), { maxLength: 8 }).map(listed),
  type: fc.constantFrom(...controlTypes).map(plain),
  nature: fc.constantFrom(...controlNatures).map(plain),
  frequency: fc.constantFrom(...frequencies).map(plain),
  targetCadence: fc.constantFrom(...frequencies).map(plain),
  owner: line(120),
  performer: line(120),
  systems: fc.uniqueArray(fc.constantFrom('SYS-01', 'SYS-02')).map(listed),
  isKey: fc.boolean().map((isKey) => ({ value: isKey, cell: isKey ? 'key' : 'supporting' })),
  risk: line(300),
  population: line(300),
  evidence: lines(100),
  testOfDesign: line(300),
  testOfOperation: lines(100),
  policy: line(200),
  status: fc.constantFrom('in-place', 'planned').map(plain),
  effectiveTo: fc
    .tuple(day, fc.boolean())
    .map(([on, isDate]) => ({ value: on, cell: isDate ? new Date(`${on}T00:00:00Z`) : on })),
  declares: fc.integer({ min: 1, max: 999 }).map((days) => ({
    value: [{ checkId: 'aws.data-store-backup-on', parameter: 'backupRetentionDays', value: days }],
    cell: `aws.data-store-backup-on backupRetentionDays = ${days}`,
  })),
};
const fields = matrixColumns.flatMap(({ field }) => (field in values ? [field as EditableField] : []));

const edit = fc
  .tuple(fc.nat({ max: controls.length - 1 }), fc.constantFrom(...fields))
  .chain(([place, field]) => (values[field] ?? fc.constant(plain(''))).map((it) => ({ place, field, ...it })));
const edits = fc.uniqueArray(edit, { maxLength: 25, selector: ({ place, field }) => `${place} ${field}` });

const exported = workbookOf(controls);

test('any set of valid edits made in the workbook comes back as exactly these', { timeout: 120_000 }, async () => {
  const bytes = new Uint8Array(await exported);
  await fc.assert(
    fc.asyncProperty(edits, async (made) => {
      const workbook = new exceljs.Workbook();
      await workbook.xlsx.load(bytes.slice().buffer);
      const sheet = workbook.getWorksheet('Control matrix');
      const wanted = new Map<string, Record<string, unknown>>();
      for (const { place, field, value, cell } of made) {
        const control = controls[place];
        if (sheet === undefined || control === undefined) throw new Error('The workbook lost a row.');
        const at = matrixColumns.indexOf(columnOf(field)) + 1;
        sheet.getRow(place + 2).getCell(at).value = cell;
        if (JSON.stringify(control[field]) === JSON.stringify(value)) continue;
        wanted.set(control.id, { ...wanted.get(control.id), [field]: value });
      }
      const compared = await compareWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()), controls);
      expect(compared.errors).toEqual([]);
      expect(new Map(compared.edits.map((it) => [it.id, it.kind === 'change' ? it.change : it]))).toEqual(wanted);
    }),
    { numRuns: 60 },
  );
});
