import { createHash, type Hash } from 'node:crypto';
import type { Snapshot } from '@shared/domain/collection.ts';
import { reportInterval } from '@shared/domain/engagement.ts';
import type { System } from '@shared/domain/system.ts';
import { keptData } from '../evaluate/customer-data.ts';
import { placeKey, registerOf } from '../evaluate/scope-declared.ts';
import { areDefaults, isDefaultType } from '../evaluate/scope-defaults.ts';
import type { PlaceFile, PlaceItems, ScopeInput, SeenItem, SeenType } from '../evaluate/scope-places.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';
import type { Deps } from './deps.ts';
import { defaultAsOf } from './evaluate.ts';
import { readResource } from './raw-item.ts';
import { namedAccounts } from './scope-named.ts';

/** Items kept of each place to be quoted: so many that may hold customer data, and so many others. */
const mostItems = 10;

/** What is gathered of a place while its resources pass by. */
interface Gathering {
  readonly all: Hash;
  readonly data: Hash;
  readonly items: SeenItem[];
  readonly stored: StoredResource[];
  /** True while everything may be of AWS's own making. */
  mayBeDefaults: boolean;
}

const newGathering = (): Gathering => ({
  all: createHash('sha256'),
  data: createHash('sha256'),
  items: [],
  stored: [],
  mayBeDefaults: true,
});

/** More than AWS makes in any region: then somebody made the rest. */
const mostDefaults = 200;

function gather(place: Gathering, stored: StoredResource, from: string): void {
  const { type, id, name, region, snapshotId, sha256, capturedAt, isDeleted } = stored;
  if (isDeleted && capturedAt < from) return;
  const holdsData = keptData(type) !== null;
  const line = `${isDeleted ? 'gone ' : ''}${type} ${id}\n`;
  place.all.update(line);
  if (isDeleted) return;
  if (holdsData) place.data.update(line);
  const alike = place.items.filter((item) => (keptData(item.type) !== null) === holdsData);
  if (alike.length < mostItems) place.items.push({ region, type, name, snapshotId, sha256, capturedAt });
  place.mayBeDefaults &&= isDefaultType(type) && place.stored.length < mostDefaults;
  if (place.mayBeDefaults) place.stored.push(stored);
}

function placeItems(workspace: Workspace, { all, data, items, stored, mayBeDefaults }: Gathering): PlaceItems {
  return {
    digest: all.digest('hex'),
    dataDigest: data.digest('hex'),
    items,
    areDefaults: mayBeDefaults && stored.length > 0 && areDefaults(stored.map((each) => readResource(workspace, each))),
  };
}

/** Places that are not declared in, or that may hold nothing but what AWS makes itself: there the items themselves count. */
function asked(systems: readonly System[], seen: readonly SeenType[]): readonly string[] {
  const { stanceOf } = registerOf(systems);
  const places = new Map<string, SeenType[]>();
  for (const type of seen) {
    const key = placeKey(type.account, type.region);
    places.set(key, [...(places.get(key) ?? []), type]);
  }
  return [...places]
    .filter(([, types]) =>
      types.every(({ account, region, type }) => stanceOf(account, region) !== 'in' || isDefaultType(type)),
    )
    .map(([key]) => key);
}

function itemsIn(workspace: Workspace, places: readonly string[], from: string, asOf: string): ScopeInput['items'] {
  const gathered = new Map<string, Gathering>();
  for (const stored of workspace.scope.itemsIn(places, asOf)) {
    const key = placeKey(stored.account, stored.region);
    const place = gathered.get(key) ?? newGathering();
    gathered.set(key, place);
    gather(place, stored, from);
  }
  return new Map([...gathered].map(([key, place]) => [key, placeItems(workspace, place)]));
}

