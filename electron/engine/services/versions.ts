import { later } from '@shared/domain/period.ts';
import type { Provider, Resource } from '@shared/domain/resource.ts';
import { keptAt, notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { type Kept, type Lifeline, type Outline, removed, type Version } from '../evaluate/lifeline.ts';
import { type Place, placeKey } from '../evaluate/place.ts';
import { listsEveryChange } from '../normalise/aws/envelope.ts';
import type { VerdictList } from '../store/kept-verdicts.ts';
import type { Workspace } from '../store/open.ts';
import type { KeptResource, StoredResource } from '../store/repos/resource.repo.ts';
import { type Absence, type FindAbsence, readAbsences } from './absence.ts';
import type { ItemJudge } from './item-judge.ts';
import { recorderHistory } from './places.ts';
import { readResource } from './raw-item.ts';

/** True for sightings of one resource. */
export const isSame = (a: StoredResource, b: StoredResource): boolean => a.id === b.id && a.region === b.region;
const isSameState = (a: StoredResource, b: StoredResource): boolean =>
  isSame(a, b) && a.capturedAt === b.capturedAt && a.stateId === b.stateId;

/** Groups sightings that follow each other by a likeness. */
export function* grouped(
  rows: Iterable<KeptResource>,
  alike: (a: StoredResource, b: StoredResource) => boolean,
): Iterable<readonly KeptResource[]> {
  let group: KeptResource[] = [];
  for (const row of rows) {
    const [first] = group;
    if (first !== undefined && !alike(first, row)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

/** What is known of the files that sightings come from. */
interface Sources {
  readonly isHistory: ReadonlyMap<string, boolean>;
  /** Snapshot, account and region to the last capture it shows there. */
  readonly seenUntil: ReadonlyMap<string, string>;
  readonly placeUntil: ReadonlyMap<string, string>;
  readonly absence: FindAbsence;
}

/** Reads what the files of a workspace show up to an instant. */
export function sourcesOf(workspace: Workspace, places: readonly Place[], asOf: string): Sources {
  const snapshots = workspace.snapshots.all();
  const readAt = new Map(snapshots.map(({ id, provenance }) => [id, provenance?.startedAt ?? '']));
  // What is read live is so at the moment of reading, however long ago it was last written down.
  const seenUntil = new Map(
    workspace.resources
      .latestBySnapshot()
      .map(({ snapshotId, account, region, at }) => [
        `${snapshotId} ${placeKey(account, region)}`,
        later(at, readAt.get(snapshotId) ?? ''),
      ]),
  );
  return {
    isHistory: new Map(snapshots.map(({ id, kind }) => [id, listsEveryChange(kind)])),
    seenUntil,
    absence: readAbsences({ workspace, recorderAt: recorderHistory(workspace), seenUntil, asOf }),
    placeUntil: new Map(places.map(({ account, region, observedUntil }) => [placeKey(account, region), observedUntil])),
  };
}

/** How long the sightings of one state prove that it held, the next state aside. */
function seenUntil(sightings: readonly StoredResource[], sources: Sources): string {
  return sightings.reduce(
    (latest, { snapshotId, account, region, capturedAt }) =>
      later(latest, sources.seenUntil.get(`${snapshotId} ${placeKey(account, region)}`) ?? capturedAt),
    '',
  );
}

const fromHistory = (sightings: readonly StoredResource[] | undefined, sources: Sources): boolean =>
  sightings?.some(({ snapshotId }) => sources.isHistory.get(snapshotId) === true) ?? false;

/** What one evaluation reads from. */
export interface Reading {
  readonly workspace: Workspace;
  readonly sources: Sources;
  readonly judge: ItemJudge;
  readonly ownAccounts: readonly string[];
  readonly verdictList: (number: number) => VerdictList;
  readonly asOf: string;
}

/** A sighting with its verdicts as they are today: judged anew, and kept, where they were judged on other rules or accounts. */
function current(
  stored: KeptResource,
  whole: () => Resource,
  { workspace, judge, ownAccounts, verdictList }: Reading,
): { readonly createdAt: string | null; readonly list: VerdictList } {
  const list = stored.kept === null ? null : verdictList(stored.kept);
  if (list !== null && judge.isCurrent(list.judgedOn, ownAccounts)) return { createdAt: stored.createdAt, list };
  const kept = judge.judge(whole(), ownAccounts);
  return { createdAt: kept.createdAt, list: verdictList(workspace.resources.keep(stored.key, kept)) };
}

/** What is said of a version that records a removal. */
export const goneOf = (resource: Outline): Verdict | null => (resource.isDeleted ? removed(resource) : null);

/** A resource whose item is read when a check first looks into it: some ask only what stands around it. */
function readLater(outline: Outline, read: () => Resource): Resource {
  let item: Resource | undefined;
  const whole = (): Resource => {
    item ??= read();
    return item;
  };
  return {
    ...outline,
    get tags() {
      return whole().tags;
    },
    get relationships() {
      return whole().relationships;
    },
    get configuration() {
      return whole().configuration;
    },
    get supplementaryConfiguration() {
      return whole().supplementaryConfiguration;
    },
  };
}

function versionOf(stored: KeptResource, until: string, isReadAgain: boolean, reading: Reading): Version {
  const read = (): Resource => readResource(reading.workspace, stored);
  const { createdAt, list } = current(stored, read, reading);
  const { key, sha256, snapshotId } = stored;
  const { statuses } = list;
  // Held for each resource of a type that checks read beside their own, so nothing is copied that need not be.
  const resource = createdAt === stored.createdAt ? stored : { ...stored, createdAt };
  const kept = (checkId: string): Kept | undefined => {
    const found = keptAt(statuses, checkId, reading.asOf);
    if (found === null) return undefined;
    const { status, place } = found;
    return { ...found, key, words: () => ({ status, ...reading.workspace.resources.wordsAt(key, place) }) };
  };
  let whole: Resource | undefined;
  return {
    ...{ resource, key, until, isReadAgain, sha256, snapshotId, statuses, kept },
    gone: goneOf(resource),
    whole() {
      whole ??= readLater(resource, read);
      return whole;
    },
  };
}

/**
 * A state of Azure is known at the instant it was read, and nothing is known between two readings, not even when both
 * show the same.
 */
function readings(states: readonly (readonly KeptResource[])[], reading: Reading): Lifeline {
  return states.flatMap(([stored], place) => {
    if (stored === undefined) return [];
    const isReadAgain = states[place - 1]?.[0]?.stateId === stored.stateId;
    return [versionOf(stored, stored.capturedAt, isReadAgain, reading)];
  });
}

/**
 * A state from a file that lists every change held until the next one. A state from a snapshot is known to have held
 * until that snapshot's last capture; only if the next state comes from a history does it reach up to it.
 */
function seenLine(rows: readonly KeptResource[], reading: Reading): Lifeline {
  const { sources } = reading;
  // Most resources were seen once, and there are 100,000 of them.
  const states = rows.length === 1 ? [rows] : [...grouped(rows, isSameState)];
  if (rows[0]?.provider === 'azure') return readings(states, reading);
  return states.flatMap((sightings, place): readonly Version[] => {
    const [stored] = sightings;
    if (stored === undefined) return [];
    const next = states[place + 1];
    const isWhole = fromHistory(sightings, sources) || fromHistory(next, sources);
    const end =
      next?.[0]?.capturedAt ?? sources.placeUntil.get(placeKey(stored.account, stored.region)) ?? stored.capturedAt;
    const until = next === undefined || isWhole ? later(end, stored.capturedAt) : seenUntil(sightings, sources);
    return [versionOf(stored, until, false, reading)];
  });
}

/** AWS Config vouches for what it records; a row of Azure may also be missing because it can no longer be read. */
const missing = (name: string, { list }: Absence, provider: Provider): Verdict =>
  provider === 'azure'
    ? unknown(`${name} is missing from ${list}: it was removed, or can no longer be read.`)
    : notApplicable(`${name} is missing from ${list}, so it was removed before.`);

/** The version in which a resource is missing. */
function ended({ resource, whole }: Version, absence: Absence, { sources }: Reading): Version {
  const { at, snapshotId } = absence;
  const { provider, account, region, name } = resource;
  return {
    resource: { ...resource, capturedAt: at, isDeleted: true },
    until: provider === 'azure' ? at : later(sources.placeUntil.get(placeKey(account, region)) ?? at, at),
    gone: missing(name, absence, provider),
    snapshotId,
    ...{ key: null, sha256: null, isReadAgain: false, statuses: [], kept: () => undefined, whole },
  };
}

/** A lifeline with its end, where a whole list read after it was last seen does not show the resource any more. */
export function lifelineOf(rows: readonly KeptResource[], reading: Reading): Lifeline {
  const line = seenLine(rows, reading);
  const last = line.at(-1);
  if (last === undefined || last.gone !== null || last.resource.standing === 'inventory') return line;
  const until = last.resource.provider === 'azure' ? last.until : seenUntil(rows, reading.sources);
  const absence = reading.sources.absence(rows, until);
  if (absence === null) return line;
  return [
    ...line.slice(0, -1),
    { ...last, until: later(until, last.resource.capturedAt) },
    ended(last, absence, reading),
  ];
}
