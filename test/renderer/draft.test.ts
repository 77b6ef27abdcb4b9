import { contract } from '@shared/contract/contract.ts';
import { expect, test } from 'vitest';
import { type Draft, draftErrors, draftInput, emptyDraft } from '../../renderer/screens/new-engagement/draft.ts';

const folder = { handle: '1f0c0000-0000-4000-8000-000000000009', label: 'Larkspur' };
const full: Draft = {
  ...emptyDraft,
  client: ' Larkspur Pay ',
  service: ' Card processing ',
  timeZone: 'Europe/Berlin',
  from: '2026-01-01',
  to: '2026-12-31',
  folder,
};

test('an empty draft names every answer that is missing', () => {
  expect(Object.keys(draftErrors(emptyDraft))).toEqual(['client', 'from', 'to', 'folder']);
  expect(draftInput(emptyDraft)).toBeNull();
});

test('a full draft makes an input that the route accepts', () => {
  const input = draftInput(full);
  expect(draftErrors(full)).toEqual({});
  expect(contract['engagement.create'].input.parse(input)).toEqual({
    handle: folder.handle,
    client: 'Larkspur Pay',
    service: 'Card processing',
    scope: { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } },
    timeZone: 'Europe/Berlin',
    categories: ['security'],
  });
});

test('a Type I draft asks for one date only', () => {
  const typeOne: Draft = { ...full, reportType: 1, from: '', to: '' };
  expect(Object.keys(draftErrors(typeOne))).toEqual(['asOfOn']);
  expect(draftInput({ ...typeOne, asOfOn: '2026-11-30' })?.scope).toEqual({ reportType: 1, asOfOn: '2026-11-30' });
});

test('a day that is not in the calendar is refused', () => {
  expect(draftErrors({ ...full, to: '2026-02-30' }).to).toContain('2026-02-30 is not a calendar date');
});

test('a period that ends before it begins, on the same day, or after 18 months is refused at its last day', () => {
  expect(draftErrors({ ...full, to: '2025-12-31' }).to).toContain('not after its start on 2026-01-01');
  expect(draftErrors({ ...full, to: '2026-01-01' }).to).toContain('the same day as its start');
  expect(draftErrors({ ...full, to: '2027-07-01' }).to).toContain('more than 18 months');
  expect(draftErrors({ ...full, to: '2027-06-30' })).toEqual({});
});

test('a name longer than the route takes is refused with its length', () => {
  expect(draftErrors({ ...full, client: 'x'.repeat(121) }).client).toContain('121');
  expect(draftErrors({ ...full, service: 'x'.repeat(201) }).service).toContain('201');
});

test('categories are sent in the standard order, whatever the order of ticking', () => {
  expect(draftInput({ ...full, categories: ['privacy', 'security', 'availability'] })?.categories).toEqual([
    'security',
    'availability',
    'privacy',
  ]);
});
