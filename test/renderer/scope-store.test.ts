import { failed, ok } from '@shared/result.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeScope, openDifferences, readScope, type ScopeView, useScope } from '../../renderer/scope.store.ts';
import {
  closePane,
  focusDifference,
  openScope,
  showPane,
  useScopeUi,
} from '../../renderer/screens/scope/scope-ui.store.ts';

const difference = (id: string, isDecided: boolean): ScopeView['differences'][number] => ({
  id,
  kind: 'undeclared-region',
  account: '111122223333',
  region: 'eu-west-1',
  declared: { stance: 'unused', words: '' },
  seen: { resources: 1, words: '', firstSeenAt: null, digest: 'd' },
  consequence: '',
  evidence: [],
  decision: isDecided
    ? { difference: id, kind: 'accepted', reason: 'r', by: 'p', at: '2026-09-16', seenDigest: 'd' }
    : null,
});
const view = (quarter: string, differences: ScopeView['differences'] = []): ScopeView => ({
  memo: null,
  memos: [],
  systems: [],
  accounts: [],
  cells: [],
  differences,
  seenAt: null,
  collectionId: null,
  resources: 0,
  elsewhere: [],
  quarter,
  confirmations: [],
});

beforeEach(() => useScope.setState({ engagementId: 'a', view: null, error: null }));
afterEach(() => vi.unstubAllGlobals());

test('an answer for an engagement that was left is dropped', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const late = new Promise((resolve) => {
    answer = resolve;
  });
  vi.stubGlobal('window', { api: { call: { 'scope.get': () => late } } });
  const reading = readScope();
  useScope.setState({ engagementId: 'b' });
  answer(ok(view('2026-Q3')));
  await reading;
  expect(useScope.getState().view).toBeNull();
});

test('a refusal to read keeps the view that was there', async () => {
  const refusal = failed({ code: 'no-workspace', message: 'Nothing is open.' });
  vi.stubGlobal('window', { api: { call: { 'scope.get': async () => refusal } } });
  useScope.setState({ view: view('2026-Q2') });
  await readScope();
  expect(useScope.getState()).toMatchObject({ view: { quarter: '2026-Q2' }, error: { message: 'Nothing is open.' } });
});

test('a decision shows the view it led to; a refused one is thrown and changes nothing', async () => {
  const decide = vi.fn(async () => ok(view('2026-Q3', [difference('x', true)])));
  const declare = vi.fn(async () => failed({ code: 'bad-input', message: 'No reason.' }));
  vi.stubGlobal('window', { api: { call: { 'scope.decide': decide, 'scope.declare': declare } } });
  await changeScope('scope.decide', { difference: 'x', kind: 'accepted', reason: 'r' });
  const after = useScope.getState().view;
  expect(after?.differences[0]?.decision?.kind).toBe('accepted');
  const refused = changeScope('scope.declare', { difference: 'x', stance: 'in', reason: '' });
  await expect(refused).rejects.toThrow('No reason.');
  expect(useScope.getState().view).toBe(after);
});

test('open work is what nobody has decided', () => {
  const differences = [difference('x', true), difference('y', false)];
  expect(openDifferences(view('2026-Q3', differences)).map(({ id }) => id)).toEqual(['y']);
});

test('an open pane follows the focus, the memo stays, and only opening takes the keyboard', () => {
  openScope('a');
  focusDifference('x');
  expect(useScopeUi.getState()).toMatchObject({ focus: 'x', pane: null, entered: 0 });
  showPane({ kind: 'difference', id: 'x' });
  focusDifference('y');
  expect(useScopeUi.getState()).toMatchObject({ focus: 'y', pane: { kind: 'difference', id: 'y' }, entered: 1 });
  showPane({ kind: 'memo' });
  focusDifference('x');
  expect(useScopeUi.getState()).toMatchObject({ focus: 'x', pane: { kind: 'memo' } });
  closePane();
  openScope('b');
  expect(useScopeUi.getState()).toMatchObject({ focus: null, pane: null, entered: 0 });
});
