import { Button } from '@mantine/core';
import type { ExceptionStatus } from '@shared/domain/exception.ts';
import { useEffect, useState } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { MoveDialog } from '../../exceptions/move-dialog.tsx';
import { go, useParams } from '../../navigation.store.ts';
import { bandWords, scoreWords } from '../../ui/exception-words.ts';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { minuteWords } from '../../ui/words.ts';
import { EvidenceSide } from './evidence-side.tsx';
import classes from './exception.module.css';
import {
  type Detail,
  flush,
  move,
  openException,
  type Response,
  readException,
  useException,
} from './exception.store.ts';
import { ExceptionHead } from './exception-head.tsx';
import { FactsDialog } from './facts-dialog.tsx';
import { History } from './history.tsx';
import { AttachDialog, MoveBar } from './move-bar.tsx';
import { PlanSection } from './plan-section.tsx';
import { ResponseDocument } from './response-document.tsx';

function useSavedWords(): string {
  const { saving, savedAt, refusal } = useException();
  if (saving === 'failed') return `Not saved: ${refusal ?? 'no reason was given.'} It is tried again.`;
  if (saving !== 'saved') return 'Being saved';
  return savedAt === null ? 'Nothing written yet' : `Saved ${minuteWords(savedAt)}`;
}

function ResponseHead({ detail, rubric }: { readonly detail: Detail; readonly rubric: Detail['rubric'] }) {
  const saved = useSavedWords();
  const { isDraft, saving } = useException();
  const number = detail.versions.length + (isDraft ? 1 : 0);
  return (
    <div className={classes.responseHead}>
      <div>
        <h2 className="type-section">Management’s response</h2>
        <span className="type-second text-3" role="status" data-failed={saving === 'failed' || undefined}>
          {number === 0 ? '' : `${isDraft ? 'Draft' : 'Version'} ${number}. `}
          {saved}.{saving === 'failed' ? '' : ' Printed as written.'}
        </span>
      </div>
      <div className={classes.score} title="Ten points; each says below what is there or missing.">
        <b className="nums">{scoreWords(rubric.score)}</b>
        <span className="type-second text-2">
          {bandWords[rubric.band]}.{rubric.cap === null ? '' : ` ${rubric.cap}`}
        </span>
      </div>
    </div>
  );
}

interface WholeProps {
  readonly detail: Detail;
  readonly response: Response;
  readonly rubric: Detail['rubric'];
}

function Whole({ detail, response, rubric }: WholeProps) {
  const { id } = detail.row.exception;
  const [asking, setAsking] = useState<ExceptionStatus | 'attach' | 'facts' | null>(null);
  const saved = useSavedWords();
  useStatus([`Exception ${id}`, saved]);
  useShortcut('Escape', 'Return to the exceptions', () => go('exceptions', { id }));
  useShortcut('e', 'Edit the facts', () => setAsking('facts'));
  const close = () => setAsking(null);
  return (
    <div className={classes.screen}>
      <ExceptionHead detail={detail} onEdit={() => setAsking('facts')} />
      <div className={classes.body}>
        <EvidenceSide detail={detail} onVerify={() => setAsking('verified')} />
        <section className={classes.response} aria-label="Management’s response">
          <div className={classes.document}>
            <ResponseHead detail={detail} rubric={rubric} />
            <ResponseDocument detail={detail} response={response} rubric={rubric} />
            <PlanSection detail={detail} />
            <History detail={detail} />
          </div>
          <MoveBar detail={detail} onAttach={() => setAsking('attach')} onMove={setAsking} />
        </section>
      </div>
      {asking === 'attach' ? <AttachDialog onClose={close} /> : null}
      {asking === 'facts' ? <FactsDialog detail={detail} onClose={close} /> : null}
      {asking === null || asking === 'attach' || asking === 'facts' ? null : (
        <MoveDialog detail={detail} to={asking} onMove={move} onClose={close} />
      )}
    </div>
  );
}

/** One exception: evidence, story and response side by side, the rubric at the margin. */
export function ExceptionScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const { id } = useParams('exception');
  const { spot, detail, error, response, rubric } = useException();
  useCrumb(id ?? null);
  useEffect(() => {
    if (id !== undefined && engagementId !== null) void openException({ engagementId, id });
    // What was typed is written when the page is left.
    return () => void flush();
  }, [engagementId, id]);
  useEffect(() => {
    const leave = () => void flush();
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
  useEffect(
    () =>
      on('engagement.changed', ({ what }) =>
        ['findings', 'exceptions', 'controls', 'scope'].includes(what) ? void readException() : undefined,
      ),
    [],
  );
  const isHere = spot !== null && spot.id === id && spot.engagementId === engagementId;
  if (isHere && detail !== null && response !== null && rubric !== null)
    return <Whole key={spot.id} detail={detail} response={response} rubric={rubric} />;
  if (!isHere || error === null) return <ListState kind="loading" title="The exception is being read" />;
  return (
    <ListState
      kind="error"
      title="The exception could not be read"
      text={error.message}
      action={<Button onClick={() => go('exceptions')}>To the exceptions</Button>}
    />
  );
}
