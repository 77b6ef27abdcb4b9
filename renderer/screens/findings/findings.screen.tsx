import { count, counted } from '@shared/domain/words.ts';
import { useEffect, useMemo, useRef } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { coveredFindings, useExceptions } from '../../exceptions/exceptions.store.ts';
import { type Judged, useJudged } from '../../judged.ts';
import { useNavigation, useParams } from '../../navigation.store.ts';
import { useColumns } from '../../ui/grid-columns.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { TabList, tabPanel } from '../../ui/tab-list.tsx';
import { FindingPane } from './detail/finding-pane.tsx';
import { FilterBar } from './filter-bar.tsx';
import { findingColumns } from './finding-columns.tsx';
import { FindingList } from './finding-list.tsx';
import { tabs } from './finding-words.ts';
import classes from './findings.module.css';
import { ask, followParams, markStale, openFindings, useFindings } from './findings.store.ts';
import { type ListSurroundings, perform } from './list-actions.ts';
import { FindingsEmpty, FindingsNote } from './list-notes.tsx';
import { rowAt } from './page-cache.ts';
import { SelectionActs } from './selection-acts.tsx';
import { usePane, usePaneMode } from './use-pane.ts';

/** Keeps the list in step with the engagement, the params of the screen and the data. */
function useFollowing(engagementId: string | null): void {
  const params = useParams('findings');
  useEffect(() => {
    const { here } = useNavigation.getState();
    if (engagementId !== null) openFindings(engagementId, here.screen === 'findings' ? here.params : {});
  }, [engagementId]);
  useEffect(() => followParams(params), [params]);
  useEffect(() => on('engagement.changed', ({ what }) => (what === 'findings' ? markStale() : undefined)), []);
}

/** The keys of the list, alive wherever the focus is on this screen. */
function useListShortcuts(surroundings: ListSurroundings): void {
  const run = (action: Parameters<typeof perform>[0]) => () => perform(action, surroundings);
  useShortcut('j', 'Next finding', run({ kind: 'move', step: 1, extends: false }));
  useShortcut('k', 'Previous finding', run({ kind: 'move', step: -1, extends: false }));
  useShortcut('x', 'Select the finding', run({ kind: 'select' }));
  useShortcut('Enter', 'Open the finding', run({ kind: 'open' }));
  useShortcut('Escape', 'Return to the list', run({ kind: 'leave' }));
  useShortcut('/', 'Search the findings', run({ kind: 'search' }));
}

/** The row in focus; undefined while its page is being read. */
function useFocusedRow() {
  return useFindings(({ focus, pages }) => (focus === null ? undefined : rowAt(pages, focus)));
}

/** The group whose folded head is in focus; null while a finding is. */
function useFoldedGroup() {
  return useFindings(({ focus, rows }) => {
    const line = focus === null ? undefined : rows.at(rows.lineOf(focus));
    return line?.kind === 'group' ? line.group : null;
  });
}

const search = (text: string): void => void ask({ search: text });

/** Every check on every resource: the list at the left, the finding in focus at the right. */
export function FindingsScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const judged = useJudged();
  useFollowing(engagementId);
  return judged === null ? null : <Findings judged={judged} />;
}

const sumOf = (counts: Readonly<Record<string, number>> = {}): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0);

function useFacts(): void {
  const index = useFindings((state) => state.index);
  const selected = useFindings((state) => state.selected.size);
  const stored = useEngagement((state) => sumOf(state.summary?.counts.findings));
  const shown = index === null ? [] : [`${count(index.total)} of ${counted(stored, 'finding')}`];
  useStatus(selected === 0 ? shown : [...shown, `${count(selected)} selected`]);
}

function Findings({ judged }: { readonly judged: Judged }) {
  const { query, index } = useFindings();
  const mode = usePaneMode();
  const grid = useRef<HTMLTableElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { pane, surroundings, close, isShown } = usePane(mode, grid, searchField);
  const rows = useExceptions((state) => state.rows);
  const covered = useMemo(() => coveredFindings(rows), [rows]);
  const all = useMemo(() => findingColumns(judged, covered.size > 0), [judged, covered]);
  const columns = useColumns('findings', all);
  const row = useFocusedRow();
  const foldedGroup = useFoldedGroup();
  useListShortcuts(surroundings);
  useFacts();
  useCrumb(row?.controlId ?? row?.checkId ?? null);
  return (
    <div className={classes.screen}>
      <h1 className={classes.hidden}>Findings</h1>
      <div className={classes.list} inert={mode === 'instead' && isShown}>
        <TabList
          id="findings-tab"
          label="Findings by verdict"
          tabs={tabs.map((tab) => ({ ...tab, count: index?.tabs[tab.value] }))}
          value={query.tab}
          onTab={(tab) => void ask({ tab })}
        />
        <FilterBar
          query={query}
          choices={index?.choices ?? null}
          columns={{ all, ...columns }}
          searchRef={searchField}
          onAsk={(change) => void ask(change)}
          onSearch={search}
          onLeave={close}
        />
        <FindingsNote />
        <SelectionActs />
        <div className={classes.list} {...tabPanel('findings-tab', query.tab)}>
          <FindingsEmpty />
          {index === null || index.total === 0 ? null : (
            <FindingList
              columns={columns.shown}
              judged={judged}
              covered={covered}
              surroundings={surroundings}
              gridRef={grid}
              onResize={columns.onResize}
            />
          )}
        </div>
      </div>
      {isShown && index !== null && index.total > 0 ? (
        <SidePane
          id="findings"
          label="Finding"
          width={500}
          narrowest={380}
          widest={760}
          mode={mode}
          paneRef={pane}
          onClose={mode === 'beside' ? undefined : close}
        >
          <FindingPane
            id={row?.id ?? null}
            foldedGroup={foldedGroup}
            judged={judged}
            onStep={(step) => perform({ kind: 'move', step, extends: false }, surroundings)}
          />
        </SidePane>
      ) : null}
    </div>
  );
}
