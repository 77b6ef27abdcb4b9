import type { ItemCount, Snapshot } from '@shared/domain/collection.ts';
import { statedWords } from '@shared/domain/stated-place.ts';
import { expect, test } from 'vitest';
import {
  draftOf,
  lacksPlace,
  standingWords,
  statementErrors,
  statementInput,
} from '../../renderer/screens/collections/statement.ts';

const now = '2026-10-01T00:00:00.000Z';
const at = (account: string, region: string): ItemCount => ({ account, region, type: 'aws.config-recorder', items: 1 });

const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  id: '1.1',
  collectionId: 1,
  provider: 'aws',
  fileName: 'recorders.json',
  kind: 'recorders',
  sha256: 'a'.repeat(64),
  bytes: 1,
  encoding: 'utf-8',
  items: 1,
  repeated: 0,
  standing: 'evidence',
  earliestAt: now,
  latestAt: now,
  importedAt: now,
  counts: [at('111122223333', 'eu-west-1')],
  notes: [],
  provenance: null,
  ...part,
});

test('a place is asked for where a row, the time or an empty answer about recorders lacks it, and nowhere else', () => {
  expect(lacksPlace(snapshot())).toBe(false);
  expect(lacksPlace(snapshot({ counts: [at('111122223333', '')] }))).toBe(true);
  expect(lacksPlace(snapshot({ earliestAt: null }))).toBe(true);
  expect(lacksPlace(snapshot({ items: 0, counts: [] }))).toBe(true);
  expect(lacksPlace(snapshot({ items: 0, counts: [], kind: 'retention', earliestAt: null }))).toBe(false);
});

test('a file is not said to state what it does not, nor the cloud what a person stated', () => {
  const stated = { account: '111122223333', region: 'eu-west-1', readAt: now, by: 'Ann' };
  const bare = snapshot({ earliestAt: null });
  expect(standingWords(snapshot(), null)).toContain('stated by the cloud');
  expect(standingWords(bare, null)).toContain('does not state');
  expect(standingWords(snapshot(), stated)).toContain('stated by a person');
  expect(statedWords(stated)).toBe('111122223333 eu-west-1, read 1 Oct 2026 00:00 UTC, by Ann');
  expect(statedWords({ ...stated, account: '', region: '' })).toBe('read 1 Oct 2026 00:00 UTC, by Ann');
});

test('the form begins with what the file says where it says one thing', () => {
  expect(draftOf(snapshot({ counts: [at('111122223333', ''), at('', '')] }))).toMatchObject({
    account: '111122223333',
    region: '',
  });
  expect(draftOf(snapshot({ counts: [at('1', 'a'), at('2', 'a')] }))).toMatchObject({ account: '', region: 'a' });
});

test('a form that cannot be sent says why at its field, and one that can is the input of the route', () => {
  const draft = { account: ' 111122223333 ', region: 'eu-west-1', readAt: '2026-09-30 12:00' };
  expect(Object.keys(statementErrors({ ...draft, readAt: 'noon' }, snapshot(), now))).toEqual(['readAt']);
  expect(Object.keys(statementErrors({ ...draft, account: '12' }, snapshot(), now))).toEqual(['account']);
  expect(statementInput({ ...draft, region: '' }, snapshot(), now)).toBeNull();
  expect(statementInput(draft, snapshot(), now)).toEqual({
    snapshotId: '1.1',
    account: '111122223333',
    region: 'eu-west-1',
    readAt: '2026-09-30T12:00:00.000Z',
  });
});
