import { afterEach, expect, test } from 'vitest';
import { comboWords, matches, register, useShortcuts } from '../../renderer/ui/keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

afterEach(() => useShortcuts.setState({ list: [] }));

test('mod is Ctrl on Linux and Windows and Cmd on macOS', () => {
  expect(matches('mod+k', press('k', { ctrlKey: true }), false)).toBe(true);
  expect(matches('mod+k', press('k', { metaKey: true }), true)).toBe(true);
  expect(matches('mod+k', press('k', { ctrlKey: true }), true)).toBe(false);
  expect(matches('mod+k', press('k', { metaKey: true }), false)).toBe(false);
});

test('a plain key does not answer to the same key with a modifier', () => {
  expect(matches('k', press('k'), false)).toBe(true);
  expect(matches('k', press('k', { ctrlKey: true }), false)).toBe(false);
  expect(matches('k', press('k', { altKey: true }), false)).toBe(false);
  expect(matches('k', press('K', { shiftKey: true }), false)).toBe(false);
});

test('a sign is matched by what it is, wherever the keyboard keeps it', () => {
  expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true);
  expect(matches('/', press('/', { shiftKey: true }), false)).toBe(true);
});

test('shift counts for letters and named keys', () => {
  expect(matches('shift+x', press('X', { shiftKey: true }), false)).toBe(true);
  expect(matches('shift+ArrowDown', press('ArrowDown'), false)).toBe(false);
  expect(matches('ArrowDown', press('ArrowDown', { shiftKey: true }), false)).toBe(false);
});

test('keys are printed as the platform prints them', () => {
  expect(comboWords('mod+k', false)).toBe('Ctrl K');
  expect(comboWords('mod+k', true)).toBe('⌘ K');
  expect(comboWords('alt+ArrowLeft', false)).toBe('Alt ←');
  expect(comboWords('Escape', false)).toBe('Esc');
});

test('a registered shortcut leaves the list when it is taken away', () => {
  const first = register('j', 'Next row', () => undefined);
  register('k', 'Previous row', () => undefined);
  first();
  expect(useShortcuts.getState().list.map(({ combo }) => combo)).toEqual(['k']);
});
