import { Import } from 'lucide-react';
import { expect, test } from 'vitest';
import type { Action } from '../../renderer/actions.ts';
import { type Hit, holdsAll, paletteGroups, pieces, readQuery } from '../../renderer/screens/palette/palette-model.ts';
import type { Shortcut } from '../../renderer/ui/keys.ts';

const nothing = () => undefined;
const action: Action = {
  id: 'import',
  words: 'Import files',
  second: 'Snapshots',
  icon: Import,
  combo: 'mod+i',
  isGlobal: true,
  run: nothing,
};
const here: Shortcut = { combo: 'c', words: 'Copy the port list', action: nothing, where: 'This screen' };
const motion: Shortcut = { combo: 'j', words: 'Next port', action: nothing, where: 'This screen' };
const hits: readonly Hit[] = [
  { kind: 'resource', id: 'r1', title: 'port-forwarder', detail: '' },
  { kind: 'control', id: 'NET-01', title: 'No open administrative ports', detail: '' },
  { kind: 'check', id: 'aws.a', title: 'No group opens a port', detail: '' },
];
const groups = (typed: string) => paletteGroups({ typed, actions: [action], shortcuts: [here, motion], hits });

test('a sign before the words narrows the palette', () => {
  expect(readQuery('> theme')).toEqual({ narrowing: 'actions', text: 'theme' });
  expect(readQuery('#net')).toEqual({ narrowing: 'controls', text: 'net' });
  expect(readQuery('  port 22 ')).toEqual({ narrowing: 'all', text: 'port 22' });
});

test('what can be done here comes first, then actions, then objects by kind', () => {
  expect(groups('port').map(({ title }) => title)).toEqual([
    'Do, on this screen',
    'Do',
    'Controls and criteria',
    'Checks',
    'Resources',
  ]);
});

test('keys that only move about are not offered as commands', () => {
  expect(groups('port')[0]?.rows.map(({ id }) => id)).toEqual(['key-c']);
});

test('an action is found by its words in any order, and left out when one is missing', () => {
  expect(holdsAll('Import files Snapshots', 'files IMPORT')).toBe(true);
  expect(holdsAll('Import files Snapshots', 'files export')).toBe(false);
});

test('narrowed to actions no object is shown, narrowed to controls no action', () => {
  expect(groups('>').map(({ title }) => title)).toEqual(['Do, on this screen', 'Do']);
  expect(groups('#').map(({ title }) => title)).toEqual(['Controls and criteria']);
});

test('matches are cut out of a text without losing a letter', () => {
  expect(pieces('No open ports', 'port OPEN')).toEqual([
    { from: 0, text: 'No ', isMatch: false },
    { from: 3, text: 'open', isMatch: true },
    { from: 7, text: ' ', isMatch: false },
    { from: 8, text: 'port', isMatch: true },
    { from: 12, text: 's', isMatch: false },
  ]);
  expect(pieces('No open ports', '')).toEqual([{ from: 0, text: 'No open ports', isMatch: false }]);
});
