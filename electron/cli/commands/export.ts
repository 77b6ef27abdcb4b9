import { resolve } from 'node:path';
import { counted } from '@shared/domain/words.ts';
import { exportBinder } from '../../engine/services/export-binder.ts';
import { required, type Values, wordOption } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';

/** `fieldwork export`: writes the binder into a folder, all or nothing. */
export function exportCommand(words: readonly string[], values: Values): Promise<number> {
  return withJudged(words, async (workspace) => {
    const folder = resolve(required(values, 'out'));
    const paper = wordOption(values.paper, ['A4', 'LETTER'] as const, 'paper') ?? 'A4';
    const onProgress = (step: string): void => {
      if (process.stderr.isTTY) process.stderr.write(`${step}\n`);
    };
    const { signal } = new AbortController();
    const options = { paper, colour: true, withScores: values['with-scores'] === true };
    const written = await exportBinder(workspace, commandDeps(), folder, options, signal, onProgress);
    print(
      values.json,
      written,
      `Wrote ${counted(written.files, 'file')} to ${folder}. Fingerprint ${written.fingerprint}.`,
    );
    return 0;
  });
}
