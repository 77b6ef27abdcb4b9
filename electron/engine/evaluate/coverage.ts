import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import { isOwnType } from '@shared/domain/resource.ts';
import { counted, instantInWords, listed } from '@shared/domain/words.ts';
import { isStopped, lastReading, type Place, recorderState, records } from './place.ts';

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

/** Azure records nothing by itself: what is known is what was read, at the instants it was read. */
function becauseOfRows(place: Place): string {
  const read = [...place.types].filter((type) => !isOwnType(type)).length;
  return `Rows of ${counted(read, 'type')} were read, last on ${instantInWords(lastReading(place))}; nothing is known between readings.`;
}

function because(place: Place, asOf: string): string {
  const state = recorderState(place, asOf);
  if (state === 'rows-read') return becauseOfRows(place);
  if (place.provider === 'azure') return 'No row of this place was read.';
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
  if (recorder === 'recording-all' || recorder === 'rows-read' || region === 'global') return [];
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

/** The first few, and how many more there are. */
const upTo = (words: readonly string[], most: number): string =>
  listed(words.length <= most ? words : [...words.slice(0, most), `${words.length - most} more`]);

/** Types of Azure that were refused or cut short, and the types that checks ask for and nobody read. */
function azureGaps(account: string, places: readonly Place[], asked: readonly string[]): readonly Gap[] {
  const own = places.filter((place) => place.account === account);
  const gap = { account, region: 'global', verdictsUnknown: 0 };
  const isKnown = (type: string): boolean =>
    own.some((place) => place.types.has(type) || place.listed.get(type)?.isComplete === true);
  const refused = own
    .flatMap((place) => [...place.listed])
    .filter(([type, { isComplete }]) => !isComplete && !isKnown(type));
  const named = new Set(refused.map(([type]) => type));
  const unread = asked.filter((type) => !isKnown(type) && !named.has(type));
  const hides = 'Whether resources of these types exist, and every check on them.';
  return [
    ...refused.map(([type, { because: reason }]) => ({
      ...gap,
      what: type,
      reason,
      hides: `Every check on ${type}.`,
      remedy: 'Grant the permission named, and read the subscription again.',
    })),
    ...(unread.length === 0
      ? []
      : [
          {
            ...gap,
            what: counted(unread.length, 'type of resource', 'types of resource'),
            reason: `No row was read of ${upTo(unread, 6)}.`,
            hides,
            remedy: 'Read the subscription live, or import the lists of these types.',
          },
        ]),
  ];
}

/** What could not be read, place by place; `asked`: the types of Azure that checks look at. */
export function gapsOf(
  cells: readonly CoverageCell[],
  places: readonly Place[],
  asked: readonly string[],
): readonly Gap[] {
  const isAzure = (account: string): boolean =>
    places.some((place) => place.account === account && place.provider === 'azure');
  return [
    ...cells.flatMap(placeGap),
    ...[...new Set(cells.map(({ account }) => account))].flatMap((account) =>
      isAzure(account) ? azureGaps(account, places, asked) : iamGap(account, places),
    ),
  ];
}