/** The newest file of some kinds for each place it speaks of, up to an instant. */
function newestFiles(
  workspace: Workspace,
  isWanted: (snapshot: Snapshot) => boolean,
  asOf: string,
): ReadonlyMap<string, PlaceFile> {
  const found = new Map<string, PlaceFile>();
  const files = workspace.snapshots
    .all()
    .filter((snapshot) => isWanted(snapshot) && (snapshot.latestAt === null || snapshot.latestAt <= asOf))
    .sort((a, b) => ((a.latestAt ?? '') < (b.latestAt ?? '') ? -1 : 1));
  for (const { id, fileName, latestAt, counts } of files)
    for (const { account, region } of counts)
      found.set(placeKey(account, region), { snapshotId: id, fileName, at: latestAt });
  return found;
}

/** Live answers list a place together; where one of them was refused or cut short, the place is not listed. */
function listingFiles(workspace: Workspace, asOf: string): ReadonlyMap<string, PlaceFile> {
  const newest = new Map<string, { readonly place: string; readonly isComplete: boolean }>();
  for (const { account, region, type, isComplete } of workspace.listings.all()) {
    const place = placeKey(account, region);
    newest.set(`${place}\n${type}`, { place, isComplete });
  }
  const cut = new Set([...newest.values()].flatMap(({ place, isComplete }) => (isComplete ? [] : [place])));
  const live = newestFiles(workspace, ({ kind, provenance }) => kind === 'query-result' && provenance !== null, asOf);
  const delivered = newestFiles(workspace, ({ kind }) => kind === 'config-snapshot', asOf);
  return new Map([...[...live].filter(([place]) => !cut.has(place)), ...delivered]);
}

/** What was seen whatever the register says. */
interface Sight extends Omit<ScopeInput, 'systems' | 'decisions' | 'items'> {
  readonly from: string;
  readonly asOf: string;
}

function sightOf(workspace: Workspace, { timeZone, ...rest }: Pick<Sight, 'timeZone' | 'from' | 'asOf'>): Sight {
  const { from, asOf } = rest;
  return {
    ...rest,
    cells: workspace.judgements.get()?.cells ?? [],
    seen: workspace.scope.typesSeen(from, asOf),
    listings: listingFiles(workspace, asOf),
    answers: newestFiles(workspace, ({ kind }) => kind === 'recorders' || kind === 'recorder-status', asOf),
    failing: new Map(workspace.scope.failingIn().map(({ account, region, n }) => [placeKey(account, region), n])),
    named: namedAccounts(workspace),
    timeZone,
  };
}

/** The last answers of an open engagement: between two judgements only the register and the decisions change. */
interface Kept {
  readonly version: string;
  readonly sight: Sight;
  items: { readonly places: string; readonly found: ScopeInput['items'] } | null;
}
const kept = new WeakMap<Workspace, Kept>();

function current(workspace: Workspace, deps: Deps): Kept {
  const engagement = workspace.engagements.get();
  const asOf = workspace.judgements.get()?.asOf ?? defaultAsOf(engagement, deps.clock());
  const { from } = reportInterval(engagement);
  const { timeZone } = engagement;
  const version = [workspace.scope.seenVersion(), from, asOf, timeZone].join(' ');
  const last = kept.get(workspace);
  if (last?.version === version) return last;
  const fresh: Kept = { version, sight: sightOf(workspace, { timeZone, from, asOf }), items: null };
  kept.set(workspace, fresh);
  return fresh;
}

/** Everything the last judgement and the files say of places, to be compared with a register. */
export function readSeen(
  workspace: Workspace,
  deps: Deps,
  systems: readonly System[],
): Omit<ScopeInput, 'systems' | 'decisions'> {
  const known = current(workspace, deps);
  const { from, asOf, seen } = known.sight;
  const places = asked(systems, seen);
  const key = places.join('\n\n');
  if (known.items?.places !== key) known.items = { places: key, found: itemsIn(workspace, places, from, asOf) };
  return { ...known.sight, items: known.items.found };
}
