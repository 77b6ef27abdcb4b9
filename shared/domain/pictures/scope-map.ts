import type { Provider } from '../resource.ts';
import type { ScopeCell, System } from '../system.ts';
import { type RegionColumn, regionColumns } from './region-columns.ts';

interface MapAccount {
  readonly account: string;
  readonly name: string;
  readonly provider: Provider;
}

/** One account of the map with a cell for every column. */
export interface ScopeMapRow {
  readonly account: string;
  readonly name: string;
  readonly cells: readonly ScopeCell[];
}

/** The accounts of one cloud by its regions. */
export interface ScopeMap {
  readonly provider: Provider;
  readonly columns: readonly RegionColumn[];
  readonly rows: readonly ScopeMapRow[];
  /** Regions without a column: in no account was one declared or read. */
  readonly others: number;
}

/** Up to so many regions that nobody declared or read get a column of their own. */
const mostPlain = 3;

const isTold = ({ declared, seen }: ScopeCell): boolean =>
  seen !== null || declared === 'in' || declared === 'excluded';

/** What the register says of a place that it does not name by itself. */
function impliedStance(system: Pick<System, 'stance'> | undefined): ScopeCell['declared'] {
  if (system === undefined) return 'not-named';
  return system.stance === 'in' ? 'unused' : 'excluded';
}

const unread = (account: string, region: string, declared: ScopeCell['declared']): ScopeCell => ({
  account,
  region,
  declared,
  seen: null,
  state: 'not-read',
  because: 'No imported file speaks of this account and region.',
});

/** The regions that get a column: declared, seen or read anywhere; the rest only while they are few. */
function shownRegions(cells: readonly ScopeCell[]): ReadonlySet<string> {
  const told = new Set(cells.filter(isTold).map(({ region }) => region));
  const all = new Set(cells.map(({ region }) => region));
  return all.size - told.size <= mostPlain ? all : told;
}

/** What the map is drawn from. */
interface ScopeSeen {
  readonly accounts: readonly MapAccount[];
  readonly cells: readonly ScopeCell[];
  readonly systems: readonly Pick<System, 'identifier' | 'stance'>[];
}

function mapOf(provider: Provider, { accounts, cells, systems }: ScopeSeen): ScopeMap {
  const own = accounts.filter((one) => one.provider === provider);
  const here = cells.filter((cell) => own.some(({ account }) => account === cell.account));
  const shown = shownRegions(here);
  const columns = regionColumns([...shown]);
  const byPlace = new Map(here.map((cell) => [`${cell.account}\n${cell.region}`, cell]));
  const rows = own.map(({ account, name }) => {
    const stance = impliedStance(systems.find(({ identifier }) => identifier === account));
    const cellAt = (region: string) => byPlace.get(`${account}\n${region}`) ?? unread(account, region, stance);
    return { account, name, cells: columns.map(({ region }) => cellAt(region)) };
  });
  const others = new Set(here.map(({ region }) => region).filter((region) => !shown.has(region))).size;
  return { provider, columns, rows, others };
}

/** The map of accounts by regions, one part a cloud. Every place of a part is a cell: there is no blank. */
export function scopeMaps(seen: ScopeSeen): readonly ScopeMap[] {
  return (['aws', 'azure'] as const)
    .map((provider) => mapOf(provider, seen))
    .filter(({ rows, columns }) => rows.length > 0 && columns.length > 0);
}

/** How a cell of the map is drawn. A dot means read and nothing there; a hatch means not read. */
export interface ScopeLook {
  readonly ground: 'in' | 'plain' | 'hatch';
  readonly outline: 'undeclared' | 'not-there' | null;
  readonly sign: 'number' | 'dot' | 'not-read';
  /** Something was seen, and not everything could be: a hatched edge below the number. */
  readonly isPartial: boolean;
}

/** Only a place that was read can show that nothing is there. What was there once and is gone stays undeclared. */
export function scopeLook({ declared, seen, state }: ScopeCell): ScopeLook {
  const outline = state === 'undeclared' || (state === 'not-there' && seen !== null) ? state : null;
  if (seen === null) return { ground: 'hatch', outline, sign: 'not-read', isPartial: false };
  return {
    ground: declared === 'in' ? 'in' : 'plain',
    outline,
    sign: seen > 0 || declared === 'in' || outline !== null ? 'number' : 'dot',
    isPartial: state === 'not-read',
  };
}
