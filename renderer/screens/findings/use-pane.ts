import { useMediaQuery } from '@mantine/hooks';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListSurroundings } from './list-actions.ts';

type PaneMode = 'beside' | 'over' | 'instead';

/** At 1280 px the pane lies over the list, under 1100 px in its place. */
export function usePaneMode(): PaneMode {
  const isWide = useMediaQuery('(min-width: 1360px)', true);
  const isMiddle = useMediaQuery('(min-width: 1100px)', true);
  return isWide ? 'beside' : isMiddle ? 'over' : 'instead';
}

/** Whether the pane is open, and how the list opens it, enters it and leaves it. */
export function usePane(
  mode: PaneMode,
  grid: RefObject<HTMLTableElement | null>,
  search: RefObject<HTMLInputElement | null>,
) {
  const [isOpen, setOpen] = useState(false);
  const pane = useRef<HTMLElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (wantsFocus.current) pane.current?.focus();
    wantsFocus.current = false;
  });
  const close = useCallback(() => {
    setOpen(false);
    grid.current?.focus({ preventScroll: true });
  }, [grid]);
  const surroundings = useMemo<ListSurroundings>(
    () => ({
      showPane: () => setOpen(true),
      enterPane: () => {
        wantsFocus.current = true;
        setOpen(true);
        pane.current?.focus();
      },
      leave: close,
      search: () => search.current?.select(),
    }),
    [close, search],
  );
  return { pane, surroundings, close, isShown: mode === 'beside' || isOpen };
}
