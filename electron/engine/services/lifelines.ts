import { later } from '@shared/domain/period.ts';
import { isOwnType, type Resource } from '@shared/domain/resource.ts';
import { keptAt } from '@shared/domain/verdict.ts';
import type { Kept, Lifeline, Outline, Version } from '../evaluate/lifeline.ts';
import { type Place, recorderType } from '../evaluate/place.ts';
import { listsEveryChange } from '../normalise/aws/envelope.ts';
import type { VerdictList } from '../store/kept-verdicts.ts';
import type { Workspace } from '../store/open.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import type { KeptResource, StoredResource } from '../store/repos/resource.repo.ts';
import { type Crowd, crowdOf, listAt } from './crowd.ts';
import type { ItemJudge } from './item-judge.ts';
import { readRecorders } from './places.ts';
import { readResource } from './raw-item.ts';

const pageSize = 1_000;

/** The versions of every resource, read from the store in line order. */
export interface Lifelines {
  accounts(): readonly string[];
  each(account: string, type: string): Iterable<Lifeline>;
  /** The resources of a type that checks read beside their own, as in force at an instant. */
  inForce(type: string, account: string, region: string | undefined, asOf: string): readonly Resource[];
  /** The instants at which something of the type came, changed or went. */
  changes(type: string, account: string): readonly string[];
  firstSeen(places: readonly Place[]): string | null;
}

const isSame = (a: StoredResource, b: StoredResource): boolean => a.id === b.id && a.region === b.region;
const isSameState = (a: StoredResource, b: StoredResource): boolean =>
  isSame(a, b) && a.capturedAt === b.capturedAt && a.stateId === b.stateId;

