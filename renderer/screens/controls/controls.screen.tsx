import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { counted } from '@shared/domain/words.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { type Judged, useJudged } from '../../judged.ts';
import { useNavigation, useParams } from '../../navigation.store.ts';
import { useScope } from '../../scope.store.ts';
import { useColumns } from '../../ui/grid-columns.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { useRoute } from '../../use-route.ts';
import { CellBar } from './cell-bar.tsx';
import { ControlBar } from './control-bar.tsx';
import { isShown, noFilter } from './control-filter.ts';
import { criterionNames } from './control-names.ts';
import { ControlPanel } from './control-panel.tsx';
import { standingCounts } from './control-words.ts';
import classes from './controls.module.css';
import {
  filterControls,
  filterFacts,
  focusControl,
  focusedReading,
  nameThings,
  openControls,
  openDialog,
  readControls,
  useControls,
} from './controls.store.ts';
import { exportMatrix } from './export-matrix.ts';
import { focusGrid } from './focus-grid.ts';
import { startImport } from './import-file.ts';
import { Matrix } from './matrix.tsx';
import { choosableColumns } from './matrix-columns.tsx';
import { LongEditorPlace } from './matrix-context.ts';
import { MatrixDialogs } from './matrix-dialogs.tsx';
import { turnBack } from './matrix-edits.ts';
import { SelectionBar } from './selection-bar.tsx';

const asked = { new: () => openDialog({ kind: 'new' }), import: startImport, export: exportMatrix } as const;

/** Does what a link or the palette opened the screen with. */
function useParamsOfScreen(isRead: boolean): void {
  const { id, ask } = useParams('controls');
  useEffect(() => {
    if (isRead && id !== undefined) focusControl(id);
  }, [isRead, id]);
  useEffect(() => {
    if (!isRead || ask === undefined) return;
    useNavigation.getState().note('controls', id === undefined ? {} : { id });
    void asked[ask]();
  }, [isRead, ask, id]);
}

