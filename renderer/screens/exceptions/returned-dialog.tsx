import { Radio } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { readExceptions } from '../../exceptions/exceptions.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import classes from './exceptions.module.css';

type Preview = Output<'exception.previewForms'>;
type Choice = 'ours' | 'theirs';

/** Forms that came back, and what they would change. */
export interface Returned {
  readonly handles: readonly string[];
  readonly preview: Preview;
}

const conflictKey = ({ exceptionId, field }: Preview['conflicts'][number]): string => `${exceptionId} ${field}`;

/** Characters of an answer that are shown at once. */
const shown = 400;

/** An answer; a long one is folded, and says how long it is. */
function Answer({ text, empty }: { readonly text: string; readonly empty: string }) {
  if (text.length <= shown) return text === '' ? empty : text;
  return (
    <details>
      <summary>
        {text.slice(0, shown)}… ({counted(text.length, 'character')})
      </summary>
      …{text.slice(shown)}
    </details>
  );
}

function Errors({ errors }: Pick<Preview, 'errors'>) {
  if (errors.length === 0) return null;
  return (
    <section>
      <h3 className="type-section">{counted(errors.length, 'error')}: nothing is taken over until they are gone</h3>
      <ul>
        {errors.map(({ sheet, cell, message }) => (
          <li key={`${sheet} ${cell} ${message}`}>
            <Mark state="fail" /> {[sheet, cell].filter((it) => it !== null && it !== '').join(', cell ')}: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ConflictsProps extends Pick<Preview, 'conflicts'> {
  readonly choices: Readonly<Record<string, Choice>>;
  readonly onChoose: (key: string, choice: Choice) => void;
}

function Conflicts({ conflicts, choices, onChoose }: ConflictsProps) {
  return conflicts.map((conflict) => {
    const key = conflictKey(conflict);
    return (
      <Radio.Group
        key={key}
        label={`${conflict.exceptionId}, ${conflict.field}`}
        description={conflict.words}
        value={choices[key] ?? null}
        onChange={(value) => onChoose(key, value === 'ours' ? 'ours' : 'theirs')}
      >
        <Radio
          value="ours"
          label={<Answer text={conflict.ours} empty="Stays empty" />}
          description="As it stands here"
        />
        <Radio
          value="theirs"
          label={<Answer text={conflict.theirs} empty="Becomes empty" />}
          description="As the form says"
        />
      </Radio.Group>
    );
  });
}

function Changes({ changes }: Pick<Preview, 'changes'>) {
  if (changes.length === 0) return null;
  const heads = ['Exception', 'Field', 'Here', 'In the form'];
  return (
    <table>
      <colgroup>
        <col style={{ width: 80 }} />
        <col style={{ width: 150 }} />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.flatMap(({ exceptionId, fields }) =>
          fields.map(({ field, before, after }) => (
            <tr key={`${exceptionId} ${field}`}>
              <td>{exceptionId}</td>
              <td>{field}</td>
              <td className="text-3">
                <Answer text={before} empty="empty" />
              </td>
              <td>
                <Answer text={after} empty="empty" />
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

/** What stands in the way of taking the forms over; null when nothing does. */
function obstacle({ errors, conflicts }: Preview, choices: ConflictsProps['choices']): AppError | null {
  if (errors.length > 0)
    return new AppError('bad-input', 'A form with an error is not taken over.', 'Correct it and import it again.');
  const open = conflicts.filter((conflict) => choices[conflictKey(conflict)] === undefined).length;
  return open === 0
    ? null
    : new AppError('conflict', `${counted(open, 'conflict')} without a decision.`, 'Say for each which words stand.');
}

/** What forms that came back would change; conflicts are decided here, one by one. */
export function ReturnedDialog({ returned, onClose }: { readonly returned: Returned; readonly onClose: () => void }) {
  const { preview, handles } = returned;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const isSame = preview.errors.length + preview.conflicts.length + preview.changes.length === 0;
  const send = async () => {
    if (isSame) return true;
    const inTheWay = obstacle(preview, choices);
    if (inTheWay !== null) throw inTheWay;
    await call('exception.importForms', { handles: [...handles], token: preview.token, choices: { ...choices } });
    await readExceptions();
    return true;
  };
  return (
    <FormDialog
      title="What the forms would change"
      submit={isSame ? 'Close' : 'Take over'}
      size={860}
      onSubmit={send}
      onClose={onClose}
    >
      <div className={classes.forms}>
        {isSame ? <p>The forms say what stands here already.</p> : null}
        <Errors errors={preview.errors} />
        <Conflicts
          conflicts={preview.conflicts}
          choices={choices}
          onChoose={(key, choice) => setChoices({ ...choices, [key]: choice })}
        />
        <Changes changes={preview.changes} />
      </div>
    </FormDialog>
  );
}