/** Groups sightings that follow each other by a likeness. */
function* grouped(
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

interface Sources {
  readonly isHistory: ReadonlyMap<string, boolean>;
  /** Snapshot, account and region to the last capture it shows there. */
  readonly seenUntil: ReadonlyMap<string, string>;
  readonly placeUntil: ReadonlyMap<string, string>;
}

function sourcesOf(workspace: Workspace, places: readonly Place[]): Sources {
  const snapshots = workspace.snapshots.all();
  const readAt = new Map(snapshots.map(({ id, provenance }) => [id, provenance?.startedAt ?? '']));
  return {
    isHistory: new Map(snapshots.map(({ id, kind }) => [id, listsEveryChange(kind)])),
    // What is read live is so at the moment of reading, however long ago it was last written down.
    seenUntil: new Map(
      workspace.resources
        .latestBySnapshot()
        .map(({ snapshotId, account, region, at }) => [
          `${snapshotId} ${account} ${region}`,
          later(at, readAt.get(snapshotId) ?? ''),
        ]),
    ),
    placeUntil: new Map(places.map(({ account, region, observedUntil }) => [`${account} ${region}`, observedUntil])),
  };
}

/** How long the sightings of one state prove that it held, the next state aside. */
function seenUntil(sightings: readonly StoredResource[], sources: Sources): string {
  return sightings.reduce(
    (latest, { snapshotId, account, region, capturedAt }) =>
      later(latest, sources.seenUntil.get(`${snapshotId} ${account} ${region}`) ?? capturedAt),
    '',
  );
}

const fromHistory = (sightings: readonly StoredResource[] | undefined, sources: Sources): boolean =>
  sightings?.some(({ snapshotId }) => sources.isHistory.get(snapshotId) === true) ?? false;

/** What one evaluation reads from. */
interface Reading {
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
    return { ...found, key, words: () => reading.workspace.resources.verdictAt(key, found.place) };
  };
  let whole: Resource | undefined;
  return {
    ...{ resource, key, until, isReadAgain, sha256, snapshotId, statuses, kept },
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
function lifelineOf(rows: readonly KeptResource[], reading: Reading): Lifeline {
  const { sources } = reading;
  const states = [...grouped(rows, isSameState)];
  if (rows[0]?.provider === 'azure') return readings(states, reading);
  return states.flatMap((sightings, place): readonly Version[] => {
    const [stored] = sightings;
    if (stored === undefined) return [];
    const next = states[place + 1];
    const isWhole = fromHistory(sightings, sources) || fromHistory(next, sources);
    const end =
      next?.[0]?.capturedAt ?? sources.placeUntil.get(`${stored.account} ${stored.region}`) ?? stored.capturedAt;
    const until = next === undefined || isWhole ? later(end, stored.capturedAt) : seenUntil(sightings, sources);
    return [versionOf(stored, until, false, reading)];
  });
}

function* sightings(workspace: Workspace, account: string, type: string): Iterable<KeptResource> {
  let last: KeptResource | null = null;
  for (;;) {
    const page = workspace.resources.page(account, type, last, pageSize);
    yield* page;
    last = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

/** Recorders carry their status answers, so they are read with them and not from raw items alone. */
const recorderLines = (workspace: Workspace, account: string): readonly Lifeline[] =>
  readRecorders(workspace, account).map((versions) =>
    versions.map((resource) => ({
      resource,
      key: null,
      until: resource.capturedAt,
      isReadAgain: false,
      sha256: null,
      snapshotId: null,
      statuses: [],
      kept: () => undefined,
      whole: () => resource,
    })),
  );

/** A lifeline as far as it was known at an instant. */
const knownAt = (lifeline: Lifeline, asOf: string): Lifeline =>
  lifeline.filter(({ resource }) => resource.capturedAt <= asOf);

interface Opening extends Omit<Reading, 'sources' | 'verdictList'> {
  readonly places: readonly Place[];
  /** What was seen where, as the store sums it up. */
  readonly rows: readonly TypeInPlace[];
  readonly asOf: string;
}

/** Each list is read once, and stays one and the same. */
function memoized<T>(read: (number: number) => T): (number: number) => T {
  const known = new Map<number, T>();
  return (number) => {
    const value = known.get(number) ?? read(number);
    known.set(number, value);
    return value;
  };
}

/** A list that only names a resource takes nothing away from what other files show of it. */
function proven(group: readonly KeptResource[]): readonly KeptResource[] {
  const evidence = group.filter(({ standing }) => standing === 'evidence');
  return evidence.length === 0 ? group : evidence;
}

/** Opens the lifelines of a workspace for one evaluation. What surrounds a resource ends at the instant judged. */
export function createLifelines({ workspace, places, rows: all, judge, ownAccounts, asOf }: Opening): Lifelines {
  const verdictList = memoized(workspace.resources.verdictList);
  const reading: Reading = { workspace, sources: sourcesOf(workspace, places), judge, ownAccounts, verdictList, asOf };
  const rows = all.filter(({ earliestAt }) => earliestAt <= asOf);
  const crowds = new Map<string, Crowd>();
  function* each(account: string, type: string): Iterable<Lifeline> {
    for (const group of grouped(sightings(workspace, account, type), isSame)) yield lifelineOf(proven(group), reading);
  }
  const evidence = (account: string, type: string): readonly Lifeline[] =>
    [...each(account, type)].filter((lifeline) => lifeline.at(-1)?.resource.standing === 'evidence');
  const crowd = (account: string, type: string): Crowd => {
    const key = `${account} ${type}`;
    const found = crowds.get(key);
    if (found !== undefined) return found;
    const lines = type === recorderType ? recorderLines(workspace, account) : evidence(account, type);
    const made = crowdOf(lines.map((line) => knownAt(line, asOf)).filter(({ length }) => length > 0));
    crowds.set(key, made);
    return made;
  };
  return {
    accounts: () => workspace.resources.accounts(),
    each,
    inForce: (type, account, region, at) => listAt(crowd(account, type), region, at),
    changes: (type, account) => crowd(account, type).changes,
    firstSeen: (asked) =>
      rows
        .filter(
          ({ account, region, type }) =>
            !isOwnType(type) && asked.some((place) => place.account === account && place.region === region),
        )
        .map(({ earliestAt }) => earliestAt)
        .sort()[0] ?? null,
  };
}
