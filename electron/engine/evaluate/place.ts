import type { Knowledge } from '@shared/domain/check.ts';
import type { RecorderState } from '@shared/domain/coverage.ts';
import { instantInWords } from '@shared/domain/words.ts';

/** How AWS Config stood in one account and region, as far as the files say. */
export interface Recorder {
  readonly isRecording: boolean;
  /** The last delivery's outcome in lower case; null when no status answer was read. */
  readonly lastStatus: string | null;
  /** The instant it stopped, when it is stopped. */
  readonly stoppedAt: string | null;
  readonly recordsAll: boolean;
  readonly recordsGlobalTypes: boolean;
  /** The only types recorded, when it does not record all. */
  readonly onlyTypes: readonly string[];
  readonly excludedTypes: readonly string[];
}

/** One account and region with what was seen there. */
export interface Place {
  readonly account: string;
  readonly region: string;
  readonly recorder: Recorder | null;
  /** True when an empty recorder answer says that there is none. */
  readonly hasNoRecorder: boolean;
  /** True when a delivered snapshot of the place up to the instant judged was read: only such a file lists everything there. */
  readonly isListed: boolean;
  readonly types: ReadonlySet<string>;
  /** The last instant anything was seen there; states are known to have held until then. Empty when nothing was. */
  readonly observedUntil: string;
}

/** IAM's own types are recorded once per account, and only where the recorder includes global types. */
const isGlobalType = (type: string): boolean => /^AWS::IAM::(User|Group|Role|Policy)$/.test(type);

/** Whether a recorder writes down a type. Source: AWS Config developer guide, recording groups. */
export function records(recorder: Recorder, type: string): boolean {
  if (recorder.excludedTypes.includes(type)) return false;
  if (!recorder.recordsAll) return recorder.onlyTypes.includes(type);
  return !isGlobalType(type) || recorder.recordsGlobalTypes;
}

/** The recorder's state at an instant, in one word. */
export function recorderState(place: Place, asOf: string): RecorderState {
  const { recorder } = place;
  if (recorder === null) return place.hasNoRecorder ? 'none-found' : 'not-read';
  if (isStopped(recorder, asOf)) return 'stopped';
  if (recorder.lastStatus?.startsWith('fail')) return 'failing';
  return recorder.recordsAll && recorder.excludedTypes.length === 0 ? 'recording-all' : 'recording-some';
}

/** True when nothing was recorded any more at an instant. */
export const isStopped = (recorder: Recorder, asOf: string): boolean =>
  !recorder.isRecording && (recorder.stoppedAt === null || recorder.stoppedAt <= asOf);

const where = (place: Place): string => `${place.account} ${place.region}`;

/** The type under which AWS Config records its own recorder. */
export const recorderType = 'AWS::Config::ConfigurationRecorder';

/** Why a type cannot be known in a place; null when it can. */
function ignorance(place: Place, type: string, asOf: string): string | null {
  if (place.types.has(type)) return null;
  const { recorder } = place;
  if (type === recorderType && (recorder !== null || place.hasNoRecorder)) return null;
  if (recorder === null)
    return place.hasNoRecorder
      ? `AWS Config was never set up in ${where(place)}, so nothing is recorded there.`
      : `No recorder answer or item was read for ${where(place)}, so an absent ${type} proves nothing.`;
  if (isStopped(recorder, asOf))
    return `AWS Config stopped recording in ${where(place)}${recorder.stoppedAt === null ? '' : ` on ${instantInWords(recorder.stoppedAt)}`}.`;
  if (!records(recorder, type)) return `${type} is not recorded in ${where(place)}.`;
  return place.isListed
    ? null
    : `No snapshot of ${where(place)} up to the instant judged was read, so an absent ${type} proves nothing.`;
}

const known: Knowledge = { isKnown: true };

/** Whether a type can be known in one region, or in a whole account: there every region seen must be able to show it. */
export function knowledge(
  places: readonly Place[],
  type: string,
  account: string,
  region: string | undefined,
  asOf: string,
): Knowledge {
  const own = places.filter((place) => place.account === account && place.region !== 'global' && place.region !== '');
  const all = places.filter((place) => place.account === account);
  const isWhole = region === undefined || region === 'global';
  if (isWhole && all.some((place) => place.types.has(type))) return known;
  const asked = isWhole ? own : own.filter((place) => place.region === region);
  if (asked.length === 0)
    return {
      isKnown: false,
      because: `Nothing was read from ${account}${isWhole ? '' : ` ${region}`} that could show ${type}.`,
    };
  const reasons = asked.map((place) => ignorance(place, type, asOf));
  if (isGlobalType(type) && reasons.includes(null)) return known;
  const because = reasons.find((reason) => reason !== null);
  if (because === undefined || because === null) return known;
  return {
    isKnown: false,
    because: isGlobalType(type) ? `${type} is not recorded in any region read of ${account}.` : because,
  };
}
