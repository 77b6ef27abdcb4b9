import { beforeEach, expect, test } from 'vitest';
import { go, useNavigation } from '../../renderer/navigation.store.ts';

const state = () => useNavigation.getState();

beforeEach(() => state().restart('home'));

test('going somewhere remembers the place left and forgets the way forward', () => {
  state().restart('overview');
  go('findings', { tab: 'fail' });
  go('controls');
  state().back();
  expect(state().here).toEqual({ screen: 'findings', params: { tab: 'fail' } });
  expect(state().future).toHaveLength(1);
  go('log');
  expect(state().future).toEqual([]);
  expect(state().past.map(({ screen }) => screen)).toEqual(['overview', 'findings']);
});

test('forward returns to the place left by back', () => {
  go('controls', { id: 'NET-01' });
  state().back();
  state().forward();
  expect(state().here).toEqual({ screen: 'controls', params: { id: 'NET-01' } });
  state().forward();
  expect(state().here.screen).toBe('controls');
});

test('back at the beginning stays where it is', () => {
  state().back();
  expect(state().here.screen).toBe('home');
});

test('going to the place one is at adds no step', () => {
  go('controls', { id: 'NET-01' });
  go('controls', { id: 'NET-01' });
  expect(state().past).toHaveLength(1);
});

test('a noted selection changes the place without a step, and only on the screen that is open', () => {
  go('findings', { tab: 'fail' });
  state().note('findings', { tab: 'fail', id: 'f1' });
  state().note('controls', { id: 'NET-01' });
  expect(state().here).toEqual({ screen: 'findings', params: { tab: 'fail', id: 'f1' } });
  expect(state().past).toHaveLength(1);
});

test('the history keeps the last 100 places', () => {
  for (let id = 0; id < 150; id += 1) go('collections', { id });
  expect(state().past).toHaveLength(100);
  expect(state().past[0]).toEqual({ screen: 'collections', params: { id: 49 } });
});

test('opening another engagement forgets the history', () => {
  go('findings');
  state().restart('overview');
  expect(state().past).toEqual([]);
  expect(state().here.screen).toBe('overview');
});
