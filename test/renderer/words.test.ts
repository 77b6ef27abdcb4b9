import { periodInstants } from '@shared/domain/period.ts';
import { counted, dayWords, listed, longDay } from '@shared/domain/words.ts';
import { expect, test } from 'vitest';
import { openedWords } from '../../renderer/screens/home/opened-words.ts';
import { categoryList, dayOfPeriod, snapshotWords } from '../../renderer/screens/overview/overview-words.ts';
import { middleTruncated } from '../../renderer/ui/middle-truncated.ts';
import { periodWords, scopeWords } from '../../renderer/ui/scope-words.ts';
import { bytesWords, durationWords, instantWords, minuteWords, shortCount } from '../../renderer/ui/words.ts';

test('instants and days are written in UTC, whatever the zone of the computer', () => {
  expect(instantWords('2026-09-16T07:44:12.000Z')).toBe('16 Sep 2026 07:44:12 UTC');
  expect(instantWords('2026-09-16T23:30:00-02:00')).toBe('17 Sep 2026 01:30:00 UTC');
  expect(minuteWords('2026-09-16T07:42:59.000Z')).toBe('16 Sep 07:42 UTC');
  expect(dayWords('2026-01-01')).toBe('1 Jan 2026');
  expect(longDay('2026-09-17T00:00:00.000Z')).toBe('17 September 2026');
});

test('a count agrees with its noun', () => {
  expect(counted(0, 'finding')).toBe('0 findings');
  expect(counted(1, 'finding')).toBe('1 finding');
  expect(counted(1284, 'resource')).toBe('1,284 resources');
  expect(counted(2, 'lapse', 'lapses')).toBe('2 lapses');
});

test('a count too long for its cell is shortened with its unit', () => {
  expect(shortCount(999)).toBe('999');
  expect(shortCount(1204)).toBe('1.2k');
});

test('a duration is said in its largest fitting unit', () => {
  expect(durationWords('2026-01-01T00:00:00Z', '2026-01-01T00:40:00Z')).toBe('40 minutes');
  expect(durationWords('2026-01-01T00:00:00Z', '2026-01-01T08:00:00Z')).toBe('8 hours');
  expect(durationWords('2026-03-03T00:00:00Z', '2026-03-09T00:00:00Z')).toBe('6 days');
});

test('sizes use decimal units', () => {
  expect(bytesWords(0)).toBe('0 B');
  expect(bytesWords(999)).toBe('999 B');
  expect(bytesWords(4_200_000)).toBe('4.2 MB');
  expect(bytesWords(200_000_000)).toBe('200 MB');
  expect(bytesWords(3_000_000_000_000)).toBe('3000 GB');
});

test('a list reads as a sentence does', () => {
  expect(listed([])).toBe('');
  expect(listed(['a'])).toBe('a');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
});

test('an id is shortened in the middle and keeps both ends', () => {
  expect(middleTruncated('arn:aws:ec2:eu-west-1:1:security-group/sg-0a91c4d7', 21)).toBe('arn:aws:ec…g-0a91c4d7');
  expect(middleTruncated('arn:aws:ec2:eu-west-1:1:security-group/sg-0a91c4d7', 21)).toHaveLength(21);
  expect(middleTruncated('sg-0a91', 21)).toBe('sg-0a91');
});

test('a scope names its type and days; the year stands once when both days share it', () => {
  expect(scopeWords({ reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } })).toBe(
    'Type II, 1 Jan to 31 Dec 2026',
  );
  expect(periodWords({ from: '2025-10-01', to: '2026-09-30' })).toBe('1 Oct 2025 to 30 Sep 2026');
  expect(scopeWords({ reportType: 1, asOfOn: '2026-11-30' })).toBe('Type I, as of 30 Nov 2026');
});

test('the overview says how far into the period the judged instant is', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  expect(dayOfPeriod('2026-09-17T08:00:00.000Z', year)).toBe('Day 260 of 365');
  expect(dayOfPeriod('2026-12-31T23:59:59.000Z', year)).toBe('Day 365 of 365');
  expect(dayOfPeriod('2027-01-03T00:00:00.000Z', year)).toBe('3 days after the period');
  expect(dayOfPeriod('2025-12-31T12:00:00.000Z', year)).toBe('1 day before the period');
  expect(dayOfPeriod('2026-09-17T08:00:00.000Z', periodInstants(year, 'UTC'))).toBe('Day 260 of 365');
  const date = { from: '2026-11-30', to: '2026-11-30' };
  expect(dayOfPeriod('2026-11-30T12:00:00.000Z', date)).toBe('On the date');
  expect(dayOfPeriod('2026-12-02T12:00:00.000Z', date)).toBe('2 days after the date');
});

test('categories and snapshots are said in words', () => {
  expect(categoryList(['security', 'processing-integrity'])).toBe('Security and processing integrity');
  expect(snapshotWords([])).toBe('None yet');
  expect(snapshotWords(['2026-09-16T07:00:00Z', '2026-09-01T07:00:00Z'])).toBe('2 snapshots, last 16 Sep');
});

test('a recent engagement says when it was opened, the nearer the shorter', () => {
  const now = new Date(2026, 8, 17, 9, 0);
  expect(openedWords(new Date(2026, 8, 17, 8, 52).toISOString(), now)).toBe('Today 08:52');
  expect(openedWords(new Date(2026, 8, 15, 8, 0).toISOString(), now)).toBe('Tue 15 Sep');
  expect(openedWords(new Date(2026, 8, 7, 8, 0).toISOString(), now)).toBe('7 Sep 2026');
});
