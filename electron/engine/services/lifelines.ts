import { isOwnType, type Resource } from '@shared/domain/resource.ts';
import type { Lifeline } from '../evaluate/lifeline.ts';
import { type Place, recorderType } from '../evaluate/place.ts';
import type { Workspace } from '../store/open.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import type { KeptResource } from '../store/repos/resource.repo.ts';
import { type Crowd, crowdOf, listAt } from './crowd.ts';
import { readRecorders } from './places.ts';
import { goneOf, grouped, isSame, lifelineOf, type Reading, sourcesOf } from './versions.ts';

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
      gone: goneOf(resource),
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
  const reading: Reading = {
    workspace,
    sources: sourcesOf(workspace, places, asOf),
    judge,
    ownAccounts,
    verdictList,
    asOf,
  };
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
