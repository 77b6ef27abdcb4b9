import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { counted } from '@shared/domain/words.ts';
import { useEffect, useRef } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { useParams } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { Mark } from '../../ui/mark.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { EntryPane } from './entry-pane.tsx';
import classes from './log.module.css';
import { openLog, readNewest, useLog, verifyLog } from './log.store.ts';
import { LogTable } from './log-table.tsx';

function Verified() {
  const { verified, isVerifying } = useLog();
  if (isVerifying)
    return (
      <p className={classes.verified} role="status">
        Every entry and every stored object is being hashed again.
      </p>
    );
  if (verified === null) return null;
  const { entries, objects } = verified.checked;
  const checked = `${counted(entries, 'entry', 'entries')} and ${counted(objects, 'stored object')} were hashed again.`;
  return (
    <div className={classes.verified} role="status">
      <p>
        <Mark state={verified.isIntact ? 'pass' : 'fail'} />
        {verified.isIntact
          ? `${checked} Every hash equals the one stored.`
          : `${checked} ${counted(verified.problems.length, 'problem')} found.`}
      </p>
      {verified.problems.length === 0 ? null : (
        <ul>
          {verified.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Body() {
  const { head, error, entries, focus } = useLog();
  const isWide = useMediaQuery('(min-width: 1240px)', true);
  if (head === null)
    return (
      <div className={classes.block}>
        {error === null ? (
          <ListState kind="loading" title="The log is being read" />
        ) : (
          <ListState
            kind="error"
            title="The log could not be read"
            text={error.message}
            action={<Button onClick={() => void readNewest()}>Try again</Button>}
          />
        )}
      </div>
    );
  if (head.entries === 0)
    return (
      <div className={classes.block}>
        <ListState
          kind="empty"
          title="No entry yet"
          text="Every change made by a person and every run writes one entry, chained by hash."
        />
      </div>
    );
  return (
    <div className={classes.columns}>
      <LogTable total={head.entries} />
      {isWide ? (
        <SidePane id="log" label="Entry" width={360} narrowest={300} widest={560} mode="beside">
          <EntryPane entry={focus === null ? undefined : entries.get(focus)} />
        </SidePane>
      ) : null}
    </div>
  );
}

/** Every change, chained by hash, and the means to check the chain. */
export function LogScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const { seq } = useParams('log');
  const first = useRef(seq);
  const { head, isVerifying, focus } = useLog();
  useEffect(() => {
    if (engagementId !== null) openLog(engagementId, first.current);
  }, [engagementId]);
  useEffect(() => on('engagement.changed', () => void readNewest()), []);
  useCrumb(focus === null ? null : `Entry ${focus}`);
  useStatus(head === null ? [] : [counted(head.entries, 'entry', 'entries')]);
  return (
    <div className={classes.screen}>
      <PageHead
        title="Audit log"
        second={
          head === null ? undefined : (
            <>
              {counted(head.entries, 'entry', 'entries')}, head <MonoId value={head.hash} max={25} copy />
            </>
          )
        }
        actions={
          <Button variant="filled" disabled={isVerifying || head === null} onClick={() => void verifyLog()}>
            Verify
          </Button>
        }
      />
      <Verified />
      <Body />
    </div>
  );
}
