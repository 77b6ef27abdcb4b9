import type { Control } from '@shared/domain/control.ts';
import { val } from '../writers/xlsx/cell.ts';
import { fieldText, type MatrixField, type Related } from './columns.ts';
import { decoded } from './read/cell-text.ts';

const settled = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/** What the cell of a field holds once the workbook was written and read again. */
export const exportedText = (field: MatrixField, control: Control, related?: Related): string =>
  decoded(String(val(fieldText(field, control, related)) ?? ''));

/** True when a cell says what was exported; line ends and blanks around the text are of no account. */
export const isSameText = (cell: string, exported: string): boolean => settled(cell) === settled(exported);