/** Keeps the matrix in step with the engagement, the params of the screen and the data. */
function useFollowing(): void {
  const summary = useEngagement((state) => state.summary);
  const engagementId = summary?.engagement.id ?? null;
  const categories = summary?.engagement.categories.join(' ') ?? '';
  const isRead = useControls((state) => state.readings !== null && state.engagementId === engagementId);
  useParamsOfScreen(isRead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the categories by value; the summary is new after every judging.
  useEffect(() => {
    if (summary !== null) openControls(summary.engagement.id, summary.engagement.categories);
  }, [engagementId, categories]);
  useEffect(
    () =>
      on('engagement.changed', ({ what }) =>
        what === 'controls' || what === 'findings' ? void readControls() : undefined,
      ),
    [],
  );
}

/** Reads what ids stand for: the criteria in scope and the systems of the register. */
function useNaming(): void {
  const criteria = useRoute('criterion.list', {}, ['engagement']);
  const systems = useScope((state) => state.view?.systems);
  const views = criteria.state === 'ready' ? criteria.value : null;
  useEffect(() => {
    if (views !== null) nameThings(criterionNames(views));
  }, [views]);
  useEffect(() => {
    if (systems !== undefined) nameThings({ systems });
  }, [systems]);
}

/** The control matrix: what the client declares, beside how it stands. */
export function ControlsScreen() {
  const judged = useJudged();
  useFollowing();
  useNaming();
  return judged === null ? null : <Controls judged={judged} />;
}

function NoControls() {
  const { readings, error, lines } = useControls();
  if (readings === null)
    return error === null ? (
      <ListState kind="loading" title="Controls are being read" />
    ) : (
      <ListState
        kind="error"
        title="The controls could not be read"
        text={error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`}
        action={<Button onClick={() => void readControls()}>Try again</Button>}
      />
    );
  if (lines.length > 0) return null;
  if (readings.length === 0)
    return (
      <ListState
        kind="empty"
        title="The matrix has no controls"
        text="A control says who does what, when, with what result. Import the client’s matrix or add the first control."
        action={<Button onClick={() => void startImport()}>Import a matrix</Button>}
      />
    );
  return (
    <ListState
      kind="empty"
      title="No control fits the filters"
      text={`${counted(readings.length, 'control is', 'controls are')} stored; the search and the filters above hide them.`}
      action={<Button onClick={() => filterControls(noFilter)}>Remove the filters</Button>}
    />
  );
}

/** What the status bar counts: what is shown and how it stands, what the filters hide, what is selected. */
function useTotals(): void {
  const readings = useControls((store) => store.readings);
  const filter = useControls((store) => store.filter);
  const categories = useControls((store) => store.categories);
  const state = useControls((store) => store.state);
  const selected = useControls((store) => store.selected.size);
  const facts = useMemo(() => {
    if (readings === null) return [];
    const shown = readings.filter((reading) => isShown(reading, filter, filterFacts({ categories, state })));
    const hidden = readings.length - shown.length;
    return [standingCounts(shown), ...(hidden > 0 ? [`${counted(hidden, 'control')} filtered out`] : [])];
  }, [readings, filter, categories, state]);
  useStatus(selected > 0 ? [...facts, `${selected} selected`] : facts);
}

function useKeys(search: () => void): void {
  useShortcut('/', 'Search the controls', search);
  useShortcut('n', 'New control', asked.new);
  useShortcut('mod+z', 'Undo the last step', () => void turnBack('undo'));
  useShortcut('mod+shift+z', 'Redo', () => void turnBack('redo'));
  useShortcut('mod+y', 'Redo', () => void turnBack('redo'));
}

function Panel({ isWide, onClose }: { readonly isWide: boolean; readonly onClose: () => void }) {
  const id = useControls(focusedReading)?.control.id ?? null;
  return (
    <SidePane
      id="controls"
      label="Control"
      width={268}
      narrowest={240}
      widest={560}
      mode={isWide ? 'beside' : 'over'}
      onClose={onClose}
    >
      {id === null ? (
        <ListState kind="empty" title="No control in focus" text="Choose a line to see how it stands and why." />
      ) : (
        <ControlPanel id={id} />
      )}
    </SidePane>
  );
}

function Controls({ judged }: { readonly judged: Judged }) {
  const isEmpty = useControls((state) => state.lines.length === 0);
  const search = useRef<HTMLInputElement>(null);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const isWide = useMediaQuery('(min-width: 1340px)', true);
  const [isPanelOpen, setPanelOpen] = useState<boolean | null>(null);
  const hasPanel = isPanelOpen ?? isWide;
  const all = useMemo(() => choosableColumns(judged.isOneDay), [judged.isOneDay]);
  const columns = useColumns('controls', all);
  const toSearch = () => search.current?.select();
  useCrumb(useControls(focusedReading)?.control.id ?? null);
  useTotals();
  useKeys(toSearch);
  return (
    <LongEditorPlace value={place}>
      <div className={classes.screen}>
        <ControlBar
          searchRef={search}
          onLeave={focusGrid}
          columns={{ all, ...columns }}
          panel={{ isOpen: hasPanel, toggle: () => setPanelOpen(!hasPanel) }}
        />
        <CellBar placeRef={setPlace} />
        <div className={classes.body}>
          <div className={classes.grid}>
            {isEmpty ? (
              <div className={classes.empty}>
                <NoControls />
              </div>
            ) : (
              <Matrix columns={columns.shown} judged={judged} onSearch={toSearch} onResize={columns.onResize} />
            )}
            <SelectionBar />
          </div>
          {hasPanel ? <Panel isWide={isWide} onClose={() => setPanelOpen(false)} /> : null}
        </div>
        <MatrixDialogs />
      </div>
    </LongEditorPlace>
  );
}
