import { Button } from '@mantine/core';
import { count, counted } from '@shared/domain/words.ts';
import { useEngagement } from '../../engagement.store.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './findings.module.css';
import { ask, readFindings, useFindings } from './findings.store.ts';

/** A line above the list while it is not the whole truth: judging runs, or the data changed under it. */
export function FindingsNote() {
  const judging = useEngagement((state) => state.judging);
  const { isStale, index, error } = useFindings();
  if (error !== null && index !== null)
    return (
      <div className={classes.note} role="alert">
        <span>A part of the list could not be read. {error.message}</span>
        <Button size="compact-xs" onClick={() => void readFindings()}>
          Read again
        </Button>
      </div>
    );
  if (judging !== null)
    return (
      <div className={classes.note} role="status">
        Resources are being judged: {count(judging.done)} of {count(judging.total)} done. The list shows the judging
        before.
      </div>
    );
  if (!isStale) return null;
  return (
    <div className={classes.note} role="status">
      <span>Findings were judged anew since this list was read.</span>
      <Button size="compact-xs" onClick={() => void readFindings()}>
        Show the new list
      </Button>
    </div>
  );
}

const nothingJudged = (
  <ListState
    kind="empty"
    title="Nothing has been judged yet"
    text="A finding is a check on one resource. Import what the client's cloud answered; the checks then run by themselves."
    action={<Button onClick={() => go('collections')}>Go to collections</Button>}
  />
);

function NothingHere() {
  const { query, index } = useFindings();
  const isFiltered = query.search !== '' || Object.keys(query.filter).length > 0;
  if (isFiltered)
    return (
      <ListState
        kind="empty"
        title="No finding fits the filters"
        text="Other findings are stored; the search and the filters above hide them."
        action={<Button onClick={() => void ask({ filter: {}, search: '' })}>Remove the filters</Button>}
      />
    );
  return (
    <ListState
      kind="empty"
      title="No finding under this tab"
      text={`${counted(index?.tabs.all ?? 0, 'verdict stands', 'verdicts stand')} under all verdicts.`}
      action={<Button onClick={() => void ask({ tab: 'all' })}>All verdicts</Button>}
    />
  );
}

/** What stands in place of the list while there is none. */
export function FindingsEmpty() {
  const { index, error } = useFindings();
  const stored = useEngagement((state) =>
    Object.values(state.summary?.counts.findings ?? {}).reduce((a, b) => a + b, 0),
  );
  if (index !== null && index.total > 0) return null;
  if (index === null)
    return (
      <div className={classes.empty}>
        {error === null ? (
          <ListState kind="loading" title="Findings are being read" />
        ) : (
          <ListState
            kind="error"
            title="The findings could not be read"
            text={`${error.message} ${error.remedy ?? ''}`}
            action={<Button onClick={() => void readFindings()}>Try again</Button>}
          />
        )}
      </div>
    );
  return <div className={classes.empty}>{stored === 0 ? nothingJudged : <NothingHere />}</div>;
}
