import { Autocomplete, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { severities } from '@shared/domain/check.ts';
import { exceptionKinds, exceptionSources, exposures } from '@shared/domain/exception.ts';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '../../form-dialog.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { exposureWords, kindWords, sourceWords } from '../../ui/exception-words.ts';
import { severityWords } from '../../ui/severity.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './exception.module.css';
import { type Detail, step } from './exception.store.ts';
import { draftOf, type FactsDraft, type FactsErrors, factsChange, factsErrors } from './facts-draft.ts';

interface PartProps {
  readonly draft: FactsDraft;
  readonly errors: FactsErrors;
  readonly onChange: (part: Partial<FactsDraft>) => void;
}

function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}

const choices = <T extends string>(values: readonly T[], words: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: words[value] }));

function What({ draft, errors, onChange }: PartProps) {
  const controls = useRoute('control.list', {});
  const known = controls.state === 'ready' ? controls.value : [];
  const data = known.map(({ control }) => ({ value: control.id, label: `${control.id} ${control.title}` }));
  return (
    <>
      <TextInput
        label="What did not hold"
        value={draft.title}
        maxLength={200}
        error={errors.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Select
        label="Control"
        data={data.length === 0 ? [draft.controlId] : data}
        value={draft.controlId}
        searchable
        allowDeselect={false}
        onChange={(controlId) => (controlId === null ? undefined : onChange({ controlId }))}
      />
      <Columns>
        <Select
          label="Kind"
          data={choices(exceptionKinds, kindWords)}
          value={draft.kind}
          allowDeselect={false}
          onChange={(value) => onChange({ kind: exceptionKinds.find((it) => it === value) ?? draft.kind })}
        />
        <Select
          label="How it came to light"
          data={choices(exceptionSources, sourceWords)}
          value={draft.source}
          allowDeselect={false}
          onChange={(value) => onChange({ source: exceptionSources.find((it) => it === value) ?? draft.source })}
        />
      </Columns>
      <Columns>
        <DayInput
          label="Found on"
          value={draft.detectedOn}
          error={errors.detectedOn}
          onChange={(detectedOn) => onChange({ detectedOn })}
        />
        <TextInput
          label="Found by"
          value={draft.detectedBy}
          maxLength={120}
          error={errors.detectedBy}
          onChange={(event) => onChange({ detectedBy: event.currentTarget.value })}
        />
      </Columns>
      <Textarea
        label="What was seen"
        value={draft.description}
        maxLength={4000}
        autosize
        minRows={2}
        maxRows={8}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  );
}

const asNumber = (value: string | number): number | null => (typeof value === 'number' ? value : null);

function Counts({ draft, errors, onChange }: PartProps) {
  return (
    <Columns>
      <NumberInput
        label="Items looked at"
        min={0}
        allowDecimal={false}
        hideControls
        value={draft.sampleSize ?? ''}
        onChange={(value) => onChange({ sampleSize: asNumber(value) })}
      />
      <NumberInput
        label="Deviations"
        min={0}
        allowDecimal={false}
        hideControls
        value={draft.deviationCount ?? ''}
        error={errors.deviationCount}
        onChange={(value) => onChange({ deviationCount: asNumber(value) })}
      />
      <NumberInput
        label="Tolerable rate"
        min={0}
        max={100}
        suffix=" %"
        hideControls
        value={draft.tolerablePercent ?? ''}
        onChange={(value) => onChange({ tolerablePercent: asNumber(value) })}
      />
      <DayInput
        label="From"
        isOptional
        value={draft.windowStart}
        onChange={(windowStart) => onChange({ windowStart })}
      />
      <DayInput
        label="To"
        isOptional
        value={draft.windowEnd}
        error={errors.windowEnd}
        onChange={(windowEnd) => onChange({ windowEnd })}
      />
      <Select
        label="Data and commitments"
        data={choices(exposures, exposureWords)}
        value={draft.exposure}
        allowDeselect={false}
        onChange={(value) => onChange({ exposure: exposures.find((it) => it === value) ?? draft.exposure })}
      />
    </Columns>
  );
}

function Items({ draft, onChange }: PartProps) {
  return (
    <Textarea
      label="Affected items written by hand, one a line"
      description="Those that a reading of the cloud shows stand on the page and are not changed here."
      value={draft.items}
      autosize
      minRows={1}
      maxRows={6}
      onChange={(event) => onChange({ items: event.currentTarget.value })}
    />
  );
}

function Level({ draft, errors, onChange }: PartProps) {
  return (
    <>
      <Select
        label="Severity"
        data={choices(severities, severityWords)}
        value={draft.level}
        clearable
        placeholder="As its parts give it"
        onChange={(value) => onChange({ level: severities.find((it) => it === value) ?? null })}
      />
      {draft.level === null ? null : (
        <>
          <Textarea
            label="Why another severity"
            value={draft.levelReason}
            maxLength={2000}
            autosize
            minRows={1}
            error={errors.levelReason}
            onChange={(event) => onChange({ levelReason: event.currentTarget.value })}
          />
          <TextInput
            label="Who decided it"
            value={draft.levelBy}
            maxLength={120}
            error={errors.levelBy}
            onChange={(event) => onChange({ levelBy: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

type Earlier = Detail['earlier'];

/** What may be repeated: exceptions of the same control that the report before listed. */
function Repeat({ draft, onChange, earlier }: Pick<PartProps, 'draft' | 'onChange'> & { readonly earlier: Earlier }) {
  const listed = earlier.map(({ id, title }) => `${id}, ${title}`).join('; ');
  return (
    <Autocomplete
      label="Repeat of"
      description={
        earlier.length === 0
          ? 'An exception of the report before this one, as printed there.'
          : `The report before lists on ${earlier[0]?.controlId}: ${listed}.`
      }
      data={earlier.map(({ id, report }) => `${id} of ${report}`)}
      value={draft.repeatOf}
      maxLength={200}
      onChange={(repeatOf) => onChange({ repeatOf })}
    />
  );
}

function Others({ draft, onChange, earlier }: PartProps & { readonly earlier: Earlier }) {
  return (
    <>
      <Repeat draft={draft} onChange={onChange} earlier={earlier} />
      <Textarea
        label="What the auditor said"
        description="In the auditor’s own words; Fieldwork concludes nothing from it."
        value={draft.auditorDisposition}
        maxLength={4000}
        autosize
        minRows={1}
        maxRows={6}
        onChange={(event) => onChange({ auditorDisposition: event.currentTarget.value })}
      />
    </>
  );
}

interface FactsDialogProps {
  readonly detail: Detail;
  readonly onClose: () => void;
}

/** Every fact of the exception that a person may change; each change stands in the log. */
export function FactsDialog({ detail, onClose }: FactsDialogProps) {
  const { exception } = detail.row;
  const [draft, setDraft] = useState(() => draftOf(exception));
  const [wasSent, setSent] = useState(false);
  const onChange = (part: Partial<FactsDraft>) => setDraft({ ...draft, ...part });
  const part = { draft, errors: wasSent ? factsErrors(draft) : {}, onChange };
  const send = async () => {
    setSent(true);
    if (Object.keys(factsErrors(draft)).length > 0) return false;
    const change = factsChange(exception, draft);
    if (Object.keys(change).length > 0) await step('exception.update', { id: exception.id, change });
    return true;
  };
  return (
    <FormDialog title={`Facts of ${exception.id}`} submit="Save" size={640} onSubmit={send} onClose={onClose}>
      <What {...part} />
      <Items {...part} />
      <Counts {...part} />
      <Level {...part} />
      <Others {...part} earlier={detail.earlier} />
    </FormDialog>
  );
}
