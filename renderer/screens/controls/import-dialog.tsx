import { Button, Modal } from '@mantine/core';
import type { AppError } from '@shared/errors.ts';
import { useEffect, useState } from 'react';
import { asAppError, call } from '../../api.ts';
import { ListState } from '../../ui/list-state.tsx';
import { closeDialog } from './controls.store.ts';
import { ImportColumns } from './import-columns.tsx';
import {
  type ChosenFile,
  importFile,
  type Mapping,
  type MatrixFile,
  type Preview,
  previewFile,
} from './import-file.ts';
import { ImportPreview } from './import-preview.tsx';

interface ImportState {
  readonly file: MatrixFile | null;
  readonly mapping: Mapping;
  /** Null while the columns are chosen or the file is compared. */
  readonly preview: Preview | null;
  readonly isBusy: boolean;
  readonly error: AppError | null;
}

const reading: ImportState = { file: null, mapping: {}, preview: null, isBusy: true, error: null };

/** The steps of an import: the file is read, its columns told, its changes looked at, all of them applied. */
function useImport(chosen: ChosenFile) {
  const [state, set] = useState(reading);
  const change = (part: Partial<ImportState>) => set((before) => ({ ...before, ...part }));
  const run = async (work: () => Promise<Partial<ImportState>>) => {
    change({ isBusy: true, error: null });
    try {
      change({ ...(await work()), isBusy: false });
    } catch (error) {
      change({ error: asAppError(error), isBusy: false });
    }
  };
  const preview = (mapping: Mapping) => run(async () => ({ preview: await previewFile(chosen, mapping) }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is read once; its functions are new at each drawing.
  useEffect(() => {
    void run(async () => {
      const file = await call('matrix.read', { handle: chosen.handle });
      const { mapping } = file;
      return { file, mapping, preview: file.isOwn ? await previewFile(chosen, mapping) : null };
    });
  }, [chosen]);
  const apply = (previewed: Preview) =>
    run(async () => {
      await importFile(chosen, state.mapping, previewed);
      closeDialog();
      return {};
    });
  return { state, change, preview, apply };
}

function Failed({ error, onBack }: { readonly error: AppError; readonly onBack: (() => void) | null }) {
  const text = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
  return (
    <ListState
      kind="error"
      title="Nothing was imported"
      text={text}
      action={<Button onClick={onBack ?? closeDialog}>{onBack === null ? 'Close' : 'Back'}</Button>}
    />
  );
}

/** Imports a matrix from a workbook or a table, with a preview of every change and every error. */
export function ImportDialog({ file: chosen }: { readonly file: ChosenFile }) {
  const { state, change, preview, apply } = useImport(chosen);
  const { file, mapping, error, isBusy } = state;
  const toColumns = file === null || file.isOwn ? null : () => change({ preview: null, error: null });
  return (
    <Modal opened onClose={closeDialog} title={`Import ${chosen.label}`} size={1040}>
      {error !== null ? (
        <Failed error={error} onBack={toColumns} />
      ) : file === null || (isBusy && state.preview === null) ? (
        <ListState kind="loading" title="The file is being read" />
      ) : state.preview === null ? (
        <ImportColumns
          file={file}
          mapping={mapping}
          onMapping={(next) => change({ mapping: next })}
          onCancel={closeDialog}
          onNext={() => void preview(mapping)}
        />
      ) : (
        <ImportPreview
          preview={state.preview}
          notes={file.notes}
          onColumns={toColumns}
          isBusy={isBusy}
          onCancel={closeDialog}
          onImport={() => state.preview !== null && void apply(state.preview)}
        />
      )}
    </Modal>
  );
}
