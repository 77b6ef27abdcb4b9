import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import { counted, longDay } from '@shared/domain/words.ts';
import type { AppError } from '@shared/errors.ts';
import { useState } from 'react';
import { starts } from '../../actions.ts';
import { isMac } from '../../api.ts';
import { useEngagement } from '../../engagement.store.ts';
import { go } from '../../navigation.store.ts';
import { CriteriaGrid } from '../../ui/criteria-grid.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords, useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { useRoute } from '../../use-route.ts';
import { CriteriaTable } from './criteria-table.tsx';
import { LastCollection } from './last-collection.tsx';
import classes from './overview.module.css';
import { categoryList, dayOfPeriod } from './overview-words.ts';
import { PeriodRows } from './period-rows.tsx';
import { Unjudged } from './unjudged.tsx';
import { VerdictCounts } from './verdict-counts.tsx';
import { Worries } from './worries.tsx';

type Overview = Output<'overview.get'>;

function ImportButton() {
  const action = starts.find(({ id }) => id === 'import');
  if (action?.combo == null) return null;
  return (
    <Button
      variant="filled"
      rightSection={<KeyCap keys={comboWords(action.combo, isMac())} onAccent />}
      onClick={action.run}
    >
      Import files
    </Button>
  );
}

function Head({ overview }: { readonly overview: Overview }) {
  const categories = useEngagement((state) => state.summary?.engagement.categories) ?? [];
  const { asOf, period } = overview;
  const second =
    asOf === null ? 'Nothing has been judged yet.' : `${dayOfPeriod(asOf, period)}. ${categoryList(categories)}.`;
  return (
    <PageHead
      title={asOf === null ? 'Readiness' : `Readiness on ${longDay(asOf)}`}
      second={second}
      actions={<ImportButton />}
    />
  );
}

/** The criteria as a picture or, one keystroke away, as the same facts in a table. */
function Criteria({ criteria }: Pick<Overview, 'criteria'>) {
  const [isTable, setTable] = useState(false);
  const words = isTable ? 'Show the criteria as a grid' : 'Show the criteria as a table';
  const toggle = () => setTable((value) => !value);
  useShortcut('t', words, toggle);
  return (
    <section aria-labelledby="criteria">
      <div className={classes.titleRow}>
        <h2 id="criteria" className={classes.title}>
          {counted(criteria.length, 'criterion', 'criteria')} in scope
        </h2>
        <button type="button" className={`link ${classes.all}`} aria-label={words} onClick={toggle}>
          {isTable ? 'As a grid' : 'As a table'}
        </button>
      </div>
      {isTable ? (
        <CriteriaTable criteria={criteria} />
      ) : (
        <CriteriaGrid criteria={criteria} flow="columns" onOpen={(id) => go('criteria', { id })} />
      )}
    </section>
  );
}

function Content({ overview }: { readonly overview: Overview }) {
  const isJudged = overview.asOf !== null;
  return (
    <div className={classes.content}>
      <div className={classes.top}>
        <Criteria criteria={overview.criteria} />
        <Worries worries={overview.worries} isJudged={isJudged} />
      </div>
      <PeriodRows overview={overview} />
      <div className={classes.bottom}>
        <VerdictCounts checks={overview.checks} isJudged={isJudged} />
        <Unjudged checks={overview.checks} isJudged={isJudged} />
        <LastCollection collection={overview.lastCollection} />
      </div>
    </div>
  );
}

function Failed({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const { message, remedy } = error;
  return (
    <ListState
      kind="error"
      title="The overview could not be read"
      text={remedy === undefined ? message : `${message} ${remedy}`}
      action={<Button onClick={onRetry}>Try again</Button>}
    />
  );
}

/** Where the engagement stands: criteria, what would worry the auditor, the period, and what was read last. */
export function OverviewScreen() {
  const overview = useRoute('overview.get', {}, ['engagement', 'collections', 'findings', 'controls']);
  if (overview.state === 'ready') {
    return (
      <div className={classes.screen}>
        <Head overview={overview.value} />
        <Content overview={overview.value} />
      </div>
    );
  }
  return (
    <div className={classes.screen}>
      <PageHead title="Readiness" />
      <div className={classes.content}>
        {overview.state === 'loading' ? (
          <ListState kind="loading" title="Reading the overview." />
        ) : (
          <Failed error={overview.error} onRetry={overview.reload} />
        )}
      </div>
    </div>
  );
}
