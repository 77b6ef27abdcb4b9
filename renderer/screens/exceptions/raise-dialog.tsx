import { Select, Textarea, TextInput } from '@mantine/core';
import { exceptionKinds, exceptionSources } from '@shared/domain/exception.ts';
import { useState } from 'react';
import { raise } from '../../exceptions/exceptions.store.ts';
import { linesIn } from '../../exceptions/lines-in.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { kindWords, sourceWords } from '../../ui/exception-words.ts';
import { useRoute } from '../../use-route.ts';
import classes from './exceptions.module.css';

const kinds = exceptionKinds.map((value) => ({ value, label: kindWords[value] }));
const sources = exceptionSources.map((value) => ({ value, label: sourceWords[value] }));

interface Draft {
  readonly title: string;
  readonly controlId: string | null;
  readonly kind: (typeof exceptionKinds)[number];
  readonly source: (typeof exceptionSources)[number];
  readonly description: string;
  /** One a line. */
  readonly items: string;
  readonly detectedOn: string;
  readonly detectedBy: string;
}
const blank: Draft = {
  title: '',
  controlId: null,
  kind: 'operating',
  source: 'self-assessment',
  description: '',
  items: '',
  detectedOn: '',
  detectedBy: '',
};

interface PartProps {
  readonly draft: Draft;
  readonly wasSent: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}

function What({ draft, wasSent, onChange }: PartProps) {
  const controls = useRoute('control.list', {});
  const known = controls.state === 'ready' ? controls.value : [];
  return (
    <>
      <TextInput
        label="What did not hold"
        description="One line, with how many of how many."
        value={draft.title}
        maxLength={200}
        data-autofocus
        error={wasSent && draft.title.trim() === '' ? 'Write what did not hold.' : undefined}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Select
        label="Control"
        data={known.map(({ control }) => ({ value: control.id, label: `${control.id} ${control.title}` }))}
        value={draft.controlId}
        searchable
        error={wasSent && draft.controlId === null ? 'Choose the control that did not hold.' : undefined}
        onChange={(controlId) => onChange({ controlId })}
      />
    </>
  );
}

function Found({ draft, onChange }: PartProps) {
  return (
    <div className={classes.columns}>
      <Select
        label="Kind"
        data={kinds}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => onChange({ kind: exceptionKinds.find((it) => it === value) ?? draft.kind })}
      />
      <Select
        label="How it came to light"
        data={sources}
        value={draft.source}
        allowDeselect={false}
        onChange={(value) => onChange({ source: exceptionSources.find((it) => it === value) ?? draft.source })}
      />
      <DayInput
        label="Found on (today when empty)"
        isOptional
        value={draft.detectedOn}
        onChange={(detectedOn) => onChange({ detectedOn })}
      />
      <TextInput
        label="Found by"
        value={draft.detectedBy}
        maxLength={120}
        onChange={(event) => onChange({ detectedBy: event.currentTarget.value })}
      />
    </div>
  );
}

function Seen({ draft, onChange }: PartProps) {
  return (
    <>
      <Textarea
        label="What was seen"
        value={draft.description}
        maxLength={4000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Textarea
        label="Affected items, one a line"
        value={draft.items}
        autosize
        minRows={1}
        maxRows={6}
        onChange={(event) => onChange({ items: event.currentTarget.value })}
      />
    </>
  );
}

/** Raises an exception that no reading of the cloud shows: a missed review, a late leaver, a record that is not there. */
export function RaiseDialog({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState(blank);
  const [wasSent, setSent] = useState(false);
  const part = { draft, wasSent, onChange: (change: Partial<Draft>) => setDraft({ ...draft, ...change }) };
  const send = async () => {
    setSent(true);
    const { title, controlId, kind, source, description, items, detectedOn, detectedBy } = draft;
    if (title.trim() === '' || controlId === null) return false;
    await raise({
      ...{ controlId, kind, source, origins: [], items: linesIn(items) },
      title: title.trim(),
      description: description.trim(),
      ...(detectedOn === '' ? {} : { detectedOn }),
      ...(detectedBy.trim() === '' ? {} : { detectedBy: detectedBy.trim() }),
    });
    return true;
  };
  return (
    <FormDialog title="Raise an exception" submit="Raise" size={600} onSubmit={send} onClose={onClose}>
      <What {...part} />
      <Found {...part} />
      <Seen {...part} />
    </FormDialog>
  );
}
