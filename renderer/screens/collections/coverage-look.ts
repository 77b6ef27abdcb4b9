import type { CoverageCell, RecorderState } from '@shared/domain/coverage.ts';
import { counted } from '@shared/domain/words.ts';

/** How a cell is drawn. A dot means read and nothing there; a hatch means not read. There is no blank. */
interface CellLook {
  readonly ground: 'seen' | 'nothing' | 'not-read';
  /** Something is there, but not everything was recorded: a hatched edge below the number. */
  readonly isPartial: boolean;
}

/** What the recorder of a place did, in words. */
export const recorderWords: Readonly<Record<RecorderState, string>> = {
  'recording-all': 'Recorder on, every supported type',
  'recording-some': 'Recorder on, some types left out',
  stopped: 'Recorder stopped',
  failing: 'Recorder fails to deliver',
  'none-found': 'No recorder found',
  'not-read': 'Recorder not read',
  'rows-read': 'Rows read, nothing known between readings',
};

/** A place that no file spoke of. */
export function unseenCell(account: string, region: string): CoverageCell {
  return {
    account,
    region,
    recorder: 'not-read',
    because: 'No imported file speaks of this account and region.',
    recordsGlobalTypes: null,
    stoppedAt: null,
    excludedTypes: [],
    resources: 0,
    types: 0,
    earliestAt: null,
    latestAt: null,
    verdictsUnknown: 0,
  };
}

/** Only a recorder that runs can show that nothing is there. */
export function lookOf({ recorder, resources }: CoverageCell): CellLook {
  const isRunning = recorder === 'recording-all' || recorder === 'recording-some';
  if (resources > 0) return { ground: 'seen', isPartial: recorder !== 'recording-all' };
  return isRunning
    ? { ground: 'nothing', isPartial: recorder === 'recording-some' }
    : { ground: 'not-read', isPartial: false };
}

/** `111122223333 eu-west-1: 612 resources. Recorder on, every supported type.` */
export function cellWords(cell: CoverageCell): string {
  const { ground } = lookOf(cell);
  const seen =
    ground === 'seen' ? counted(cell.resources, 'resource') : ground === 'nothing' ? 'read, nothing there' : 'not read';
  return `${cell.account || 'account not stated'} ${cell.region || 'region not stated'}: ${seen}. ${recorderWords[cell.recorder]}.`;
}

/** The cells of a grid by account and region, with a drawn cell for every place of it. */
export function cellGrid(cells: readonly CoverageCell[], regions: readonly string[]) {
  const byPlace = new Map(cells.map((cell) => [`${cell.account}\n${cell.region}`, cell]));
  const accounts = [...new Set(cells.map(({ account }) => account))].sort();
  return accounts.map((account) => ({
    account,
    cells: regions.map((region) => byPlace.get(`${account}\n${region}`) ?? unseenCell(account, region)),
  }));
}
