import { Button, TextInput } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { type Engagement, reportPeriod } from '@shared/domain/engagement.ts';
import { nextScope } from '@shared/domain/roll-over.ts';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { enter } from '../../engagement.store.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { ListState } from '../../ui/list-state.tsx';
import { dateErrors, datesOf, type ReportDates, scopeOf } from '../../ui/report-dates.ts';
import { ReportDatesInput } from '../../ui/report-dates-input.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './engagement.module.css';
import { useFacts } from './facts.store.ts';
import { Field } from './field.tsx';
import { ReportTypeSegments } from './report-type-segments.tsx';

type Folder = Exclude<Output<'workspace.pick'>, null>;

function Told({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section className={classes.told}>
      <h3 className="type-section">{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/** What would happen, counted by the engine for the dates that are typed. */
function Preview({ dates }: { readonly dates: ReportDates }) {
  const answer = useRoute('engagement.previewRollOver', { scope: scopeOf(dates) });
  if (answer.state === 'error')
    return <ListState kind="error" title="It cannot be rolled over like this" text={answer.error.message} />;
  if (answer.state === 'loading') return <ListState kind="loading" title="What is kept is being counted" />;
  const { kept, reset, review } = answer.value;
  return (
    <>
      <Told title="Kept" lines={kept} />
      <Told title="Left behind" lines={reset} />
      <Told title="To look at again" lines={review} />
    </>
  );
}

interface PlaceProps {
  readonly name: string;
  readonly folder: Folder | null;
  /** What is missing; shown from the first attempt on. */
  readonly errors: { readonly name?: string | undefined; readonly folder?: string | undefined };
  readonly onName: (name: string) => void;
  readonly onFolder: (folder: Folder) => void;
}

function Place({ name, folder, errors, onName, onFolder }: PlaceProps) {
  const pick = async () => {
    const picked = await call('workspace.pick', { purpose: 'new' });
    if (picked !== null) onFolder(picked);
  };
  return (
    <>
      <Field label="Folder" hint="The engagement of this report stays in its own folder, as it is.">
        <span className={classes.folder}>
          <Button
            leftSection={<FolderOpen size={16} strokeWidth={1.75} />}
            aria-invalid={errors.folder !== undefined}
            aria-describedby="roll-over-folder-error"
            onClick={() => void attempt('The folder was not chosen.', pick)}
          >
            {folder === null ? 'Choose a folder…' : 'Choose another folder…'}
          </Button>
          {folder === null ? null : <span className="ellipsis type-mono">{folder.label}</span>}
        </span>
        {errors.folder === undefined ? null : (
          <p id="roll-over-folder-error" className={classes.error}>
            {errors.folder}
          </p>
        )}
      </Field>
      <Field label="New folder in it" inputId="roll-over-name">
        <TextInput
          id="roll-over-name"
          value={name}
          error={errors.name}
          maxLength={160}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      </Field>
    </>
  );
}

interface DialogProps {
  readonly engagement: Engagement;
  readonly onClose: () => void;
}

/** Next year's engagement from this one: its dates, its folder, and what becomes of everything. */
export function RollOverDialog({ engagement, onClose }: DialogProps) {
  const [dates, setDates] = useState<ReportDates>(() => datesOf(nextScope(engagement.scope)));
  const [folder, setFolder] = useState<Folder | null>(null);
  const [typed, setName] = useState<string | null>(null);
  const [wasSent, setSent] = useState(false);
  const hasDraft = useFacts((state) => state.draft !== null);
  const errors = dateErrors(dates);
  const isWhole = Object.keys(errors).length === 0;
  const name = typed ?? `${engagement.client} ${isWhole ? reportPeriod(scopeOf(dates)).to.slice(0, 4) : ''}`.trim();
  const send = async (): Promise<boolean> => {
    setSent(true);
    if (!isWhole || folder === null || name.trim() === '') return false;
    const { summary } = await call('engagement.rollOver', { handle: folder.handle, name, scope: scopeOf(dates) });
    await enter(summary);
    return true;
  };
  const missing = {
    ...(folder === null ? { folder: 'Choose the folder to make it in.' } : {}),
    ...(name.trim() === '' ? { name: 'Give the new folder a name.' } : {}),
  };
  return (
    <FormDialog title="Roll over to the next report" submit="Roll over" size={720} onSubmit={send} onClose={onClose}>
      {hasDraft ? <p className={classes.stale}>What was typed and not saved is not carried over.</p> : null}
      <Field label="Type">
        <ReportTypeSegments
          label="Type of the next report"
          value={dates.reportType}
          onChange={(reportType) => setDates({ ...dates, reportType })}
        />
      </Field>
      <Field label={dates.reportType === 1 ? 'Date' : 'Period'}>
        <ReportDatesInput dates={dates} errors={errors} onChange={(part) => setDates({ ...dates, ...part })} />
      </Field>
      <Place name={name} folder={folder} errors={wasSent ? missing : {}} onName={setName} onFolder={setFolder} />
      {isWhole ? <Preview dates={dates} /> : null}
    </FormDialog>
  );
}
