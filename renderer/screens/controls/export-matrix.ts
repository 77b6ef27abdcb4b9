import { counted } from '@shared/domain/words.ts';
import { asAppError, call } from '../../api.ts';
import { useEngagement } from '../../engagement.store.ts';
import { say } from './controls.store.ts';

/** Signs that file systems refuse in names, and the spaces around them. */
const forbidden = /[\s\\/:*?"<>|]+/g;

/** `Larkspur Pay control matrix 2026.xlsx` */
export const workbookName = (client: string, period: string): string =>
  `${client.replace(forbidden, ' ').trim()} control matrix ${period.slice(0, 4)}.xlsx`.slice(0, 120);

/** Asks where, writes the matrix as a workbook, and says what was written. */
export async function exportMatrix(): Promise<void> {
  const { summary } = useEngagement.getState();
  if (summary === null) return;
  const { client, scope } = summary.engagement;
  const name = workbookName(client, scope.reportType === 1 ? scope.asOfOn : scope.period.to);
  try {
    const picked = await call('file.save', { kind: 'matrix', name });
    if (picked === null) return;
    const { file, rows, sha256 } = await call('matrix.export', { handle: picked.handle });
    say(`${file} was written: ${counted(rows, 'control')}, SHA-256 ${sha256.slice(0, 8)}….`, false, picked.handle);
  } catch (error) {
    const { message, remedy } = asAppError(error);
    say(`The matrix was not exported. ${message}${remedy === undefined ? '' : ` ${remedy}`}`, true);
  }
}
