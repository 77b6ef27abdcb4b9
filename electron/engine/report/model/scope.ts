import type { CoverageCell, Gap, RecorderState } from '@shared/domain/coverage.ts';
import { cloudOf, type Provider, providers } from '@shared/domain/resource.ts';
import { count, counted, longDay } from '@shared/domain/words.ts';
import type { BinderSource, SourceResource } from '../binder-source.ts';
import { listedUpTo } from '../words.ts';
import { groupBy } from './group.ts';
import { accountName, placeName } from './heading.ts';

/** How much of a place was seen: all, part of it, nothing there, or nothing read. */
export type Sight = 'whole' | 'part' | 'none';

/** The cells of one account, one per region column; null where the account has no cell for a region. */
export interface AccountRow {
  readonly account: string;
  readonly cells: readonly (CoverageCell | null)[];
  /** The same facts as a sentence. */
  readonly words: string;
}

/** Account by region: what the recorder covered. */
export interface CoverageMatrix {
  readonly regions: readonly string[];
  readonly accounts: readonly AccountRow[];
}

/** How a state of the recorder is said in words. */
export const recorderWords: Readonly<Record<RecorderState, string>> = {
  'recording-all': 'recording all types',
  'recording-some': 'recording some types',
  stopped: 'recorder stopped',
  failing: 'recorder failing',
  'none-found': 'no recorder found',
  'not-read': 'not read',
  'rows-read': 'rows read, no recorder',
};

/** What of a place an absence can be concluded from: only a recorder of all types makes absence a fact. */
export function sight(recorder: RecorderState): Sight {
  if (recorder === 'recording-all') return 'whole';
  return recorder === 'recording-some' || recorder === 'rows-read' ? 'part' : 'none';
}

/** Resources without a region stand under `global`, where no recorder is. */
export const hasRecorder = ({ region }: CoverageCell): boolean => region !== 'global';

function accountWords(account: string, all: readonly CoverageCell[]): string {
  const cells = all.filter(hasRecorder);
  if (cells.length > 0 && cells.every(({ recorder }) => recorder === 'rows-read'))
    return `${account}: rows read in ${listedUpTo(
      cells.map(({ region }) => region),
      6,
    )}; nothing is recorded between readings.`;
  const whole = cells.filter(({ recorder }) => recorder === 'recording-all').length;
  const others = cells
    .filter(({ recorder }) => recorder !== 'recording-all')
    .map(({ region, recorder }) => `${region === '' ? 'region not stated' : region} (${recorderWords[recorder]})`);
  const start = `${account === '' ? 'The account that is not stated' : account}: all types recorded in ${count(whole)} of ${counted(cells.length, 'region')}`;
  return others.length === 0 ? `${start}.` : `${start}; not in ${listedUpTo(others, 6)}.`;
}

/** Rows are accounts, columns are regions, both by name. */
export function coverageMatrix(cells: readonly CoverageCell[]): CoverageMatrix {
  const regions = [...new Set(cells.map(({ region }) => region))].sort();
  const accounts = [...groupBy(cells, ({ account }) => account)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    regions,
    accounts: accounts.map(([account, own]) => ({
      account,
      cells: regions.map((region) => own.find((cell) => cell.region === region) ?? null),
      words: accountWords(account, own),
    })),
  };
}

/** The matrix of one cloud: its accounts, and only the regions that cloud has. */
function ofCloud({ regions, accounts }: CoverageMatrix, cloud: Provider): CoverageMatrix {
  const own = accounts.filter(({ account }) => cloudOf(account) === cloud);
  const used = regions.map((_, at) => own.some(({ cells }) => (cells[at] ?? null) !== null));
  return {
    regions: regions.filter((_, at) => used[at]),
    accounts: own.map((row) => ({ ...row, cells: row.cells.filter((_, at) => used[at]) })),
  };
}

const matrixTitles: Readonly<Record<Provider, string>> = {
  aws: 'AWS: account by region',
  azure: 'Azure: subscription by region',
};

/** The matrix cloud by cloud, because regions of one are no places of the other; of AWS also when nothing was read. */
export function cloudMatrices(
  matrix: CoverageMatrix,
): readonly { readonly title: string; readonly matrix: CoverageMatrix }[] {
  const clouds = providers.filter((cloud) => matrix.accounts.some(({ account }) => cloudOf(account) === cloud));
  const shown = clouds.length === 0 ? (['aws'] as const) : clouds;
  return shown.map((cloud) => ({ title: matrixTitles[cloud], matrix: ofCloud(matrix, cloud) }));
}

/** What was not read, the places that leave most unknown first. */
export const notRead = (gaps: readonly Gap[]): readonly Gap[] =>
  gaps.toSorted(
    (a, b) =>
      b.verdictsUnknown - a.verdictsUnknown ||
      (placeName(a.account, a.region) < placeName(b.account, b.region) ? -1 : 1),
  );

/** The accounts read, each with its resources. */
export function systems(resources: readonly SourceResource[]): readonly string[] {
  const alive = resources.filter(({ isDeleted }) => !isDeleted);
  const groups = groupBy(alive, ({ provider, account }) => accountName(provider, account));
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, own]) => `${name}: ${counted(own.length, 'resource')}`);
}

/** What was read, from when to when, in one sentence. */
export function scopeSentence(
  { snapshots, collections }: Pick<BinderSource, 'snapshots' | 'collections'>,
  accounts: number,
): string {
  const from = snapshots.flatMap(({ earliestAt }) => earliestAt ?? []).sort()[0];
  const to = snapshots
    .flatMap(({ latestAt }) => latestAt ?? [])
    .sort()
    .at(-1);
  const files = `${counted(accounts, 'account')} read from ${counted(snapshots.length, 'file')} in ${counted(collections.length, 'collection')}`;
  const span = from && to ? `, holding configuration recorded from ${longDay(from)} to ${longDay(to)}` : '';
  return `${files}${span}. Nothing was changed: files are read, never written to.`;
}
