import { Button } from '@mantine/core';
import { counted, listed } from '@shared/domain/words.ts';
import { useState } from 'react';
import { Mark } from '../../ui/mark.tsx';
import { DialogTable } from './change-table.tsx';
import { useControls } from './controls.store.ts';
import classes from './dialogs.module.css';
import { holdsWords } from './holds-from.ts';
import type { Preview } from './import-file.ts';
import { fieldName } from './matrix-fields.ts';

function Errors({ errors }: Pick<Preview, 'errors'>) {
  if (errors.length === 0) return null;
  return (
    <>
      <p className={classes.refusal} role="alert">
        <Mark state="fail" /> {counted(errors.length, 'error')}: nothing can be imported before the file is corrected.
      </p>
      <DialogTable label="Errors" heads={['Row', 'Column', 'What is wrong', 'What to do']}>
        {errors.map(({ row, column, message, remedy }) => (
          <tr key={`${row} ${column} ${message}`}>
            <td className="nums">{row}</td>
            <td className={classes.nowrap}>{column ?? 'Whole row'}</td>
            <td>{message}</td>
            <td>{remedy}</td>
          </tr>
        ))}
      </DialogTable>
    </>
  );
}

const shownFirst = 300;

/** One line a field: a control that is added says all it brings, a change what stood there and what would. */
function Changes({ changes }: Pick<Preview, 'changes'>) {
  const [isWhole, setWhole] = useState(false);
  const lines = changes.flatMap(({ kind, row, id, title, fields }) =>
    fields.map((field, place) => ({ ...field, kind, row, id, title, isFirst: place === 0 })),
  );
  const shown = isWhole ? lines : lines.slice(0, shownFirst);
  if (lines.length === 0) return null;
  return (
    <>
      <DialogTable label="Changes" heads={['Row', 'Control', 'Field', 'Now', 'Then']}>
        {shown.map(({ kind, row, id, title, isFirst, field, before, after }) => (
          <tr key={`${id} ${field}`}>
            <td className="nums">{isFirst ? row : ''}</td>
            <td className={classes.nowrap} title={title}>
              {isFirst ? <code className="type-mono">{id}</code> : null} {isFirst && kind === 'add' ? 'new' : ''}
            </td>
            <td className={classes.nowrap}>{fieldName(field)}</td>
            <td className={classes.before}>{kind === 'add' ? '' : before || 'Empty'}</td>
            <td className={classes.after}>{after || 'Empty'}</td>
          </tr>
        ))}
      </DialogTable>
      {shown.length < lines.length ? (
        <Button variant="subtle" onClick={() => setWhole(true)}>
          Show all {counted(lines.length, 'field')}
        </Button>
      ) : null}
    </>
  );
}

function Counts({ preview: { changes, same, notInFile } }: { readonly preview: Preview }) {
  const added = changes.filter(({ kind }) => kind === 'add').length;
  const more = notInFile.length - 12;
  return (
    <>
      <p className={classes.counts}>
        <span>
          <b>{counted(added, 'control')}</b> would be added.
        </span>
        <span>
          <b>{counted(changes.length - added, 'control')}</b> would change.
        </span>
        <span>{counted(same, 'row')} say what the matrix says already.</span>
      </p>
      {notInFile.length === 0 ? null : (
        <p className="type-second text-3">
          {counted(notInFile.length, 'control is', 'controls are')} not in the file and would stay as they are:{' '}
          {more > 0 ? `${notInFile.slice(0, 12).join(', ')} and ${more} more` : listed(notInFile)}.
        </p>
      )}
    </>
  );
}

interface ImportPreviewProps {
  readonly preview: Preview;
  readonly notes: readonly string[];
  /** Null for a workbook that Fieldwork wrote, whose columns are known. */
  readonly onColumns: (() => void) | null;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onImport: () => void;
}

/** What a file would do to the matrix, before it does: all of it or nothing. */
export function ImportPreview({ preview, notes, onColumns, isBusy, onCancel, onImport }: ImportPreviewProps) {
  const holds = useControls((state) => state.holds);
  const { changes, errors } = preview;
  return (
    <div className={classes.body}>
      {notes.length === 0 ? null : (
        <ul className={classes.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Counts preview={preview} />
      <Errors errors={errors} />
      <Changes changes={changes} />
      <p className="type-second text-3">{holdsWords(holds)}. All of it is one step, and one undo takes it back.</p>
      <div className={classes.buttons}>
        {onColumns === null ? null : (
          <Button variant="subtle" onClick={onColumns}>
            Back to the columns
          </Button>
        )}
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          variant="filled"
          disabled={errors.length > 0 || changes.length === 0}
          loading={isBusy}
          data-autofocus
          onClick={onImport}
        >
          {changes.length === 0 ? 'Nothing to import' : `Import ${counted(changes.length, 'control')}`}
        </Button>
      </div>
    </div>
  );
}
