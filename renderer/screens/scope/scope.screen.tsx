import { Button } from '@mantine/core';
import { scopeMaps } from '@shared/domain/pictures/scope-map.ts';
import type { ScopeCell } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { useEffect, useMemo } from 'react';
import { useStatus } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { useParams } from '../../navigation.store.ts';
import { openDifferences, readScope, type ScopeView, useScope } from '../../scope.store.ts';
import { useShortcut } from '../../ui/keys.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Confirmations } from './confirmations.tsx';
import { Decided } from './decided.tsx';
import { Differences } from './differences.tsx';
import { Elsewhere } from './elsewhere.tsx';
import { Register } from './register.tsx';
import classes from './scope.module.css';
import { ScopeDialog } from './scope-dialog.tsx';
import { ScopeLegend, ScopeMapGrid } from './scope-map.tsx';
import { ScopePane } from './scope-pane.tsx';
import { focusDifference, openDialog, openScope, showPane, useScopeUi } from './scope-ui.store.ts';
import { agreementWords, headWords, quarterName } from './scope-words.ts';
import { seenAccounts } from './seen-draft.ts';

/** Opens what a place of the map has to say: its difference when it has one, else the place itself. */
function openPlace({ differences }: ScopeView, account: string, cell: ScopeCell | null): void {
  const own = differences.filter((one) => one.account === account);
  const found =
    own.find(({ region }) => region === (cell?.region ?? null)) ??
    own.find(({ region, kind }) => region === null && kind !== 'not-read');
  if (found !== undefined) showPane({ kind: 'difference', id: found.id });
  else if (cell !== null) showPane({ kind: 'place', cell });
}

function ScopeMapSection({ view }: { readonly view: ScopeView }) {
  const maps = useMemo(() => scopeMaps(view), [view]);
  if (maps.length === 0) return null;
  return (
    <section aria-labelledby="map">
      <div className={classes.titleRow}>
        <h2 id="map">Resources seen, by account and region</h2>
        <ScopeLegend cells={view.cells} />
      </div>
      {maps.map((map) => (
        <ScopeMapGrid key={map.provider} map={map} onOpen={(account, cell) => openPlace(view, account, cell)} />
      ))}
    </section>
  );
}

function DifferenceSection({ view }: { readonly view: ScopeView }) {
  const maps = useMemo(() => scopeMaps(view), [view]);
  const open = openDifferences(view);
  return (
    <section aria-labelledby="differences">
      <div className={classes.titleRow}>
        <h2 id="differences">{counted(open.length, 'difference')} to decide</h2>
        <span className="type-second text-3">{agreementWords(maps)}</span>
      </div>
      <Differences open={open} hasSeen={view.seenAt !== null} />
      <Decided differences={view.differences} />
    </section>
  );
}

function NothingDeclared({ view }: { readonly view: ScopeView }) {
  const seen = seenAccounts(view);
  return (
    <ListState
      kind="empty"
      title="No system is declared yet"
      text="The register says which accounts, regions, services and organisations are in the report, and why the others are not. What the clouds show is then compared with it."
      action={
        <>
          {seen.length === 0 ? null : (
            <Button variant="filled" onClick={() => openDialog({ kind: 'declare-seen' })}>
              Declare what was seen
            </Button>
          )}
          <Button onClick={() => openDialog({ kind: 'system', system: null })}>Add a system</Button>
        </>
      }
    />
  );
}

function Body({ view }: { readonly view: ScopeView }) {
  return (
    <div className={classes.body}>
      {view.systems.length === 0 ? <NothingDeclared view={view} /> : null}
      <ScopeMapSection view={view} />
      <DifferenceSection view={view} />
      <Elsewhere elsewhere={view.elsewhere} />
      {view.systems.length === 0 ? null : <Register systems={view.systems} />}
      {view.confirmations.length === 0 ? null : (
        <section aria-labelledby="confirmations">
          <div className={classes.titleRow}>
            <h2 id="confirmations">{counted(view.confirmations.length, 'confirmation')}</h2>
          </div>
          <Confirmations view={view} />
        </section>
      )}
    </div>
  );
}

/** The differences are walked with j and k, also while their pane is open. */
function useDifferenceKeys(view: ScopeView): void {
  const focus = useScopeUi((state) => state.focus);
  const open = openDifferences(view);
  const step = (by: 1 | -1) => {
    const here = open.findIndex(({ id }) => id === focus);
    const next = open[here < 0 ? 0 : Math.max(0, Math.min(open.length - 1, here + by))];
    if (next !== undefined) focusDifference(next.id);
  };
  useShortcut('j', 'Next difference', () => step(1));
  useShortcut('k', 'Previous difference', () => step(-1));
  useShortcut('Enter', 'Open the difference', () => {
    if (open.some(({ id }) => id === focus) && focus !== null) showPane({ kind: 'difference', id: focus });
  });
  useShortcut('m', 'Open the memo', () => showPane({ kind: 'memo' }));
  useShortcut('n', 'Add a system', () => openDialog({ kind: 'system', system: null }));
}

function toRegister(): void {
  const register = document.getElementById('scope-register');
  register?.scrollIntoView({ block: 'start' });
  register?.focus({ preventScroll: true });
}

function Scope({ view }: { readonly view: ScopeView }) {
  const { difference } = useParams('scope');
  useEffect(() => {
    if (difference !== undefined) showPane({ kind: 'difference', id: difference });
  }, [difference]);
  useDifferenceKeys(view);
  const { accounts, cells, resources, systems } = view;
  const isConfirmed = view.confirmations.some(({ quarter }) => quarter === view.quarter);
  const read = cells.filter(({ seen, region }) => seen !== null && region !== 'global').length;
  useStatus([
    `${counted(accounts.length, 'account')}, ${counted(read, 'location')} read`,
    `${counted(resources, 'resource')} seen`,
  ]);
  return (
    <>
      <PageHead
        title="Scope"
        second={headWords(view)}
        actions={
          systems.length === 0 ? undefined : (
            <>
              <Button variant="subtle" onClick={toRegister}>
                Register
              </Button>
              <Button variant="subtle" onClick={() => showPane({ kind: 'memo' })}>
                Open memo
              </Button>
              <Button variant={isConfirmed ? 'default' : 'filled'} onClick={() => openDialog({ kind: 'confirm' })}>
                Confirm scope for {quarterName(view.quarter)}
              </Button>
            </>
          )
        }
      />
      <div className={classes.columns}>
        <Body view={view} />
        <ScopePane view={view} />
      </div>
      <ScopeDialog view={view} />
    </>
  );
}

/** What is declared to be in the report, beside what the clouds showed. */
export function ScopeScreen() {
  const engagementId = useEngagement((state) => state.summary?.engagement.id ?? null);
  const { view, error } = useScope();
  useEffect(() => {
    if (engagementId !== null) openScope(engagementId);
  }, [engagementId]);
  return (
    <div className={classes.screen}>
      {view === null ? (
        <>
          <PageHead title="Scope" />
          <div className={classes.body}>
            {error === null ? (
              <ListState kind="loading" title="The scope is being read" />
            ) : (
              <ListState
                kind="error"
                title="The scope could not be read"
                text={error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`}
                action={<Button onClick={() => void readScope()}>Try again</Button>}
              />
            )}
          </div>
        </>
      ) : (
        <Scope view={view} />
      )}
    </div>
  );
}
