import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useCrumb } from '../../app.store.ts';
import type { ScopeView } from '../../scope.store.ts';
import { useShortcut } from '../../ui/keys.ts';
import { SidePane } from '../../ui/side-pane.tsx';
import { DifferencePane, PlacePane } from './difference-pane.tsx';
import { MemoPane } from './memo-pane.tsx';
import { closePane, useScopeUi } from './scope-ui.store.ts';
import { placeWords } from './scope-words.ts';

/** The keyboard goes to a pane that was opened, and back to where it was when the pane is closed. */
function usePaneFocus() {
  const entered = useScopeUi((state) => state.entered);
  const pane = useRef<HTMLElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (entered === 0 || pane.current === null) return;
    if (activeElement instanceof HTMLElement && !pane.current.contains(activeElement)) opener.current = activeElement;
    pane.current.focus({ preventScroll: true });
  }, [entered]);
  const close = () => {
    if (useScopeUi.getState().pane === null) return;
    closePane();
    opener.current?.focus({ preventScroll: true });
  };
  useShortcut('Escape', 'Close the pane', close);
  return { pane, close };
}

/** What lies at the right of the screen: a difference, a place of the map, or the memo. */
export function ScopePane({ view }: { readonly view: ScopeView }) {
  const pane = useScopeUi((state) => state.pane);
  const focus = usePaneFocus();
  const isWide = useMediaQuery('(min-width: 1700px)', false);
  const difference = pane?.kind === 'difference' ? view.differences.find(({ id }) => id === pane.id) : undefined;
  const place = pane?.kind === 'place' ? pane.cell : undefined;
  const cell = view.cells.find(({ account, region }) => account === place?.account && region === place.region) ?? place;
  useCrumb(difference === undefined ? null : placeWords(difference));
  if (pane === null || (pane.kind === 'difference' && difference === undefined)) return null;
  return (
    <SidePane
      id="scope"
      label={pane.kind === 'memo' ? 'Scope memo' : 'Place'}
      width={460}
      narrowest={380}
      widest={720}
      mode={isWide ? 'beside' : 'over'}
      paneRef={focus.pane}
      onClose={focus.close}
    >
      {pane.kind === 'memo' ? <MemoPane view={view} /> : null}
      {difference === undefined ? null : <DifferencePane difference={difference} />}
      {cell === undefined ? null : <PlacePane cell={cell} />}
    </SidePane>
  );
}
