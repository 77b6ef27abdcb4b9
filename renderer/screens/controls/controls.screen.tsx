import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { on } from '../../api.ts';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { type Judged, useJudged } from '../../judged.ts';
import { useParams } from '../../navigation.store.ts';
import { useColumns } from '../../ui/grid-columns.tsx';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { SidePane } from '../../ui/side-pane.tsx';
import { CellBar } from './cell-bar.tsx';
import { ControlBar } from './control-bar.tsx';
import { noFilter } from './control-lines.ts';
import { ControlPanel } from './control-panel.tsx';
import { standingCounts } from './control-words.ts';
import classes from './controls.module.css';
import { controlAt, filterControls, focusControl, openControls, readControls, useControls } from './controls.store.ts';
import { Matrix } from './matrix.tsx';
import { stepCell } from './matrix-actions.ts';
import { matrixColumns } from './matrix-columns.tsx';
import { MatrixContext, type MatrixHold } from './matrix-context.ts';

/** Keeps the matrix in step with the engagement, the params of the screen and the data. */
function useFollowing(engagementId: string | null): void {
  const { id } = useParams('controls');
  const first = useRef(id);
  useEffect(() => {
    if (engagementId !== null) openControls(engagementId, first.current);
  }, [engagementId]);
  useEffect(() => {
    if (id !== undefined) focusControl(id);
  }, [id]);
  useEffect(
    () =>
      on('engagement.changed', ({ what }) =>
        what === 'controls' || what === 'findings' ? void readControls() : undefined,
      ),
    [],
  );
}

/** The control matrix: what the client declares, beside how it stands. */
export function ControlsScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const judged = useJudged();
  useFollowing(engagementId);
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
        text={error.message}
        action={<Button onClick={() => void readControls()}>Try again</Button>}
      />
    );
  if (lines.length > 0) return null;
  return (
    <ListState
      kind="empty"
      title="No control fits the filters"
      text={`${readings.length} controls are stored; the search and the filters above hide them.`}
      action={<Button onClick={() => filterControls(noFilter)}>Remove the filters</Button>}
    />
  );
}

function Controls({ judged }: { readonly judged: Judged }) {
  const { readings, lines, cell, filter } = useControls();
  const grid = useRef<HTMLTableElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const [isPanelOpen, setPanelOpen] = useState(true);
  const isWide = useMediaQuery('(min-width: 1180px)', true);
  const all = useMemo(() => matrixColumns(judged), [judged]);
  const columns = useColumns('controls', all);
  const shown = useMemo(
    () => columns.shown.map((column) => column.id).filter((name) => name !== 'number'),
    [columns.shown],
  );
  const hold = useMemo<MatrixHold>(
    () => ({ focus: () => grid.current?.focus({ preventScroll: true }), step: (by) => void stepCell(shown, by) }),
    [shown],
  );
  const id = controlAt(lines, cell.line)?.id ?? null;
  useCrumb(id);
  useStatus(readings === null ? [] : [standingCounts(readings)]);
  useShortcut('/', 'Search the controls', () => search.current?.select());
  return (
    <MatrixContext value={hold}>
      <div className={classes.screen}>
        <ControlBar
          filter={filter}
          onFilter={filterControls}
          searchRef={search}
          onLeave={hold.focus}
          columns={{ all, ...columns }}
          panel={{ isOpen: isPanelOpen, toggle: () => setPanelOpen(!isPanelOpen) }}
        />
        <CellBar />
        <div className={classes.body}>
          {lines.length === 0 ? (
            <div className={classes.empty}>
              <NoControls />
            </div>
          ) : (
            <Matrix
              columns={columns.shown}
              shown={shown}
              judged={judged}
              gridRef={grid}
              onSearch={() => search.current?.select()}
              onResize={columns.onResize}
            />
          )}
          {isPanelOpen && id !== null ? (
            <SidePane
              id="controls"
              label="Control"
              width={268}
              narrowest={240}
              widest={520}
              mode={isWide ? 'beside' : 'over'}
              onClose={() => setPanelOpen(false)}
            >
              <ControlPanel id={id} />
            </SidePane>
          ) : null}
        </div>
      </div>
    </MatrixContext>
  );
}
