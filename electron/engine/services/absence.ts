import { isOwnType } from '@shared/domain/resource.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { isStopped, placeKey, type Recorder, records } from '../evaluate/place.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';

/** A list of all of something in a place that does not show a resource any more. */
export interface Absence {
  /** The instant the list speaks of, ISO 8601 UTC. */
  readonly at: string;
  readonly snapshotId: string;
  /** Completes "… is missing from". */
  readonly list: string;
}

/** The first whole list after the last instant a resource was seen, given its sightings; null when there is none. */
export type FindAbsence = (sightings: readonly StoredResource[], seenUntil: string) => Absence | null;

interface Reading {
  readonly workspace: Workspace;
  /** How the recorder of an account and region stood at an instant. */
  readonly recorderAt: (account: string, region: string, at: string) => Recorder | null;
  /** Snapshot, account and region to the last instant it shows there. */
  readonly seenUntil: ReadonlyMap<string, string>;
  readonly asOf: string;
}

interface List extends Absence {
  /** The run that read it live: what the same run showed is not missing from it, whichever clock told the time. */
  readonly run: string | null;
}

type Lists = Map<string, List[]>;

/** A snapshot is numbered after the run that brought it. */
const runOf = (snapshotId: string): string => snapshotId.split('.')[0] ?? '';

const typeKey = (account: string, region: string, type: string): string => `${account} ${region} ${type}`;

function put(lists: Lists, key: string, list: List): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [list]);
  else known.push(list);
}

/** Delivered snapshots list all that is recorded in the places they hold. */
function putDeliveries(lists: Lists, { workspace, seenUntil }: Reading): void {
  for (const { id, kind, fileName, counts } of workspace.snapshots.all()) {
    if (kind !== 'config-snapshot') continue;
    for (const place of new Set(counts.map(({ account, region }) => placeKey(account, region)))) {
      const at = seenUntil.get(`${id} ${place}`);
      if (at !== undefined)
        put(lists, place, { at, snapshotId: id, run: null, list: `the snapshot delivered as ${fileName}` });
    }
  }
}

/** Live tasks list a type: AWS in a region, Azure in a whole subscription. */
function putListings(lists: Lists, { workspace }: Reading): void {
  for (const { account, region, type, at, taskId, isComplete } of workspace.listings.all())
    if (isComplete)
      put(lists, typeKey(account, region, type), {
        at,
        snapshotId: taskId,
        run: runOf(taskId),
        list: `the list of all ${type} read on ${instantInWords(at)}`,
      });
}

const recordedAt = (recorder: Recorder | null, type: string, at: string): boolean =>
  recorder !== null && !isStopped(recorder, at) && records(recorder, type);

/** The earliest of the lists that fulfil a condition; asked of each resource, and mostly none does. */
function earliest(all: readonly (readonly List[] | undefined)[], is: (list: List) => boolean): List | undefined {
  let found: List | undefined;
  for (const lists of all)
    for (const list of lists ?? []) if (is(list) && (found === undefined || list.at < found.at)) found = list;
  return found;
}

/** Reads which lists are whole up to an instant. A type that AWS Config does not record is missing from all of them. */
export function readAbsences(reading: Reading): FindAbsence {
  const lists: Lists = new Map();
  putDeliveries(lists, reading);
  putListings(lists, reading);
  const { recorderAt, asOf } = reading;
  return (sightings, seenUntil) => {
    const [seen] = sightings;
    // Which region's snapshot lists what is global depends on a setting that no file states for the past.
    if (seen === undefined || isOwnType(seen.type) || (seen.provider === 'aws' && seen.region === 'global'))
      return null;
    const { provider, account, region, type } = seen;
    const named = typeKey(account, provider === 'azure' ? 'global' : region, type);
    const tells = ({ at, run }: List): boolean =>
      at > seenUntil &&
      at <= asOf &&
      !sightings.some((it) => runOf(it.snapshotId) === run) &&
      (provider === 'azure' || recordedAt(recorderAt(account, region, at), type, at));
    return earliest([lists.get(placeKey(account, region)), lists.get(named)], tells) ?? null;
  };
}
