import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** Moves the focus among the buttons of a list with the arrow keys; give it to the list's `onKeyDown`. */
export function arrowFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-arrow]')];
  const here = buttons.findIndex((button) => button.matches(':focus'));
  const next = buttons[here + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
