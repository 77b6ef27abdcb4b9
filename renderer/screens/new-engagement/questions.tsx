import { Button, Radio, TextInput } from '@mantine/core';
import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { CategoryBoxes } from '../../ui/category-boxes.tsx';
import { ReportDatesInput } from '../../ui/report-dates-input.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import type { Draft, DraftErrors } from './draft.ts';
import classes from './new-engagement.module.css';

interface QuestionProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly change: (part: Partial<Draft>) => void;
}

/** Question 1: who, and for which of its services. */
export function Client({ draft, errors, change }: QuestionProps) {
  return (
    <div className={classes.names}>
      <TextInput
        label="1. Who is the client?"
        description="The name printed on every sheet and page."
        value={draft.client}
        error={errors.client}
        maxLength={200}
        autoFocus
        onChange={(event) => change({ client: event.currentTarget.value })}
      />
      <TextInput
        label="Which service is the report about?"
        description="May be left empty for now."
        value={draft.service}
        error={errors.service}
        maxLength={300}
        onChange={(event) => change({ service: event.currentTarget.value })}
      />
    </div>
  );
}

/** Question 2: a date or a period. */
export function ReportType({ draft, change }: QuestionProps) {
  return (
    <Radio.Group
      label="2. Which report?"
      value={String(draft.reportType)}
      onChange={(value) => change({ reportType: value === '1' ? 1 : 2 })}
    >
      <div className={classes.choices}>
        <Radio
          value="2"
          label="Type II"
          description="Every day of a period. A lapse stays an exception after it is fixed."
        />
        <Radio size="xs" value="1" label="Type I" description="One date. Design and implementation on that day." />
      </div>
    </Radio.Group>
  );
}

/** Question 3: when, in the client's days. */
export function Dates({ draft, errors, change }: QuestionProps) {
  return (
    <fieldset className={classes.question}>
      <legend>{draft.reportType === 1 ? '3. As of which date?' : '3. From when to when?'}</legend>
      <p>Calendar days in the client’s time zone, both included. At most 18 months.</p>
      <div className={classes.days}>
        <ReportDatesInput dates={draft} errors={errors} onChange={change} />
        <TimeZoneSelect label="Time zone" value={draft.timeZone} onChange={(timeZone) => change({ timeZone })} />
      </div>
    </fieldset>
  );
}

/** Question 4: which trust services categories. */
export function Categories({ draft, change }: QuestionProps) {
  return (
    <fieldset className={classes.question}>
      <legend>4. Which categories?</legend>
      <p>Security is in every SOC 2 report.</p>
      <div className={classes.choices}>
        <CategoryBoxes chosen={draft.categories} onChange={(categories) => change({ categories })} />
      </div>
    </fieldset>
  );
}

function Invalid({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={id} className={classes.error}>
      {children}
    </p>
  );
}

/** Question 5: where. The path itself stays with the main process. */
export function Folder({ draft, errors, change }: QuestionProps) {
  const pick = async () => {
    const folder = await call('workspace.pick', { purpose: 'new' });
    if (folder !== null) change({ folder });
  };
  return (
    <fieldset className={classes.question}>
      <legend>5. In which folder?</legend>
      <p>A folder named after the client is made inside it and holds the whole engagement.</p>
      <div className={classes.folder}>
        <Button
          leftSection={<FolderOpen size={16} strokeWidth={1.75} />}
          aria-invalid={errors.folder !== undefined}
          aria-describedby="folder-error"
          onClick={() => void attempt('The folder was not chosen.', pick)}
        >
          {draft.folder === null ? 'Choose a folder…' : 'Choose another folder…'}
        </Button>
        {draft.folder === null ? null : (
          <span className="ellipsis type-mono" title={draft.folder.label}>
            {draft.folder.label}
          </span>
        )}
      </div>
      {errors.folder === undefined ? null : <Invalid id="folder-error">{errors.folder}</Invalid>}
    </fieldset>
  );
}
