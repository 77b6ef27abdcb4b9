import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { useParams } from '../../navigation.store.ts';
import { CriteriaGrid } from '../../ui/criteria-grid.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './criteria.module.css';
import { filterCriteria, focusCriterion, openCriteria, readCriteria, useCriteria } from './criteria.store.ts';
import { CriteriaBar } from './criteria-bar.tsx';
import { type CriterionView, criterionLine, lineOf, noFilter, readingCounts } from './criteria-lines.ts';
import { CriteriaList } from './criteria-list.tsx';
import { reachWords, scopeCounts } from './criteria-words.ts';
import { CriterionPane } from './criterion-pane.tsx';

const changing = ['engagement', 'controls', 'findings', 'criteria'];

/** Keeps the list in step with the engagement, the params of the screen and the data. */
function useFollowing(engagementId: string | null): void {
  const { id } = useParams('criteria');
  useEffect(() => {
    if (engagementId !== null) openCriteria(engagementId);
  }, [engagementId]);
  useEffect(() => {
    if (id !== undefined) focusCriterion(id);
  }, [id]);
  useEffect(
    () => on('engagement.changed', ({ what }) => (changing.includes(what) ? void readCriteria() : undefined)),
    [],
  );
}

function step(by: 1 | -1): void {
  const { lines, focus } = useCriteria.getState();
  const next = criterionLine(lines, lineOf(lines, focus) + by, by);
  const line = next === null ? undefined : lines[next];
  if (line?.kind === 'criterion') focusCriterion(line.view.reading.criterion.id);
}

function NoneFits() {
  return (
    <div className={classes.empty}>
      <ListState
        kind="empty"
        title="No criterion fits the filters"
        text="The search and the filters above hide the others."
        action={<Button onClick={() => filterCriteria(noFilter)}>Remove the filters</Button>}
      />
    </div>
  );
}

/** The pane beside the list, or over it where the window is narrow. */
function usePane() {
  const isWide = useMediaQuery('(min-width: 1360px)', true);
  const [isOpen, setOpen] = useState(false);
  const pane = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (wantsFocus.current) pane.current?.focus();
    wantsFocus.current = false;
  });
  const enter = () => {
    wantsFocus.current = true;
    setOpen(true);
    pane.current?.focus();
  };
  return { pane, isWide, isShown: isWide || isOpen, show: () => setOpen(true), enter, close: () => setOpen(false) };
}

function Criteria({ views }: { readonly views: readonly CriterionView[] }) {
  const { lines, focus, filter } = useCriteria();
  const grid = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const { pane, isWide, isShown, show, enter, close } = usePane();
  const answer = useRoute('exception.list', {}, ['exceptions', 'findings', 'controls']);
  const exceptions = answer.state === 'ready' ? answer.value.rows.map(({ exception }) => exception) : [];
  const toList = () => grid.current?.focus({ preventScroll: true });
  const leave = () => {
    close();
    toList();
  };
  const shown = views.filter(({ reading }) => lineOf(lines, reading.criterion.id) >= 0);
  useShortcut('j', 'Next criterion', () => step(1));
  useShortcut('k', 'Previous criterion', () => step(-1));
  useShortcut('Enter', 'Open the criterion', enter);
  useShortcut('Escape', 'Return to the list', leave);
  useShortcut('/', 'Search the criteria', () => search.current?.select());
  useCrumb(focus);
  useStatus([readingCounts(shown)]);
  const open = (id: string) => {
    focusCriterion(id);
    show();
  };
  return (
    <>
      <PageHead title="Criteria" second={`${scopeCounts(views)}.`} />
      <p className={classes.banner}>{reachWords(views)}</p>
      <section className={classes.map} aria-label="Heat map of the criteria">
        <CriteriaGrid criteria={views.map(({ reading }) => reading)} flow="rows" chosen={focus} onOpen={open} />
      </section>
      <div className={classes.columns}>
        <div className={classes.main}>
          <CriteriaBar views={views} filter={filter} onFilter={filterCriteria} searchRef={search} onLeave={toList} />
          {lines.length === 0 ? <NoneFits /> : <CriteriaList gridRef={grid} onOpen={enter} onShow={show} />}
        </div>
        {isShown ? (
          <SidePane
            id="criteria"
            label="Criterion"
            width={380}
            narrowest={320}
            widest={640}
            mode={isWide ? 'beside' : 'over'}
            paneRef={pane}
            onClose={isWide ? undefined : leave}
          >
            <CriterionPane view={views.find(({ reading }) => reading.criterion.id === focus)} exceptions={exceptions} />
          </SidePane>
        ) : null}
      </div>
    </>
  );
}

/** The criteria in scope: a heat map, the list with the pieces behind each word, and the place for a person's conclusion. */
export function CriteriaScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const { views, error } = useCriteria();
  useFollowing(engagementId);
  return (
    <div className={classes.screen}>
      {views === null ? (
        <>
          <PageHead title="Criteria" />
          <div className={classes.empty}>
            {error === null ? (
              <ListState kind="loading" title="The criteria are being read" />
            ) : (
              <ListState
                kind="error"
                title="The criteria could not be read"
                text={error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`}
                action={<Button onClick={() => void readCriteria()}>Try again</Button>}
              />
            )}
          </div>
        </>
      ) : (
        <Criteria views={views} />
      )}
    </div>
  );
}
