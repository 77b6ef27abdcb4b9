import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useRef } from 'react';
import { useRemembered } from './remembered.ts';
import classes from './side-pane.module.css';

interface SidePaneProps {
  /** Names the remembered width. */
  readonly id: string;
  readonly label: string;
  /** Width in px before it was dragged. */
  readonly width: number;
  readonly narrowest: number;
  readonly widest: number;
  /** `beside` shares the space with the list, `over` lies on its right part, `instead` covers it. */
  readonly mode: 'beside' | 'over' | 'instead';
  readonly onClose?: (() => void) | undefined;
  readonly paneRef?: RefObject<HTMLElement | null> | undefined;
  readonly children: ReactNode;
}

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const keyStep = 24;

interface EdgeProps {
  readonly label: string;
  readonly width: number;
  readonly narrowest: number;
  readonly widest: number;
  readonly onWidth: (width: number) => void;
}

function Edge({ label, width, narrowest, widest, onWidth }: EdgeProps) {
  const start = useRef({ x: 0, width });
  const begin = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onWidth(start.current.width + start.current.x - event.clientX);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    onWidth(width + (event.key === 'ArrowLeft' ? keyStep : -keyStep));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged; a focusable separator is the pattern for a splitter.
    <div
      className={classes.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width}
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      tabIndex={0}
      onPointerDown={begin}
      onPointerMove={drag}
      onKeyDown={press}
    />
  );
}

/** A pane at the right of a list: its width drags and is remembered. */
export function SidePane({ id, label, width, narrowest, widest, mode, onClose, paneRef, children }: SidePaneProps) {
  const [kept, keep] = useRemembered(`pane.${id}`, width, isNumber);
  const clamp = (value: number) => Math.round(Math.min(widest, Math.max(narrowest, value)));
  const wide = clamp(kept);
  return (
    <aside
      ref={paneRef}
      className={classes.pane}
      data-mode={mode}
      aria-label={label}
      tabIndex={-1}
      style={mode === 'instead' ? undefined : { width: wide }}
    >
      {mode === 'instead' ? null : (
        <Edge
          label={label}
          width={wide}
          narrowest={narrowest}
          widest={widest}
          onWidth={(value) => keep(clamp(value))}
        />
      )}
      {onClose === undefined ? null : (
        <ActionIcon
          className={classes.close}
          variant="subtle"
          size={24}
          aria-label={`Close ${label}`}
          onClick={onClose}
        >
          <X size={16} strokeWidth={1.75} />
        </ActionIcon>
      )}
      {children}
    </aside>
  );
}
