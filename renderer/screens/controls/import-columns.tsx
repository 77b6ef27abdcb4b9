import { Button, Select } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { DialogTable } from './change-table.tsx';
import classes from './dialogs.module.css';
import { importFields, type Mapping, type MatrixFile, withMeaning } from './import-file.ts';

interface ImportColumnsProps {
  readonly file: MatrixFile;
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

/** The first values of a column, as far as they tell what it is. */
function sampleOf({ sample }: MatrixFile, place: number): string {
  const values = sample.flatMap((row) => (row[place] === undefined || row[place] === '' ? [] : [row[place]]));
  const text = values.slice(0, 3).join(' · ');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

function Heads({ file, mapping, onMapping }: Pick<ImportColumnsProps, 'file' | 'mapping' | 'onMapping'>) {
  return (
    <DialogTable label="Columns of the file" heads={['Column of the file', 'First values', 'Read as']}>
      {file.heads.map((head, place) => (
        <tr key={head}>
          <td>
            <b>{head}</b>
          </td>
          <td className={classes.sample}>{sampleOf(file, place)}</td>
          <td>
            <Select
              aria-label={`${head} is read as`}
              data={importFields}
              value={mapping[head] ?? null}
              placeholder="Not read"
              clearable
              searchable
              maxDropdownHeight={220}
              onChange={(field) => onMapping(withMeaning(mapping, head, field))}
            />
          </td>
        </tr>
      ))}
    </DialogTable>
  );
}

/** Says which column of a client's file means which field; remembered for the next file with the same heads. */
export function ImportColumns({ file, mapping, onMapping, onCancel, onNext }: ImportColumnsProps) {
  const read = Object.keys(mapping).length;
  return (
    <div className={classes.body}>
      <p>
        {counted(file.rows, 'row')} in {file.sheet === '' ? 'the table' : `the sheet “${file.sheet}”`}.{' '}
        {file.isRemembered
          ? 'The columns are read as last time.'
          : 'The columns are guessed by their heads; correct what is wrong.'}{' '}
        {counted(read, 'column')} of {file.heads.length} will be read.
      </p>
      <Heads file={file} mapping={mapping} onMapping={onMapping} />
      <div className={classes.buttons}>
        <Button variant="subtle" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="filled" disabled={read === 0} onClick={onNext}>
          Preview the changes
        </Button>
      </div>
    </div>
  );
}
