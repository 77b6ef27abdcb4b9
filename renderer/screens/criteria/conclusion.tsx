import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { conclusionWords as allWords, type ConclusionWord } from '@shared/domain/criterion.ts';
import { dayWords } from '@shared/domain/words.ts';
import { type FormEvent, useState } from 'react';
import { asAppError } from '../../api.ts';
import { go } from '../../navigation.store.ts';
import { Mark } from '../../ui/mark.tsx';
import classes from './criteria.module.css';
import { conclude } from './criteria.store.ts';
import type { CriterionView } from './criteria-lines.ts';
import { conclusionWords } from './criteria-words.ts';

const choices = allWords.map((value) => ({ value, label: conclusionWords[value] }));

interface Draft {
  readonly word: ConclusionWord | null;
  readonly by: string;
  readonly reason: string;
}

interface FormProps {
  readonly criterion: string;
  readonly before: CriterionView['conclusion'];
  readonly onDone: () => void;
}

/** Asks for the word, the name and the reason. Nothing is filled in from the findings. */
function ConclusionForm({ criterion, before, onDone }: FormProps) {
  const [draft, setDraft] = useState<Draft>({ word: before?.word ?? null, by: before?.by ?? '', reason: '' });
  const [wasSent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { word, by, reason } = draft;
  const send = async () => {
    setSent(true);
    if (word === null || by.trim() === '' || reason.trim() === '') return;
    try {
      await conclude({ criterion, word, by: by.trim(), reason: reason.trim() });
      onDone();
    } catch (error) {
      setRefusal(asAppError(error).message);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  const errorOf = (isMissing: boolean, words: string) => (wasSent && isMissing ? words : undefined);
  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={`Conclusion on ${criterion}`}>
      <Select
        label="Word"
        data={choices}
        value={word}
        error={errorOf(word === null, 'Choose a word.')}
        onChange={(value) => setDraft({ ...draft, word: allWords.find((one) => one === value) ?? null })}
        allowDeselect={false}
      />
      <TextInput
        label="Name"
        value={by}
        error={errorOf(by.trim() === '', 'Write who concludes.')}
        maxLength={120}
        onChange={(event) => setDraft({ ...draft, by: event.currentTarget.value })}
      />
      <Textarea
        label="Reason"
        value={reason}
        error={errorOf(reason.trim() === '', 'Write the reason; it goes into the log.')}
        maxLength={4000}
        autosize
        minRows={3}
        onChange={(event) => setDraft({ ...draft, reason: event.currentTarget.value })}
      />
      {refusal === null ? null : (
        <p className={classes.refusal} role="alert">
          <Mark state="fail" /> {refusal}
        </p>
      )}
      <div className={classes.buttons}>
        <Button type="submit">File the conclusion</Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function TakeBack({
  criterion,
  by,
  onDone,
}: {
  readonly criterion: string;
  readonly by: string;
  readonly onDone: () => void;
}) {
  const [reason, setReason] = useState('');
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async () => {
    if (reason.trim() === '') return setRefusal('Write why it is taken back; it goes into the log.');
    try {
      await conclude({ criterion, word: null, by, reason: reason.trim() });
      onDone();
    } catch (error) {
      setRefusal(asAppError(error).message);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form className={classes.form} noValidate onSubmit={submit} aria-label={`Take the conclusion on ${criterion} back`}>
      <Textarea
        label="Why it is taken back"
        value={reason}
        error={refusal ?? undefined}
        maxLength={4000}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit">Take it back</Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

function Standing({ conclusion }: Pick<CriterionView, 'conclusion'>) {
  if (conclusion === null)
    return <p className="type-second text-3">No named person has concluded on the readiness of this criterion.</p>;
  return (
    <>
      <p>
        <b>{conclusionWords[conclusion.word]}</b>
      </p>
      <p className="text-2">{conclusion.reason}</p>
      <p className="type-second text-3">
        {conclusion.by}, {dayWords(conclusion.concludedOn)}
      </p>
    </>
  );
}

/** The place for a named person's word on how ready a criterion is. It is no opinion, and never derived. */
export function Conclusion({
  criterion,
  conclusion,
}: { readonly criterion: string } & Pick<CriterionView, 'conclusion'>) {
  const [asking, setAsking] = useState<'word' | 'back' | null>(null);
  const done = () => setAsking(null);
  return (
    <section className={classes.block}>
      <h3 className="type-section">Conclusion of a person</h3>
      <Standing conclusion={conclusion} />
      {asking === 'word' ? <ConclusionForm criterion={criterion} before={conclusion} onDone={done} /> : null}
      {asking === 'back' && conclusion !== null ? (
        <TakeBack criterion={criterion} by={conclusion.by} onDone={done} />
      ) : null}
      {asking === null ? (
        <div className={classes.buttons}>
          <Button onClick={() => setAsking('word')}>{conclusion === null ? 'Conclude…' : 'Conclude anew…'}</Button>
          {conclusion === null ? null : (
            <Button variant="subtle" onClick={() => setAsking('back')}>
              Take it back…
            </Button>
          )}
        </div>
      ) : null}
      <p className="type-second text-3">
        It says how ready the criterion is for the auditor and is no opinion. Every conclusion stays in{' '}
        <button type="button" className="link" onClick={() => go('log')}>
          the audit log
        </button>
        .
      </p>
    </section>
  );
}
