import { counted } from '@shared/domain/words.ts';
import { listedUpTo } from '../words.ts';
import type { Table } from './read/table.ts';
import { matrixFormat } from './source.ts';

/** True for a workbook that Fieldwork wrote, edited since or not. */
export const isOwnWorkbook = ({ readMe }: Table): boolean => readMe.get('Format') === matrixFormat;

function mergeNotes({ merges, headRow }: Table): readonly string[] {
  const below = merges.filter(({ bottom }) => bottom > headRow).map(({ reference }) => reference);
  if (below.length === 0) return [];
  return [
    `${counted(below.length, 'merged area')}: ${listedUpTo(below, 3)}. Only the first cell of each holds a value.`,
  ];
}

/** What a person should know before trusting how a file was read. */
export function tableNotes(table: Table, engagementId: string): readonly string[] {
  const engagement = table.readMe.get('Engagement');
  return [
    ...(table.encoding === 'windows-1252'
      ? ['The file is not UTF-8. It was read as Windows-1252; look at letters with accents.']
      : []),
    ...(isOwnWorkbook(table) && engagement !== engagementId
      ? ['The workbook was written for another engagement. Controls of the same id are compared all the same.']
      : []),
    ...mergeNotes(table),
  ];
}
