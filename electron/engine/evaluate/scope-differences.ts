import { hash } from 'node:crypto';
import type { DifferenceKind, ScopeDifference, ScopeEvidence } from '@shared/domain/system.ts';
import { counted } from '@shared/domain/words.ts';
import { keptData } from './customer-data.ts';
import { declaredWords, namedOnly, placeKey, type Register } from './scope-declared.ts';
import type { NamedAccount, PlaceFile, ScopeInput, ScopePlace, SeenItem, SeenType } from './scope-places.ts';
import { regionList } from './scope-regions.ts';
import {
  dataTypes,
  dataWords,
  dayIn,
  failingWords,
  firstSeen,
  lastSeen,
  regionsWords,
  seenIn,
  seenWords,
  unknownWords,
} from './scope-seen-words.ts';
import { inNouns, typeName } from './scope-types.ts';

/** One account with all its places, and what they are compared with. */
export interface ScopeAccount {
  readonly account: string;
  readonly places: readonly ScopePlace[];
  readonly input: ScopeInput;
  readonly register: Register;
}

/** Items quoted with a difference; the others stand among the resources. */
const mostEvidence = 10;

const itemEvidence = ({ region, type, name, snapshotId, sha256, capturedAt }: SeenItem): ScopeEvidence => ({
  words: `${typeName(type)} ${name}, ${region}`,
  snapshotId,
  itemSha256: sha256,
  capturedAt,
});

/** What may hold customer data first. */
const quoted = (items: readonly SeenItem[]): readonly ScopeEvidence[] =>
  [...items.filter(({ type }) => keptData(type) !== null), ...items.filter(({ type }) => keptData(type) === null)]
    .slice(0, mostEvidence)
    .map(itemEvidence);

const fileEvidence = (what: string, file: PlaceFile | undefined): readonly ScopeEvidence[] =>
  file === undefined
    ? []
    : [{ words: `${what} ${file.fileName}`, snapshotId: file.snapshotId, itemSha256: null, capturedAt: file.at }];

/** What a difference says; the rest follows from it. */
interface Told {
  readonly kind: DifferenceKind;
  readonly region: string | null;
  readonly stance: ScopeDifference['declared']['stance'];
  /** What is declared, where the place itself does not say it. */
  readonly declared?: string;
  readonly resources: number | null;
  readonly seen: string;
  readonly firstSeenAt?: string | null;
  /** What was seen, as it is compared with what was seen when it was decided. */
  readonly compared: readonly string[];
  readonly consequence: string;
  readonly evidence?: readonly ScopeEvidence[];
}

function difference({ account, input, register }: ScopeAccount, told: Told): ScopeDifference {
  const id = [told.kind, account, ...(told.region === null ? [] : [told.region])].join(' ');
  const digest = hash('sha256', [id, ...told.compared].join('\n'), 'hex');
  return {
    id,
    kind: told.kind,
    account,
    region: told.region,
    declared: { stance: told.stance, words: told.declared ?? declaredWords(register, account, told.region) },
    seen: { resources: told.resources, words: told.seen, firstSeenAt: told.firstSeenAt ?? null, digest },
    consequence: told.consequence,
    evidence: told.evidence ?? [],
    // Decided when something else was seen there, it is open again.
    decision: input.decisions.find((one) => one.difference === id && one.seenDigest === digest) ?? null,
  };
}

const itemsOf = (places: readonly ScopePlace[]): readonly SeenItem[] =>
  places.flatMap(({ items }) => items?.items ?? []);
const failingIn = ({ input }: ScopeAccount, places: readonly ScopePlace[]): number =>
  places.reduce((sum, { account, region }) => sum + (input.failing.get(placeKey(account, region)) ?? 0), 0);

const isUsed = ({ seen, gone }: ScopePlace): boolean => (seen ?? 0) > 0 || gone > 0;
const digests = (places: readonly ScopePlace[]): readonly string[] =>
  places.map(({ region, items }) => `${region} ${items?.digest ?? ''}`);

