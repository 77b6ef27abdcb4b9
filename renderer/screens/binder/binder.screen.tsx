import { Button, Checkbox } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { count, counted } from '@shared/domain/words.ts';
import { useEffect } from 'react';
import { useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './binder.module.css';
import { cancelBinder, chooseOptions, openBinder, useBinder, writeBinder } from './binder.store.ts';
import { BinderContents, BinderMissing } from './binder-contents.tsx';
import { BinderResult } from './binder-result.tsx';
import { ReportPreview } from './report-preview.tsx';

const papers = [
  { value: 'A4', label: 'A4' },
  { value: 'LETTER', label: 'Letter' },
] as const;
const inks = [
  { value: 'colour', label: 'Colour' },
  { value: 'ink', label: 'Black and white' },
] as const;

function Options() {
  const { options, isWriting } = useBinder();
  return (
    <section>
      <div className={classes.sectionHead}>
        <h2 className="type-section">Options</h2>
      </div>
      <div className={classes.options}>
        <span>Paper</span>
        <Segments
          label="Paper"
          data={papers}
          value={options.paper}
          onChange={(paper) => chooseOptions({ paper })}
          disabled={isWriting}
        />
        <span>Report</span>
        <Segments
          label="Colour of the report"
          data={inks}
          value={options.colour ? 'colour' : 'ink'}
          onChange={(value) => chooseOptions({ colour: value === 'colour' })}
          disabled={isWriting}
        />
        <span>Responses</span>
        <Checkbox
          label="Print the points of the rubric"
          description="They help the author of a response; the auditor reads the responses without them."
          checked={options.withScores === true}
          onChange={(event) => chooseOptions({ withScores: event.currentTarget.checked })}
          disabled={isWriting}
        />
      </div>
    </section>
  );
}

/** How far the export is, in things done. */
function Progress() {
  const exporting = useEngagement((state) => state.exporting);
  const { isCancelling } = useBinder();
  const done = exporting?.done ?? 0;
  const total = exporting?.total ?? 0;
  return (
    <div className={classes.progress} role="status">
      <div className={classes.bar} aria-hidden="true">
        <i style={{ width: total === 0 ? 0 : `${((done / total) * 100).toFixed(2)}%` }} />
      </div>
      <span>
        {isCancelling
          ? 'The export is being cancelled.'
          : exporting === null
            ? 'The binder is being put together.'
            : `${exporting.step}: ${count(done)} of ${count(total)} done.`}
      </span>
    </div>
  );
}

function Outcome() {
  const { error, isWriting } = useBinder();
  if (isWriting) return <Progress />;
  if (error === null) return null;
  const isCancelled = error.code === 'cancelled';
  return (
    <ListState
      kind={isCancelled ? 'empty' : 'error'}
      title={isCancelled ? 'The export was cancelled' : 'The binder was not written'}
      text={[error.message, error.remedy ?? ''].join(' ').trim()}
    />
  );
}

function ExportButton({ next }: { readonly next: number }) {
  const { isWriting, isCancelling } = useBinder();
  return isWriting ? (
    <Button disabled={isCancelling} onClick={() => void cancelBinder()}>
      {isCancelling ? 'Cancelling' : 'Cancel the export'}
    </Button>
  ) : (
    <Button variant="filled" onClick={() => void writeBinder()}>
      Export binder {next}
    </Button>
  );
}

function Full({ preview }: { readonly preview: Output<'binder.preview'> }) {
  const { written } = useBinder();
  const isNewer = written !== null && written.number >= (preview.last?.number ?? 0);
  const number = isNewer ? written.number : (preview.last?.number ?? 0);
  useStatus([number === 0 ? 'No binder exported' : `${counted(number, 'binder')} exported`]);
  return (
    <div className={classes.screen}>
      <div className={classes.main}>
        <PageHead
          title="Binder"
          second="For the CPA firm. Readiness work, not an attestation."
          actions={<ExportButton next={number + 1} />}
        />
        <div className={classes.sections}>
          <Outcome />
          <BinderContents contents={preview.contents} />
          <BinderMissing missing={preview.missing} />
          <Options />
        </div>
      </div>
      <aside className={classes.side} aria-label="The report and the binder written last">
        {preview.contents.length === 0 ? null : <ReportPreview />}
        <div className={classes.result}>
          <BinderResult written={isNewer ? written : null} last={preview.last} />
        </div>
      </aside>
    </div>
  );
}

/** What the auditor gets: its contents, its gaps, its export and how to check it. */
export function BinderScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  useEffect(() => {
    if (engagementId !== null) openBinder(engagementId);
  }, [engagementId]);
  const answer = useRoute('binder.preview', {}, ['engagement', 'collections', 'findings', 'controls', 'binder']);
  if (answer.state === 'ready') return <Full preview={answer.value} />;
  return (
    <div className={classes.sections}>
      {answer.state === 'error' ? (
        <ListState
          kind="error"
          title="What the binder will hold could not be read"
          text={answer.error.message}
          action={<Button onClick={answer.reload}>Try again</Button>}
        />
      ) : (
        <ListState kind="loading" title="The binder is being counted" />
      )}
    </div>
  );
}
