import type { Knowledge } from '@shared/domain/check.ts';
import type { RecorderState } from '@shared/domain/coverage.ts';
import { later } from '@shared/domain/period.ts';
import type { Provider } from '@shared/domain/resource.ts';
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

/** What a live task says about the presence of a type: listed to the last page, or why not. */
export interface Listed {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly isComplete: boolean;
  readonly because: string;
}

/** One account and region with what was seen there. */
export interface Place {
  readonly provider: Provider;
  readonly account: string;
  readonly region: string;
  readonly recorder: Recorder | null;
  /** True when an empty recorder answer says that there is none. */
  readonly hasNoRecorder: boolean;
  /** True when a delivered snapshot of the place up to the instant judged was read: only such a file lists everything there. */
  readonly isListed: boolean;
  readonly types: ReadonlySet<string>;
  /** True for a tenant: what lies above all subscriptions of Azure. */
  readonly isTenant: boolean;
  /** What was asked of the place live, by type; a complete answer before one cut short. */
  readonly listed: ReadonlyMap<string, Listed>;
  /** The last instant anything was seen there; states are known to have held until then. Empty when nothing was. */
  readonly observedUntil: string;
}

/** Names one account and region in a map. */
export const placeKey = (account: string, region: string): string => `${account} ${region}`;

/** IAM's own types are recorded once per account, and only where the recorder includes global types. */
const isGlobalType = (type: string): boolean => /^AWS::IAM::(User|Group|Role|Policy)$/.test(type);

/** Whether a recorder writes down a type. Source: AWS Config developer guide, recording groups. */
export function records(recorder: Recorder, type: string): boolean {
  if (recorder.excludedTypes.includes(type)) return false;
  if (!recorder.recordsAll) return recorder.onlyTypes.includes(type);
  return !isGlobalType(type) || recorder.recordsGlobalTypes;
}

/** When a place of Azure was last read: rows of it, or a list of which nothing is missing. Empty when it never was. */
export const lastReading = ({ observedUntil, listed }: Place): string =>
  [...listed.values()].reduce((last, { at, isComplete }) => (isComplete ? later(last, at) : last), observedUntil);

/** The recorder's state at an instant, in one word. */
export function recorderState(place: Place, asOf: string): RecorderState {
  const { recorder } = place;
  if (place.provider === 'azure') return lastReading(place) === '' ? 'not-read' : 'rows-read';
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
  const { recorder } = place;
  const listed = place.listed.get(type);
  // A list that was cut short shows some, and says nothing of the rest.
  if (place.types.has(type) && (place.isListed || listed?.isComplete !== false)) return null;
  if (type === recorderType && (recorder !== null || place.hasNoRecorder)) return null;
  if (recorder === null)
    return place.hasNoRecorder
      ? `AWS Config was never set up in ${where(place)}, so nothing is recorded there.`
      : `No recorder answer or item was read for ${where(place)}, so an absent ${type} proves nothing.`;
  if (isStopped(recorder, asOf))
    return `AWS Config stopped recording in ${where(place)}${recorder.stoppedAt === null ? '' : ` on ${instantInWords(recorder.stoppedAt)}`}.`;
  if (!records(recorder, type)) return `${type} is not recorded in ${where(place)}.`;
  if (place.isListed || listed?.isComplete === true) return null;
  return (
    listed?.because ??
    `No snapshot of ${where(place)} up to the instant judged was read, so an absent ${type} proves nothing.`
  );
}

const known: Knowledge = { isKnown: true };

const nothingRead = (type: string, place: string): Knowledge => ({
  isKnown: false,
  because: `Nothing was read from ${place} that could show ${type}.`,
});

/** Nothing of one cloud lies in an account of the other. */
const isOfOther = (provider: Provider, type: string): boolean =>
  provider === 'azure' ? type.startsWith('AWS::') : type.startsWith('microsoft.');

/** Only assignments, policies and the like lie above subscriptions; everything else lies in one. */
const liesAbove = (type: string): boolean =>
  /^microsoft\.(authorization|management|managedservices|policyinsights|resources)\//.test(type);

/**
 * Azure keeps no recorder: a type is known in a subscription when all of it was listed live, or when a row of it was
 * seen and no list of it was cut short. Rows lie in regions, and lists do not, so a subscription is asked as a whole.
 */
function knowledgeOfAzure(own: readonly Place[], type: string, account: string): Knowledge {
  if (own.every(({ isTenant }) => isTenant) && !liesAbove(type)) return { isKnown: true, isWhole: true };
  const listed = own.flatMap((place) => place.listed.get(type) ?? []);
  if (listed.some(({ isComplete }) => isComplete)) return { isKnown: true, isWhole: true };
  const [denied] = listed;
  if (denied === undefined && own.some(({ types }) => types.has(type))) return known;
  return {
    isKnown: false,
    because: denied?.because ?? `${type} was not read from ${account}, so its absence proves nothing.`,
  };
}

/** Whether a type can be known in one region, or in a whole account: there every region seen must be able to show it. */
export function knowledge(
  places: readonly Place[],
  type: string,
  account: string,
  region: string | undefined,
  asOf: string,
): Knowledge {
  const all = places.filter((place) => place.account === account);
  const provider = all[0]?.provider;
  if (provider !== undefined && isOfOther(provider, type)) return { isKnown: true, isWhole: true };
  if (provider === 'azure') return knowledgeOfAzure(all, type, account);
  const own = all.filter((place) => place.region !== 'global' && place.region !== '');
  const isWhole = region === undefined || region === 'global';
  // What lies in no region stands once in an account, wherever it was written down.
  const shown = all.find((place) => place.region === 'global' && place.types.has(type));
  if (isWhole && shown !== undefined && ignorance(shown, type, asOf) === null) return known;
  const asked = isWhole ? own : own.filter((place) => place.region === region);
  if (asked.length === 0) return nothingRead(type, `${account}${isWhole ? '' : ` ${region}`}`);
  const reasons = asked.map((place) => ignorance(place, type, asOf));
  if (isGlobalType(type) && reasons.includes(null)) return known;
  const because = reasons.find((reason) => reason !== null);
  if (because === undefined || because === null) return known;
  return {
    isKnown: false,
    because: isGlobalType(type) ? `${type} is not recorded in any region read of ${account}.` : because,
  };
}
