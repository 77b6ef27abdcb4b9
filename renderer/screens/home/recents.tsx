import { Button, CloseButton } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted } from '@shared/domain/words.ts';
import { starts } from '../../actions.ts';
import { call } from '../../api.ts';
import { attempt, loadApp, useShell } from '../../app.store.ts';
import { enter } from '../../engagement.store.ts';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PeriodStrip } from '../../ui/period-strip.tsx';
import classes from './home.module.css';
import { openedWords } from './opened-words.ts';

type Recent = Output<'app.state'>['recents'][number];

const open = (id: string): void =>
  void attempt('The engagement was not opened.', async () => enter(await call('engagement.openRecent', { id })));

const forget = (id: string): void =>
  void attempt('The row was not removed.', async () => {
    await call('engagement.forget', { id });
    await loadApp();
  });

function Line({ recent }: { readonly recent: Recent }) {
  if (recent.problem !== null) {
    return (
      <span className={classes.problem}>
        <Mark state="unknown" /> {recent.problem}
      </span>
    );
  }
  return (
    <span>
      <PeriodStrip
        segments={recent.segments}
        period={recent.period}
        asOf={recent.asOf}
        height={18}
        label={recent.summary}
      />
      <small>{recent.summary}</small>
    </span>
  );
}

function Row({ recent }: { readonly recent: Recent }) {
  return (
    <li className={classes.row}>
      <button type="button" data-arrow title={recent.folder} onClick={() => open(recent.id)}>
        <span>
          <b className="ellipsis">{recent.client}</b>
          <small className="ellipsis">{recent.label}</small>
        </span>
        <Line recent={recent} />
        <time dateTime={recent.openedAt} title={`Opened ${recent.openedAt} (UTC)`}>
          {openedWords(recent.openedAt, new Date())}
        </time>
      </button>
      <CloseButton
        size="sm"
        className={classes.forget}
        aria-label={`Remove ${recent.client} from this list; the folder stays`}
        onClick={() => forget(recent.id)}
      />
    </li>
  );
}

function NothingYet() {
  const sample = starts.find(({ id }) => id === 'sample');
  return (
    <ListState
      kind="empty"
      title="No engagement was opened on this computer yet"
      text="An engagement is one client and one report, kept in one folder. The sample is a finished one with invented data."
      action={<Button onClick={sample?.run}>Look at the sample</Button>}
    />
  );
}

/** Engagements opened lately, each with its line and, when it cannot be opened, the reason. */
export function Recents() {
  const known = useShell((state) => state.app?.recents);
  const recents = known ?? [];
  return (
    <section aria-labelledby="recents">
      <h2 id="recents" className={classes.label}>
        Recent
      </h2>
      {known !== undefined && recents.length === 0 ? <NothingYet /> : null}
      <ul className={classes.rows} onKeyDown={arrowFocus}>
        {recents.map((recent) => (
          <Row key={recent.id} recent={recent} />
        ))}
      </ul>
      {recents.length === 0 ? null : (
        <p className={classes.foot}>{counted(recents.length, 'folder')}. Clients never share a file.</p>
      )}
    </section>
  );
}
