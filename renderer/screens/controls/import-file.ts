import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { asAppError, call, isMac } from '../../api.ts';
import { comboWords } from '../../ui/keys.ts';
import { openDialog, say, useControls } from './controls.store.ts';
import { fromOf } from './holds-from.ts';
import { takeStep } from './matrix-edits.ts';
import { type MatrixField, matrixFields } from './matrix-fields.ts';

export type MatrixFile = Output<'matrix.read'>;
export type Preview = Output<'matrix.preview'>;
/** Which column head of the file means which field; heads left out are not read. */
export type Mapping = MatrixFile['mapping'];

/** A file that a person chose to import from. */
export interface ChosenFile {
  readonly handle: string;
  readonly label: string;
}

/** Lets a person choose a workbook or a table, and opens the import of it. */
export async function startImport(): Promise<void> {
  try {
    const [file] = await call('file.pick', { folders: false, kind: 'matrix' });
    if (file !== undefined) openDialog({ kind: 'import', file });
  } catch (error) {
    say(`No file was read. ${asAppError(error).message}`, true);
  }
}

/** Everything a file would change and everything that is wrong in it; nothing is changed. */
export const previewFile = ({ handle }: ChosenFile, mapping: Mapping): Promise<Preview> =>
  call('matrix.preview', { handle, mapping, ...fromOf(useControls.getState().holds) });

/** Applies exactly what was previewed, as one step. */
export async function importFile(file: ChosenFile, mapping: Mapping, { token, changes }: Preview): Promise<void> {
  const { holds } = useControls.getState();
  await takeStep(await call('matrix.import', { handle: file.handle, mapping, token, ...fromOf(holds) }));
  const keys = comboWords('mod+z', isMac());
  say(`${file.label} was imported: ${counted(changes.length, 'control')} added or changed. ${keys} takes it back.`);
}

/** Columns that only the matrix itself can say; a file's word on them is not read. */
const notRead: readonly MatrixField[] = [
  'number',
  'standing',
  'period',
  'checks',
  'version',
  'effectiveFrom',
  'iso27001',
  'nistCsf',
  'dora',
];

/** The fields a column of a file may mean, in the order of the matrix. */
export const importFields = matrixFields
  .filter(({ id }) => !notRead.includes(id))
  .map(({ id, title, name }) => ({ value: id, label: name ?? title }));

/** The mapping with one head given a meaning, or none; a field is given to one head only. */
export function withMeaning(mapping: Mapping, head: string, field: string | null): Mapping {
  const others = Object.entries(mapping).filter(([one, meaning]) => one !== head && meaning !== field);
  return Object.fromEntries(field === null ? others : [...others, [head, field]]);
}
