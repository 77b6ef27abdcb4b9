import { Button, Radio } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { readExceptions } from '../../exceptions/exceptions.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { Mark } from '../../ui/mark.tsx';
import classes from './exceptions.module.css';

type Preview = Output<'exception.previewForms'>;
type Choice = 'ours' | 'theirs';

interface Returned {
  readonly handles: readonly string[];
  readonly preview: Preview;
}

const conflictKey = ({ exceptionId, field }: Preview['conflicts'][number]): string => `${exceptionId} ${field}`;

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
          label={conflict.ours === '' ? 'Stays empty' : conflict.ours}
          description="As it stands here"
        />
        <Radio
          value="theirs"
          label={conflict.theirs === '' ? 'Becomes empty' : conflict.theirs}
          description="As the form says"
        />
      </Radio.Group>
    );
  });
}

function Changes({ changes }: Pick<Preview, 'changes'>) {
  if (changes.length === 0) return <p className="text-3">The forms say what stands here already.</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>Exception</th>
          <th>Field</th>
          <th>Here</th>
          <th>In the form</th>
        </tr>
      </thead>
      <tbody>
        {changes.flatMap(({ exceptionId, fields }) =>
          fields.map(({ field, before, after }) => (
            <tr key={`${exceptionId} ${field}`}>
              <td>{exceptionId}</td>
              <td>{field}</td>
              <td className="text-3">{before === '' ? 'empty' : before}</td>
              <td>{after === '' ? 'empty' : after}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

function ReturnedDialog({ returned, onClose }: { readonly returned: Returned; readonly onClose: () => void }) {
  const { preview, handles } = returned;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const isOpen = preview.conflicts.some((conflict) => choices[conflictKey(conflict)] === undefined);
  const send = async () => {
    if (preview.errors.length > 0 || isOpen) return false;
    await call('exception.importForms', { handles: [...handles], token: preview.token, choices: { ...choices } });
    await readExceptions();
    return true;
  };
  return (
    <FormDialog title="What the forms would change" submit="Take over" size={860} onSubmit={send} onClose={onClose}>
      <div className={classes.forms}>
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

async function exportForms(client: string): Promise<void> {
  const target = await call('file.save', { kind: 'forms', name: `${client} response forms.xlsx` });
  if (target === null) return;
  await call('exception.exportForms', { handle: target.handle });
  await call('app.reveal', { handle: target.handle });
}

async function readForms(): Promise<Returned | null> {
  const picked = await call('file.pick', { folders: false, kind: 'forms' });
  if (picked.length === 0) return null;
  const handles = picked.map(({ handle }) => handle);
  return { handles, preview: await call('exception.previewForms', { handles }) };
}

/** Management often has no Fieldwork: a workbook goes out, and its answers come back. */
export function FormsButtons() {
  const client = useEngagement((state) => state.summary?.engagement.client ?? 'Client');
  const [returned, setReturned] = useState<Returned | null>(null);
  const read = () => void attempt('The forms were not read.', async () => setReturned(await readForms()));
  return (
    <>
      <Button variant="subtle" onClick={() => void attempt('The forms were not written.', () => exportForms(client))}>
        Export forms
      </Button>
      <Button variant="subtle" onClick={read}>
        Import forms
      </Button>
      {returned === null ? null : <ReturnedDialog returned={returned} onClose={() => setReturned(null)} />}
    </>
  );
}