/** An account that files speak of and the register does not. */
export function undeclaredAccount(one: ScopeAccount): ScopeDifference {
  const used = one.places.filter(isUsed);
  const all = seenIn(used);
  const words =
    used.length === 0
      ? 'A file speaks of it; nothing of the client’s was seen there.'
      : seenWords(used, one.input.timeZone);
  return difference(one, {
    kind: 'undeclared-account',
    region: null,
    stance: 'not-named',
    resources: all,
    seen: `${words}${regionsWords(used)}`,
    firstSeenAt: firstSeen(used),
    compared: digests(used),
    consequence: `The account is judged, but stands in no system description.${failingWords(failingIn(one, used), all)}${dataWords(used)}`,
    evidence: quoted(itemsOf(used)),
  });
}

/** An account that nothing was read from, and that policies of the client name. */
export const namedAccount = (one: ScopeAccount, { words, items }: NamedAccount): ScopeDifference =>
  difference(one, {
    kind: 'undeclared-account',
    region: null,
    stance: 'not-named',
    resources: null,
    seen: `Named in ${words}. Nothing was read from it.`,
    compared: items.map(({ type, name }) => `${type} ${name}`).sort(),
    consequence: 'It is an account of the client that the register lacks, or a third party that nobody approved.',
    evidence: quoted(items),
  });

function undeclaredRegion(one: ScopeAccount, place: ScopePlace): ScopeDifference {
  const all = place.seen ?? 0;
  return difference(one, {
    kind: 'undeclared-region',
    region: place.region,
    stance: place.declared,
    resources: all,
    seen: seenWords([place], one.input.timeZone),
    firstSeenAt: firstSeen([place]),
    compared: digests([place]),
    consequence: `The region is judged, but stands in no system description.${failingWords(failingIn(one, [place]), all)}${dataWords([place])}`,
    evidence: quoted(itemsOf([place])),
  });
}

/** `files, exports and backups; database records` */
const keptWords = (types: readonly SeenType[]): string =>
  [...new Set(types.flatMap(({ type }) => keptData(type) ?? []))].join('; ');

/** What may hold customer data where the report leaves a place out; null when nothing there does. */
export function dataOutside(
  one: ScopeAccount,
  places: readonly ScopePlace[],
  region: string | null,
): ScopeDifference | null {
  const types = dataTypes(places);
  const own = places.filter((place) => types.some((type) => type.region === place.region));
  const first = types.map(({ firstAt }) => firstAt).sort()[0];
  if (first === undefined) return null;
  return difference(one, {
    kind: 'customer-data-outside',
    region,
    stance: 'excluded',
    resources: types.reduce((sum, { resources }) => sum + resources, 0),
    seen: `${inNouns(types)}.${region === null ? regionsWords(own) : ''} First seen ${dayIn(first, one.input.timeZone)}.`,
    firstSeenAt: first,
    compared: own.map((place) => `${place.region} ${place.items?.dataDigest ?? ''}`),
    consequence: `The report leaves the place out, and what is there can hold customer data: ${keptWords(types)}.`,
    evidence: quoted(itemsOf(own).filter(({ type }) => keptData(type) !== null)),
  });
}

/** An account declared in that no file speaks of. */
export const unreadAccount = (one: ScopeAccount): ScopeDifference =>
  difference(one, {
    kind: 'not-read',
    region: null,
    stance: 'in',
    resources: null,
    seen: 'No imported file speaks of this account.',
    compared: [],
    consequence: 'The report covers an account that nobody looked at.',
  });

const notThere = (one: ScopeAccount, place: ScopePlace): ScopeDifference =>
  difference(one, {
    kind: 'not-there',
    region: place.region,
    stance: 'in',
    resources: 0,
    seen:
      place.items?.areDefaults === true || place.types.length > 0
        ? 'The region was read with its recorder on; only what AWS puts into every region is there.'
        : 'The region was read with its recorder on; nothing is there.',
    compared: [],
    consequence: 'The description names a place in which nothing of the service runs.',
    evidence: fileEvidence('Delivered snapshot', one.input.listings.get(placeKey(place.account, place.region))),
  });

const isUnrecorded = ({ cell }: ScopePlace): boolean => cell?.recorder === 'stopped' || cell?.recorder === 'none-found';

/** The words of a place that could not be seen, with the last that was seen there. */
function lastReading(place: ScopePlace, timeZone: string): string {
  const last = lastSeen([place]);
  if (last === null || place.seen === null || place.seen === 0) return '';
  return ` The last reading had ${counted(place.seen, 'resource')}, captured up to ${dayIn(last, timeZone)}.`;
}

