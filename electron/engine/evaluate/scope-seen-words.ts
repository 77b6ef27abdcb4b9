import { dayOf } from '@shared/domain/period.ts';
import { count, counted, dayWords, listed } from '@shared/domain/words.ts';
import { keptData } from './customer-data.ts';
import type { ScopePlace, SeenType } from './scope-places.ts';
import { inNouns } from './scope-types.ts';

/** `7 Sep 2026`: the day of an instant in the client's zone. */
export const dayIn = (at: string, timeZone: string): string => dayWords(dayOf(at, timeZone));

const typesOf = (places: readonly ScopePlace[]): readonly SeenType[] => places.flatMap(({ types }) => types);

/** Resources there now that are of types made to keep data. */
export const dataTypes = (places: readonly ScopePlace[]): readonly SeenType[] =>
  typesOf(places).filter(({ type, resources }) => resources > 0 && keptData(type) !== null);

/** The first instant at which anything that counts was seen; null when nothing was. */
export function firstSeen(places: readonly ScopePlace[]): string | null {
  const types = typesOf(places).filter(({ resources, gone }) => resources > 0 || gone > 0);
  return types.map(({ firstAt }) => firstAt).sort()[0] ?? null;
}

/** The last capture of anything there. */
export const lastSeen = (places: readonly ScopePlace[]): string | null =>
  typesOf(places)
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1) ?? null;

/** How many resources are there now, over several places. */
export const seenIn = (places: readonly ScopePlace[]): number => places.reduce((sum, { seen }) => sum + (seen ?? 0), 0);

function goneWords(places: readonly ScopePlace[], timeZone: string): string {
  const gone = typesOf(places).filter((type) => type.gone > 0);
  const number = places.reduce((sum, place) => sum + place.gone, 0);
  if (number === 0) return '';
  const last = gone
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1);
  const nouns = inNouns(gone.map(({ type, gone: resources }) => ({ type, resources })));
  return ` Removed inside the period${last === undefined ? '' : `, the last on ${dayIn(last, timeZone)}`}: ${nouns}.`;
}

/** `9 EC2 instances, 3 volumes and 2 security groups. First seen 22 Aug 2026.`, and what was there before. */
export function seenWords(places: readonly ScopePlace[], timeZone: string): string {
  const there = inNouns(typesOf(places));
  const first = firstSeen(places);
  const since = first === null ? '' : ` First seen ${dayIn(first, timeZone)}.`;
  return `${there === '' ? 'Nothing is there now' : there}.${goneWords(places, timeZone)}${since}`;
}

/** `In eu-west-1, us-east-1 and outside of regions.` */
export function regionsWords(places: readonly ScopePlace[]): string {
  const regions = places.map(({ region }) => (region === 'global' ? 'outside of regions' : region));
  return regions.length === 0 ? '' : ` In ${listed([...regions].sort())}.`;
}

/** `4 of 14 fail a check.` */
export const failingWords = (failing: number, all: number): string =>
  failing === 0
    ? ''
    : ` ${count(Math.min(failing, all))} of ${count(all)} ${failing === 1 ? 'fails' : 'fail'} a check.`;

/** `2 of them can hold customer data: 1 S3 bucket and 1 volume.` */
export function dataWords(places: readonly ScopePlace[]): string {
  const types = dataTypes(places);
  const number = types.reduce((sum, { resources }) => sum + resources, 0);
  return number === 0 ? '' : ` ${count(number)} of them can hold customer data: ${inNouns(types)}.`;
}

/** `6 verdicts are unknown.` */
export const unknownWords = (verdicts: number): string =>
  verdicts === 0 ? '' : ` ${counted(verdicts, 'verdict is', 'verdicts are')} unknown.`;
