import { join } from 'node:path';
import { emptyResponse, type Response } from '@shared/domain/response.ts';
import exceljs from 'exceljs';
import { keepResponse, raiseException, typeResponse } from '../../../../electron/engine/services/exceptions.ts';
import { exportForms } from '../../../../electron/engine/services/response-forms.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, newWorkspace, temporaryFolder } from '../workspace.ts';

/** An engagement with two exceptions by hand, the first answered, and the forms of both. */
export async function sentOut(answer: Partial<Response> = {}): Promise<{ workspace: Workspace; path: string }> {
  const workspace = newWorkspace();
  for (const [controlId, title] of [
    ['IAM-05', 'The second quarter access review was not done'],
    ['LOG-01', 'The trail covered one region'],
  ] as const)
    raiseException(workspace, deps(), { title, controlId, origins: [] });
  if (Object.keys(answer).length > 0) answered(workspace, 'EX-001', answer);
  const path = join(temporaryFolder(), 'forms.xlsx');
  await exportForms(workspace, deps(), { path });
  return { workspace, path };
}

/** Writes an answer here, as a person would, and keeps it. */
export function answered(workspace: Workspace, id: string, answer: Partial<Response>): void {
  typeResponse(workspace, deps(), { id, response: { ...emptyResponse, ...answer } });
  keepResponse(workspace, deps(), id);
}

type Edits = Readonly<Record<string, exceljs.CellValue>>;

/** The cell in which a field of a form is answered. */
function answerCell(sheet: exceljs.Worksheet, field: string): exceljs.Cell {
  const names = sheet.getColumn(4).values;
  const row = names.indexOf(field);
  if (row < 1) throw new Error(`The form has no row ${field}.`);
  return sheet.getCell(row, 2);
}

/** A copy of a workbook of forms in which somebody filled in fields of one form, or did something else to it. */
export async function filledIn(
  path: string,
  id: string,
  edits: Edits,
  also: (sheet: exceljs.Worksheet, workbook: exceljs.Workbook) => void = () => undefined,
  name = 'returned.xlsx',
): Promise<string> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  const sheet = workbook.getWorksheet(id);
  if (sheet === undefined) throw new Error(`There is no form ${id}.`);
  for (const [field, value] of Object.entries(edits)) answerCell(sheet, field).value = value;
  also(sheet, workbook);
  const copy = join(temporaryFolder(), name);
  await workbook.xlsx.writeFile(copy);
  return copy;
}
