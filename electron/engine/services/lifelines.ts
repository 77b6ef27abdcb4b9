import { later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { type Lifeline, turnsOf, type Version, versionAt } from '../evaluate/lifeline.ts';
import { type Place, recorderType } from '../evaluate/place.ts';
import { listsEveryChange } from '../normalise/aws/envelope.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';
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
  rows: Iterable<StoredResource>,
  alike: (a: StoredResource, b: StoredResource) => boolean,
): Iterable<readonly StoredResource[]> {
  let group: StoredResource[] = [];
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
  return {
    isHistory: new Map(workspace.snapshots.all().map(({ id, kind }) => [id, listsEveryChange(kind)])),
    seenUntil: new Map(
      workspace.resources
        .latestBySnapshot()
        .map(({ snapshotId, account, region, at }) => [`${snapshotId} ${account} ${region}`, at]),
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

/**
 * A state from a file that lists every change held until the next one. A state from a snapshot is known to have held
 * until that snapshot's last capture; only if the next state comes from a history does it reach up to it.
 */
function lifelineOf(workspace: Workspace, rows: readonly StoredResource[], sources: Sources): Lifeline {
  const states = [...grouped(rows, isSameState)];
  return states.flatMap((sightings, place): readonly Version[] => {
    const [stored] = sightings;
    if (stored === undefined) return [];
    const next = states[place + 1];
    const isWhole = fromHistory(sightings, sources) || fromHistory(next, sources);
    const end =
      next?.[0]?.capturedAt ?? sources.placeUntil.get(`${stored.account} ${stored.region}`) ?? stored.capturedAt;
    const until = next === undefined || isWhole ? later(end, stored.capturedAt) : seenUntil(sightings, sources);
    return [{ resource: readResource(workspace, stored), until, sha256: stored.sha256, snapshotId: stored.snapshotId }];
  });
}

function* sightings(workspace: Workspace, account: string, type: string): Iterable<StoredResource> {
  let last: StoredResource | null = null;
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
    versions.map((resource) => ({ resource, until: resource.capturedAt, sha256: null, snapshotId: null })),
  );

/** All resources of a type in an account through time; between two changes the list in force is one and the same array. */
interface Crowd {
  readonly lifelines: readonly Lifeline[];
  readonly changes: readonly string[];
  readonly lists: Map<string, readonly Resource[]>;
}

function crowdOf(lifelines: readonly Lifeline[]): Crowd {
  return { lifelines, changes: [...new Set(lifelines.flatMap(turnsOf))].sort(), lists: new Map() };
}

/** How many changes lie at or before an instant. */
function epochAt(changes: readonly string[], asOf: string): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] ?? '') <= asOf) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lists kept at once: an account is judged in order of time, so old epochs are not asked for again. */
const listLimit = 64;

function listAt(crowd: Crowd, region: string | undefined, asOf: string): readonly Resource[] {
  const key = `${epochAt(crowd.changes, asOf)} ${region ?? ''}`;
  const known = crowd.lists.get(key);
  if (known !== undefined) return known;
  const alive = crowd.lifelines
    .flatMap((lifeline) => versionAt(lifeline, asOf) ?? [])
    .filter((resource) => region === undefined || resource.region === region);
  if (crowd.lists.size >= listLimit) crowd.lists.clear();
  crowd.lists.set(key, alive);
  return alive;
}

/** A lifeline as far as it was known at an instant. */
const knownAt = (lifeline: Lifeline, asOf: string): Lifeline =>
  lifeline.filter(({ resource }) => resource.capturedAt <= asOf);

/** Opens the lifelines of a workspace for one evaluation. What surrounds a resource ends at the instant judged. */
export function createLifelines(workspace: Workspace, places: readonly Place[], asOf: string): Lifelines {
  const sources = sourcesOf(workspace, places);
  const rows = workspace.resources.places().filter(({ earliestAt }) => earliestAt <= asOf);
  const crowds = new Map<string, Crowd>();
  function* each(account: string, type: string): Iterable<Lifeline> {
    for (const group of grouped(sightings(workspace, account, type), isSame))
      yield lifelineOf(workspace, group, sources);
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
            !type.startsWith('aws.') && asked.some((place) => place.account === account && place.region === region),
        )
        .map(({ earliestAt }) => earliestAt)
        .sort()[0] ?? null,
  };
}
