import { columnLetter, type Worksheet } from './page.ts';
import type { Sheet } from './sheet.ts';
import { headStyle } from './styles.ts';

function writeHead(worksheet: Worksheet, { columns }: Sheet): void {
  const row = worksheet.addRow(columns.map(({ head }) => head));
  columns.forEach(({ kind }, at) => {
    row.getCell(at + 1).style = headStyle(kind, at === 0);
  });
  row.height = columns.some(({ head, width }) => head.length > width) ? 27 : 17;
  row.commit();
}

function writeRow(worksheet: Worksheet, plan: Sheet, place: number): void {
  const cells = plan.cells(place);
  const row = worksheet.addRow(cells);
  for (let at = 0; at < cells.length; at += 1) row.getCell(at + 1).style = plan.style(at, cells[at] ?? null);
  row.height = plan.height(cells);
  row.commit();
}

/** A bar behind each figure of a column; the scale is fixed so that two binders can be laid side by side. */
function addBars(worksheet: Worksheet, { bars, columns, size }: Sheet): void {
  if (bars === undefined || size === 0) return;
  const at = columnLetter(columns.findIndex(({ head }) => head === bars.head));
  const bar = {
    type: 'dataBar' as const,
    priority: 1,
    gradient: false,
    color: { argb: 'FFEBC9C7' },
    cfvo: [
      { type: 'num' as const, value: 0 },
      { type: 'num' as const, value: bars.most },
    ],
  };
  worksheet.addConditionalFormatting({ ref: `${at}2:${at}${size + 1}`, rules: [bar] });
}

/** Writes the head and every row of a sheet, and closes it. `onRow` is awaited after each row. */
export async function writeSheet(
  worksheet: Worksheet,
  plan: Sheet,
  onRow: () => Promise<void> | undefined,
): Promise<void> {
  writeHead(worksheet, plan);
  for (let place = 0; place < plan.size; place += 1) {
    writeRow(worksheet, plan, place);
    await onRow();
  }
  addBars(worksheet, plan);
  worksheet.commit();
}
