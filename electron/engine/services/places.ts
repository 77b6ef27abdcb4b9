import { earlier, later } from '@shared/domain/period.ts';
import { cloudOf, isOwnType, type Provider, type Resource } from '@shared/domain/resource.ts';
import { isStopped, type Listed, type Place, type Recorder, recorderType } from '../evaluate/place.ts';
import { recorderOf, withStatus } from '../evaluate/recorder.ts';
import { timeOf } from '../normalise/aws/time.ts';
import type { Workspace } from '../store/open.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import { noRecorder } from './no-recorder.ts';
import { readResources } from './raw-item.ts';

const statusType = 'aws.config-recorder-status';

const stopTime = (status: Resource): string | null => {
  const stopped = status.configuration.recording === false ? status.configuration.lastStopTime : null;
  return timeOf(stopped ?? null);
};

/** Adds the status answer to a recorder's versions: a stop is a version of its own, anything else is said of the newest. */
function folded(versions: readonly Resource[], status: Resource | undefined): readonly Resource[] {
  const newest = versions.at(-1);
  if (newest === undefined || status === undefined) return versions;
  const stoppedAt = stopTime(status);
  const told = withStatus(newest, status);
  if (stoppedAt === null || stoppedAt <= newest.capturedAt) return [...versions.slice(0, -1), told];
  return [...versions, { ...told, capturedAt: stoppedAt }];
}

/** The recorders of an account, each with its versions and status, oldest first. A dated item wins over an undated answer. */
export function readRecorders(workspace: Workspace, account: string): readonly (readonly Resource[])[] {
  const statuses = readResources(workspace, account, statusType);
  const items = readResources(workspace, account, recorderType);
  const answers = readResources(workspace, account, 'aws.config-recorder').map((answer) => ({
    ...answer,
    type: recorderType,
    capturedAt: '',
  }));
  const known = [...items, ...answers.filter((answer) => !items.some((item) => item.region === answer.region))];
  return [...new Set(known.map(({ region }) => region))].map((region) =>
    folded(
      known.filter((recorder) => recorder.region === region).sort((a, b) => (a.capturedAt < b.capturedAt ? -1 : 1)),
      statuses.findLast((status) => status.region === region),
    ),
  );
}

/** Types whose times are those of the import, not of the cloud. */
const isDated = (type: string): boolean => !isOwnType(type) || type === statusType;

interface Stated {
  readonly provider: Provider;
  readonly isTenant: boolean;
  readonly listed: ReadonlyMap<string, Listed>;
  readonly account: string;
  readonly region: string;
  readonly recorder: Recorder | null;
  readonly isListed: boolean;
}

/** The last instant at which something of an AWS place was listed live while its recorder ran: what it showed held until then. */
function listedUntil({ provider, recorder, listed }: Stated): string {
  if (provider !== 'aws' || recorder === null) return '';
  const last = [...listed.values()].reduce(
    (latest, { at, isComplete }) => (isComplete ? later(latest, at) : latest),
    '',
  );
  return recorder.stoppedAt === null || last === '' ? last : earlier(last, recorder.stoppedAt);
}

/** A place as it was known at an instant: what was captured later says nothing about it. */
function placeOf(stated: Stated, all: readonly TypeInPlace[], asOf: string): Place {
  const rows = all.filter(({ type, earliestAt }) => !isDated(type) || earliestAt <= asOf);
  const dated = rows.filter(({ type }) => isDated(type));
  return {
    ...stated,
    hasNoRecorder: rows.some(({ type }) => type === noRecorder),
    types: new Set(rows.map(({ type }) => type)),
    observedUntil: dated.reduce((latest, { latestAt }) => later(latest, earlier(latestAt, asOf)), listedUntil(stated)),
  };
}

/** Global types are written down by a region's recorder, and known for as long as any region of the account was seen. */
function asGlobal(place: Place, all: readonly Place[], asOf: string): Place {
  if (place.region !== 'global' || place.provider === 'azure') return place;
  const own = all.filter(({ account }) => account === place.account);
  const writers = own.flatMap(({ recorder }) => (recorder?.recordsGlobalTypes ? [recorder] : []));
  return {
    ...place,
    recorder: writers.find((recorder) => !isStopped(recorder, asOf)) ?? writers[0] ?? null,
    observedUntil: own.reduce((latest, { observedUntil }) => later(latest, observedUntil), ''),
  };
}

