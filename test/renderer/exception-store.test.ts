import { emptyResponse } from '@shared/domain/response.ts';
import { failed, ok } from '@shared/result.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useEngagement } from '../../renderer/engagement.store.ts';
import {
  bringBack,
  flush,
  openException,
  type,
  useException,
} from '../../renderer/screens/exception/exception.store.ts';
import { mirror, mirrored, unmirror } from '../../renderer/screens/exception/mirror.ts';

const blank = {
  ...emptyResponse,
  ...{
    statementEvidence: [],
    impactEvidence: [],
    compensatingControlIds: [],
    correctionEvidence: [],
    proofEvidence: [],
  },
};
const rubric = { points: [], score: 1, band: 'weak', cap: null, flags: [] };
const detail = { response: emptyResponse, isDraft: false, savedAt: null, rubric };
const kept = new Map<string, string>();
const api = { 'exception.detail': vi.fn(), 'exception.type': vi.fn(), 'exception.keep': vi.fn() };
const words = () => api['exception.type'].mock.calls.map(([input]) => input.response.rootCause);
let turn = 0;
/** An engagement of its own for each test: the store outlives them. */
const client = () => `client ${turn}`;
// Of the summary the store reads the id alone.
const openEngagement = (id: string | null) =>
  useEngagement.setState({ summary: id === null ? null : ({ engagement: { id } } as never) });

beforeEach(async () => {
  turn += 1;
  vi.useFakeTimers();
  kept.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('window', { api: { call: api } });
  api['exception.detail'].mockReset().mockImplementation(async () => ok(detail));
  api['exception.type'].mockReset().mockImplementation(async () => ok({ savedAt: '2026-10-01T00:00:00Z', rubric }));
  api['exception.keep'].mockReset().mockImplementation(async () => ok(detail));
  openEngagement(client());
  await openException({ engagementId: client(), id: 'EX-001' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is typed is written once after a pause, and until then stands beside the page', async () => {
  type({ rootCause: 'The' });
  await vi.advanceTimersByTimeAsync(400);
  type({ rootCause: 'The module' });
  expect(words()).toEqual([]);
  expect(mirrored({ engagementId: client(), id: 'EX-001' })?.rootCause).toBe('The module');
  await vi.advanceTimersByTimeAsync(700);
  expect(words()).toEqual(['The module']);
  expect(mirrored({ engagementId: client(), id: 'EX-001' })).toBeNull();
  expect(useException.getState()).toMatchObject({ saving: 'saved', isDraft: true });
});

test('someone who types without a pause is written within two seconds', async () => {
  for (let stroke = 1; stroke <= 20; stroke += 1) {
    type({ rootCause: 'x'.repeat(stroke) });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(words().length).toBeGreaterThan(0);
  expect(words()[0]?.length).toBeGreaterThanOrEqual(14);
});

test('a save that failed is shown with its reason and tried again', async () => {
  api['exception.type'].mockResolvedValueOnce(failed({ code: 'internal', message: 'The disk is full.' }));
  type({ rootCause: 'Kept' });
  await flush();
  expect(useException.getState()).toMatchObject({ saving: 'failed', refusal: 'The disk is full.' });
  expect(mirrored({ engagementId: client(), id: 'EX-001' })?.rootCause).toBe('Kept');
  await vi.advanceTimersByTimeAsync(3_100);
  expect(words()).toEqual(['Kept', 'Kept']);
  expect(useException.getState()).toMatchObject({ saving: 'saved', refusal: null });
});

test('words typed while the ones before are written are written after them', async () => {
  api['exception.type'].mockImplementationOnce(async () => {
    type({ rootCause: 'one two' });
    return ok({ savedAt: '2026-10-01T00:00:00Z', rubric });
  });
  type({ rootCause: 'one' });
  await flush();
  expect(useException.getState().saving).toBe('waiting');
  await vi.advanceTimersByTimeAsync(700);
  expect(words()).toEqual(['one', 'one two']);
});

test('words that never reached the engine are there when the exception is opened again', async () => {
  mirror({ engagementId: client(), id: 'EX-002' }, { ...blank, rootCause: 'left over' });
  await openException({ engagementId: client(), id: 'EX-002' });
  expect(useException.getState().response?.rootCause).toBe('left over');
  await vi.advanceTimersByTimeAsync(700);
  expect(words()).toEqual(['left over']);
});

test('what was typed for one client is never written into the exception of another with the same number', async () => {
  type({ rootCause: 'of the first client' });
  openEngagement('another client');
  await openException({ engagementId: 'another client', id: 'EX-001' });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(words()).toEqual([]);
  expect(useException.getState().response?.rootCause).toBe('');
  openEngagement(client());
  await openException({ engagementId: client(), id: 'EX-001' });
  expect(useException.getState().response?.rootCause).toBe('of the first client');
});

test('of two exceptions asked for at once the later one is shown', async () => {
  const first = openException({ engagementId: client(), id: 'EX-002' });
  const second = openException({ engagementId: client(), id: 'EX-003' });
  await Promise.all([first, second]);
  expect(useException.getState().spot?.id).toBe('EX-003');
});

test('before an earlier version comes back, what stands now is kept as a version', async () => {
  type({ rootCause: 'newer words' });
  await bringBack({ ...blank, rootCause: 'older words' });
  expect(api['exception.keep']).toHaveBeenCalledTimes(1);
  expect(words()).toEqual(['newer words', 'older words']);
});

test('a text beside the page that is no response is left alone', () => {
  const spot = { engagementId: client(), id: 'EX-009' };
  kept.set(`response ${client()} EX-009`, '{broken');
  expect(mirrored(spot)).toBeNull();
  unmirror(spot);
  expect(kept.size).toBe(0);
});