function notRecorded(one: ScopeAccount, place: ScopePlace): ScopeDifference {
  const { cell, region, account, seen } = place;
  const isGlobal = region === 'global';
  const because =
    cell === null || isGlobal
      ? 'No region read of this account records global types, such as the users and roles of IAM, now.'
      : cell.because;
  const since = cell?.stoppedAt ?? null;
  return difference(one, {
    kind: 'not-recorded',
    region,
    stance: 'in',
    resources: seen,
    seen: `${because}${lastReading(place, one.input.timeZone)}`,
    compared: [cell?.recorder ?? '', since ?? ''],
    consequence: `What changed there${since === null ? '' : ` after ${dayIn(since, one.input.timeZone)}`} is not known.${unknownWords(cell?.verdictsUnknown ?? 0)}`,
    evidence: fileEvidence('Recorder answer', one.input.answers.get(placeKey(account, region))),
  });
}

const unseen = ({ cell }: ScopePlace): string =>
  cell === null
    ? 'No imported file speaks of this region.'
    : `${cell.because} Nothing of the client’s was seen there, and no delivered snapshot shows that nothing is.`;

const notRead = (one: ScopeAccount, place: ScopePlace): ScopeDifference =>
  difference(one, {
    kind: 'not-read',
    region: place.region,
    stance: place.declared,
    resources: null,
    seen: unseen(place),
    compared: [place.cell?.recorder ?? '', place.cell?.stoppedAt ?? ''],
    consequence: `${place.declared === 'in' ? 'The report covers a place that nobody looked at.' : 'It cannot be said that nothing runs there.'}${unknownWords(place.cell?.verdictsUnknown ?? 0)}`,
    evidence: fileEvidence('Recorder answer', one.input.answers.get(placeKey(place.account, place.region))),
  });

/** Regions that nobody declared in and nobody read, as one line. */
function unreadRegions(one: ScopeAccount, places: readonly ScopePlace[]): readonly ScopeDifference[] {
  if (places.length === 0) return [];
  const system = one.register.systemOf(one.account);
  const regions = places.map(({ region }) => region);
  const without = places.filter(({ cell }) => cell?.recorder === 'none-found').map(({ region }) => region);
  const answered = without.length === 0 ? '' : ` AWS Config answered that it is not set up in ${regionList(without)}.`;
  return [
    difference(one, {
      kind: 'not-read',
      region: null,
      stance: 'unused',
      ...(system === undefined ? {} : { declared: namedOnly(system) }),
      resources: null,
      seen: `${counted(regions.length, 'region')}: not read. ${regionList(regions)}.${answered}`,
      compared: [...regions, '', ...without],
      consequence: `It cannot be said that nothing runs there.${unknownWords(places.reduce((sum, { cell }) => sum + (cell?.verdictsUnknown ?? 0), 0))}`,
    }),
  ];
}

function ofDeclaredIn(one: ScopeAccount, place: ScopePlace): readonly ScopeDifference[] {
  if (isUnrecorded(place)) return [notRecorded(one, place)];
  if (place.region === 'global') return place.seen === null ? [notRecorded(one, place)] : [];
  if (place.seen === null) return [notRead(one, place)];
  return place.seen === 0 ? [notThere(one, place)] : [];
}

/** True for a region of which more is known than that nobody looked: it was recorded once. */
const wasRecorded = ({ cell }: ScopePlace): boolean => cell?.recorder === 'stopped' || cell?.recorder === 'failing';

function ofOnePlace(one: ScopeAccount, place: ScopePlace): readonly ScopeDifference[] {
  if (place.declared === 'in') return ofDeclaredIn(one, place);
  if (place.declared === 'excluded') return [dataOutside(one, [place], place.region) ?? []].flat();
  if (isUsed(place)) return [undeclaredRegion(one, place)];
  return place.seen === null && wasRecorded(place) ? [notRead(one, place)] : [];
}

/** Where an account that is declared in differs from what was seen of it. */
export function placeDifferences(one: ScopeAccount): readonly ScopeDifference[] {
  const unread = one.places.filter(
    (place) => place.declared === 'unused' && place.seen === null && !isUsed(place) && !wasRecorded(place),
  );
  return [...one.places.flatMap((place) => ofOnePlace(one, place)), ...unreadRegions(one, unread)];
}
