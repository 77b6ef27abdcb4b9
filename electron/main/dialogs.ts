import { basename } from 'node:path';
import type { Input } from '@shared/contract/contract.ts';
import { type BrowserWindow, dialog, type OpenDialogOptions } from 'electron';

const titles = {
  new: { title: 'Choose an empty folder for the engagement', buttonLabel: 'Use this folder' },
  open: { title: 'Open an engagement folder', buttonLabel: 'Open' },
  export: { title: 'Choose where the binder is written', buttonLabel: 'Write here' },
} as const;

/** Asks for a folder; null when the user turned away. */
export async function pickFolder(
  window: BrowserWindow,
  purpose: Input<'workspace.pick'>['purpose'],
): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    ...titles[purpose],
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

const workbook = { name: 'Workbook', extensions: ['xlsx'] };
const asked = {
  matrix: {
    title: 'Import a control matrix',
    buttonLabel: 'Read',
    filters: [{ name: 'Workbooks and tables', extensions: ['xlsx', 'csv', 'txt'] }],
    properties: ['openFile'],
  },
  forms: {
    title: 'Import response forms',
    buttonLabel: 'Read',
    filters: [workbook],
    properties: ['openFile', 'multiSelections'],
  },
  certificate: {
    title: 'Choose the certificate of the application',
    buttonLabel: 'Choose',
    filters: [{ name: 'Certificates', extensions: ['pem', 'crt', 'cer', 'key'] }],
    properties: ['openFile'],
  },
  evidence: { title: 'Attach evidence', buttonLabel: 'Attach', properties: ['openFile', 'multiSelections'] },
} satisfies Record<string, OpenDialogOptions>;

const saved = {
  matrix: 'Export the control matrix',
  forms: 'Export response forms for management',
} as const;

/** Asks for the name of a workbook to write; null when the user turned away. */
export async function saveFile(window: BrowserWindow, { kind, name }: Input<'file.save'>): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: saved[kind],
    buttonLabel: 'Write',
    defaultPath: name,
    filters: [workbook],
  });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for files, or for folders, to import. */
export async function pickFiles(
  window: BrowserWindow,
  { folders, kind }: Input<'file.pick'>,
): Promise<readonly string[]> {
  const cloud: OpenDialogOptions = {
    title: folders ? 'Import a folder of AWS Config files' : 'Import AWS Config files',
    buttonLabel: 'Import',
    properties: [folders ? 'openDirectory' : 'openFile', 'multiSelections'],
  };
  const { canceled, filePaths } = await dialog.showOpenDialog(
    window,
    kind === undefined || kind === 'cloud' ? cloud : asked[kind],
  );
  return canceled ? [] : filePaths;
}

/** A path as people name it. */
export const labelOf = (path: string): string => basename(path);