/** The recorder of a region as it stood at an instant. */
function recorderAt(versions: readonly (readonly Resource[])[], region: string, asOf: string): Recorder | null {
  const found = versions
    .map((lifeline) => lifeline.findLast(({ capturedAt }) => capturedAt <= asOf))
    .find((recorder) => recorder?.region === region);
  return found === undefined ? null : recorderOf(found);
}

/**
 * How the recorder of a region stood at any instant, also before the judged one; before its first version the first stands
 * in. Accounts are read when they are first asked for.
 */
export function recorderHistory(
  workspace: Workspace,
): (account: string, region: string, at: string) => Recorder | null {
  const known = new Map<string, ReturnType<typeof readRecorders>>();
  return (account, region, at) => {
    const versions = known.get(account) ?? readRecorders(workspace, account);
    known.set(account, versions);
    const [first] = versions.find(([version]) => version?.region === region) ?? [];
    return recorderAt(versions, region, at) ?? (first === undefined ? null : recorderOf(first));
  };
}

/** The places with a delivered snapshot up to an instant, as `account\nregion`; its last capture tells how old it is. */
const listedPlaces = (workspace: Workspace, asOf: string): ReadonlySet<string> =>
  new Set(
    workspace.snapshots
      .all()
      .filter(({ kind, latestAt }) => kind === 'config-snapshot' && latestAt !== null && latestAt <= asOf)
      .flatMap(({ counts }) => counts.map(({ account, region }) => `${account}\n${region}`)),
  );

const keyOf = ({ account, region }: { readonly account: string; readonly region: string }): string =>
  `${account}\n${region}`;

/** What live tasks said of each place up to an instant, by type. A complete answer outlives a later one that was cut short. */
function listedTypes(workspace: Workspace, asOf: string): ReadonlyMap<string, ReadonlyMap<string, Listed>> {
  const found = new Map<string, Map<string, Listed>>();
  for (const { at, isComplete, because, type, ...place } of workspace.listings.all()) {
    const types = found.get(keyOf(place)) ?? new Map<string, Listed>();
    found.set(keyOf(place), types);
    const isWorse = types.get(type)?.isComplete === true && !isComplete;
    if (at <= asOf && !isWorse) types.set(type, { at, isComplete, because });
  }
  return found;
}

/** Rows say which cloud they are of; a place of which only a listing speaks is told by the form of its account. */
const providerOf = (account: string, rows: readonly TypeInPlace[]): Provider =>
  rows.find((row) => row.account === account)?.provider ?? cloudOf(account);

/** A tenant is known by rows that lie in no subscription, and by nothing else. */
function isTenantOf(account: string, rows: readonly TypeInPlace[]): boolean {
  const own = rows.filter((row) => row.account === account);
  return own.length > 0 && own.every(({ provider, isInSubscription }) => provider === 'azure' && !isInSubscription);
}

/** Every account and region that a file speaks of (`rows`, as the store sums them up), with how AWS Config stood there at an instant. */
export function readPlaces(workspace: Workspace, rows: readonly TypeInPlace[], asOf: string): readonly Place[] {
  const accounts = [...new Set(rows.filter(({ provider }) => provider === 'aws').map(({ account }) => account))];
  const recorders = new Map(accounts.map((account) => [account, readRecorders(workspace, account)]));
  const listings = listedTypes(workspace, asOf);
  const keys = [...new Set([...rows.map(keyOf), ...listings.keys()])].sort();
  const delivered = listedPlaces(workspace, asOf);
  const places = keys.map((key) => {
    const own = rows.filter((row) => keyOf(row) === key);
    const [account = '', region = ''] = key.split('\n');
    const provider = providerOf(account, rows);
    const recorder = recorderAt(recorders.get(account) ?? [], region, asOf);
    const listed = listings.get(key) ?? new Map<string, Listed>();
    const isTenant = isTenantOf(account, rows);
    return placeOf({ provider, isTenant, account, region, recorder, isListed: delivered.has(key), listed }, own, asOf);
  });
  return places
    .filter(({ account, region }) => account !== '' && region !== '')
    .map((place) => asGlobal(place, places, asOf));
}
