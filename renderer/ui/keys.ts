import { useEffect, useRef } from 'react';
import { create } from 'zustand';

/** A key or a combination: `j`, `?`, `shift+x`, `mod+k` (`mod` is Cmd on macOS and Ctrl elsewhere). */
type Combo = string;

export interface Shortcut {
  readonly combo: Combo;
  /** What it does, in words: `Open the command palette`. */
  readonly words: string;
  readonly action: () => void;
  readonly where: 'Everywhere' | 'This screen';
}

/** The part of a keyboard event that decides a match. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Every shortcut alive now; later ones win over earlier ones with the same combination. */
export const useShortcuts = create<{ readonly list: readonly Shortcut[] }>(() => ({ list: [] }));

/** Adds a shortcut and returns the function that takes it away. */
export function register(combo: Combo, words: string, action: () => void, where: Shortcut['where'] = 'This screen') {
  const shortcut: Shortcut = { combo, words, action, where };
  useShortcuts.setState(({ list }) => ({ list: [...list, shortcut] }));
  return () => useShortcuts.setState(({ list }) => ({ list: list.filter((other) => other !== shortcut) }));
}

/** A shortcut that lives as long as the component that names it. */
export function useShortcut(combo: Combo, words: string, action: () => void, where: Shortcut['where'] = 'This screen') {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => register(combo, words, () => latest.current(), where), [combo, words, where]);
}

const isLetter = (key: string): boolean => /^[a-z]$/i.test(key);

/** True when a key press is this combination. Shift is part of it for letters and named keys, not for signs such as `?`. */
export function matches(combo: Combo, press: KeyPress, isMac: boolean): boolean {
  const parts = combo.split('+');
  const key = parts.at(-1) ?? '';
  const wantsMod = parts.includes('mod');
  const hasMod = isMac ? press.metaKey : press.ctrlKey;
  if (hasMod !== wantsMod || (isMac ? press.ctrlKey : press.metaKey) || press.altKey !== parts.includes('alt'))
    return false;
  const countsShift = isLetter(key) || key.length > 1;
  if (countsShift && press.shiftKey !== parts.includes('shift')) return false;
  return press.key.toLowerCase() === key.toLowerCase();
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A combination as printed on a key: `Ctrl K`, `⌘ K`, `Esc`. */
export function comboWords(combo: Combo, isMac: boolean): string {
  const names: Readonly<Record<string, string>> = isMac
    ? { mod: '⌘', shift: '⇧', alt: '⌥' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };
  return combo
    .split('+')
    .map((part) => names[part] ?? keyNames[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');
}

const fields = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="listbox"], [role="menu"]';

/** What is typed into takes its own steps back and brings them again; in a dialog no other steps are taken back. */
const typed = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], [role="dialog"]';
const turns: readonly Combo[] = ['mod+z', 'mod+shift+z', 'mod+y'];

/** Plain keys belong to the field, the dialog or the pressed button first. */
function isTaken(event: KeyboardEvent, combo: Combo): boolean {
  if (!(event.target instanceof Element)) return false;
  if (combo.includes('mod+')) return turns.includes(combo) && event.target.closest(typed) !== null;
  if (event.target.closest(fields) !== null) return true;
  return combo === 'Enter' && event.target.closest('button, a, [role="button"]') !== null;
}

/** Starts listening for every registered shortcut; returns the function that stops it. */
export function listenForKeys(isMac: boolean): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    const { list } = useShortcuts.getState();
    const found = list.findLast(({ combo }) => matches(combo, event, isMac) && !isTaken(event, combo));
    if (found === undefined) return;
    event.preventDefault();
    found.action();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
