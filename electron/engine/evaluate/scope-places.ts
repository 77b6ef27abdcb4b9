import type { CoverageCell } from '@shared/domain/coverage.ts';
import type { Provider } from '@shared/domain/resource.ts';
import type { ScopeDecision, System } from '@shared/domain/system.ts';
import { type Declared, placeKey, type Register } from './scope-declared.ts';
import { isDefaultType } from './scope-defaults.ts';
import { isApart, startingRegions } from './scope-regions.ts';

/** How many resources of a type a place holds, and held inside the report's days, at the instant looked at. */
export interface SeenType {
  readonly provider: Provider;
  readonly account: string;
  readonly region: string;
  readonly type: string;
  readonly resources: number;
  /** Removed inside the report's days. */
  readonly gone: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** An item that shows something. */
export interface SeenItem {
  readonly region: string;
  readonly type: string;
  readonly name: string;
  readonly snapshotId: string;
  readonly sha256: string;
  readonly capturedAt: string;
}

/** The items of a place that is not declared in. */
export interface PlaceItems {
  /** Of every resource there, and of those that may hold customer data: two readings with the same digest saw the same. */
  readonly digest: string;
  readonly dataDigest: string;
  readonly items: readonly SeenItem[];
  /** True when nothing is there but what AWS puts into every region. */
  readonly areDefaults: boolean;
}

/** A file that speaks of a place. */
export interface PlaceFile {
  readonly snapshotId: string;
  readonly fileName: string;
  readonly at: string | null;
}

/** An account that nothing was read from, and that a policy of the client names. */
export interface NamedAccount {
  readonly account: string;
  /** `2 role trusts and 1 bucket policy` */
  readonly words: string;
  readonly items: readonly SeenItem[];
}

export interface ScopeInput {
  readonly systems: readonly System[];
  /** How each place was recorded. */
  readonly cells: readonly CoverageCell[];
  readonly seen: readonly SeenType[];
  /** By place; only places that are not declared in. */
  readonly items: ReadonlyMap<string, PlaceItems>;
  /** The newest delivered snapshot of each place: only such a file lists everything there. */
  readonly listings: ReadonlyMap<string, PlaceFile>;
  /** The newest recorder answer of each place. */
  readonly answers: ReadonlyMap<string, PlaceFile>;
  /** How many resources of each place fail a check. */
  readonly failing: ReadonlyMap<string, number>;
  readonly named: readonly NamedAccount[];
  readonly decisions: readonly ScopeDecision[];
  /** The client's zone, in which days are written. */
  readonly timeZone: string;
}

/** An account and region, or what an account holds outside of regions (`global`), declared beside seen. */
export interface ScopePlace {
  readonly account: string;
  readonly region: string;
  readonly declared: Declared;
  readonly cell: CoverageCell | null;
  readonly types: readonly SeenType[];
  readonly items: PlaceItems | null;
  /** Null where nobody looked; zero only where a delivered snapshot of a place recorded in full shows nothing. */
  readonly seen: number | null;
  /** Removed inside the report's days, without what AWS makes itself. */
  readonly gone: number;
}

const ofAccount = <T extends { readonly account: string }>(all: readonly T[], account: string): readonly T[] =>
  all.filter((one) => one.account === account);

/** Whether a file lists a place whose recorder leaves nothing out, so that what is not listed is not there. */
function isRead({ cells, listings }: ScopeInput, account: string, region: string): boolean {
  const isListed = (cell: CoverageCell) =>
    cell.recorder === 'recording-all' && listings.has(placeKey(account, cell.region));
  const own = ofAccount(cells, account);
  if (region === 'global') return own.some((cell) => cell.recordsGlobalTypes === true && isListed(cell));
  return own.some((cell) => cell.region === region && isListed(cell));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function placeOf(input: ScopeInput, register: Register, account: string, region: string): ScopePlace {
  const isHere = (one: { readonly account: string; readonly region: string }) =>
    one.account === account && one.region === region;
  const types = input.seen.filter(isHere);
  const items = input.items.get(placeKey(account, region)) ?? null;
  const resources = items?.areDefaults === true ? 0 : sum(types.map((type) => type.resources));
  const read = isRead(input, account, region) ? 0 : null;
  return {
    account,
    region,
    declared: register.stanceOf(account, region),
    cell: input.cells.find(isHere) ?? null,
    types,
    items,
    seen: resources > 0 ? resources : read,
    gone: sum(types.filter(({ type }) => !isDefaultType(type)).map(({ gone }) => gone)),
  };
}

/** Regions of which nobody said anything and that the account has all the same; known for AWS accounts only. */
function unspoken(system: System | undefined, spoken: readonly string[]): readonly string[] {
  const isKnown = system?.kind === 'aws-account' && system.stance === 'in' && !spoken.some(isApart);
  return isKnown ? startingRegions : [];
}

/** Every place of an account that is declared, spoken of in a file, or there from the account's first day. */
export function placesOf(input: ScopeInput, register: Register, account: string): readonly ScopePlace[] {
  const system = register.systemOf(account);
  const spoken = [...ofAccount(input.seen, account), ...ofAccount(input.cells, account)].map(({ region }) => region);
  const declared = system?.locations.map(({ region }) => region) ?? [];
  const rest = spoken.length === 0 ? [] : unspoken(system, [...spoken, ...declared]);
  // Every AWS account has identities, which no region holds; a subscription has them in its tenant.
  const global = system?.kind === 'aws-account' && system.stance === 'in' ? ['global'] : [];
  const regions = [...new Set([...spoken, ...declared, ...global, ...rest])].filter((region) => region !== '').sort();
  return regions.map((region) => placeOf(input, register, account, region));
}
