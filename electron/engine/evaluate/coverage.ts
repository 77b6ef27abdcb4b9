import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { isStopped, type Place, recorderState, records } from './place.ts';

/** What was counted in a place while judging. */
export interface PlaceCounts {
  readonly resources: number;
  readonly types: number;
  readonly earliestAt: string | null;
  readonly latestAt: string | null;
  readonly verdictsUnknown: number;
}

const words = {
  'recording-all': 'The recorder writes down all supported types.',
  'recording-some': 'The recorder leaves types out.',
  failing: 'The recorder runs, and its last delivery failed.',
  'none-found': 'AWS Config answered that there is no recorder.',
  'not-read': 'No recorder answer or recorder item was read for this place.',
} as const;

function because(place: Place, asOf: string): string {
  const state = recorderState(place, asOf);
  if (state !== 'stopped') return words[state];
  const at = place.recorder?.stoppedAt;
  return at === null || at === undefined ? 'Recording is stopped.' : `Recording stopped on ${instantInWords(at)}.`;
}

/** The cell of one account and region. */
export function cellOf(place: Place, counts: PlaceCounts, asOf: string): CoverageCell {
  const { recorder } = place;
  return {
    account: place.account,
    region: place.region,
    recorder: recorderState(place, asOf),
    because: because(place, asOf),
    recordsGlobalTypes: recorder?.recordsGlobalTypes ?? null,
    stoppedAt: recorder !== null && isStopped(recorder, asOf) ? recorder.stoppedAt : null,
    excludedTypes: recorder?.excludedTypes ?? [],
    ...counts,
  };
}

const remedies = {
  stopped: 'Start the recorder again and import a new snapshot.',
  failing: 'Mend the delivery channel or the role of AWS Config, then import a new snapshot.',
  'none-found': 'Set up AWS Config in this region, or leave the region out of scope with a reason.',
  'not-read':
    'Import the answers of describe-configuration-recorders and describe-configuration-recorder-status of this region.',
  'recording-some': 'Record all supported types, or show the missing ones another way.',
} as const;

function placeGap(cell: CoverageCell): readonly Gap[] {
  const { account, region, recorder, verdictsUnknown } = cell;
  if (recorder === 'recording-all' || region === 'global') return [];
  const hides =
    recorder === 'stopped' || recorder === 'failing'
      ? 'Every change after that instant.'
      : 'Whether resources that are not listed exist.';
  return [
    {
      account,
      region,
      what: 'Recording of configuration',
      reason: cell.because,
      hides,
      remedy: remedies[recorder],
      verdictsUnknown,
    },
  ];
}

/** IAM seen nowhere in an account must read "not recorded", never "no users". */
function iamGap(account: string, places: readonly Place[]): readonly Gap[] {
  const own = places.filter((place) => place.account === account);
  const isSeen = own.some((place) => [...place.types].some((type) => type.startsWith('AWS::IAM::')));
  const isRecorded = own.some(({ recorder }) => recorder !== null && records(recorder, 'AWS::IAM::Role'));
  if (isSeen || isRecorded) return [];
  return [
    {
      account,
      region: 'global',
      what: 'IAM users, groups, roles and policies',
      reason: 'No region read of this account records global types.',
      hides: 'Every check on identities and their rights.',
      remedy: 'Include global types in one region, or import a query result of the IAM types.',
      verdictsUnknown: 0,
    },
  ];
}

/** What could not be read, place by place. */
export const gapsOf = (cells: readonly CoverageCell[], places: readonly Place[]): readonly Gap[] => [
  ...cells.flatMap(placeGap),
  ...[...new Set(cells.map(({ account }) => account))].flatMap((account) => iamGap(account, places)),
];
