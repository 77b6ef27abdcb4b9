import { basename } from 'node:path';
import type { Input } from '@shared/contract/contract.ts';
import { type BrowserWindow, dialog } from 'electron';

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

/** Asks for files, or for folders, to import. */
export async function pickFiles(window: BrowserWindow, folders: boolean): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: folders ? 'Import a folder of AWS Config files' : 'Import AWS Config files',
    buttonLabel: 'Import',
    properties: [folders ? 'openDirectory' : 'openFile', 'multiSelections'],
  });
  return canceled ? [] : filePaths;
}

/** A path as people name it. */
export const labelOf = (path: string): string => basename(path);
