import { type ScopeMap, scopeLook } from '@shared/domain/pictures/scope-map.ts';
import type {
  DataClass,
  DifferenceKind,
  ScopeCell,
  ScopeDifference,
  Stance,
  System,
  SystemKind,
} from '@shared/domain/system.ts';
import { counted, dayWords, listed } from '@shared/domain/words.ts';
import type { ScopeView } from '../../scope.store.ts';

/** What each kind of difference is called in its table. */
export const differenceWords: Readonly<Record<DifferenceKind, string>> = {
  'undeclared-account': 'Undeclared',
  'undeclared-region': 'Undeclared',
  'customer-data-outside': 'Data outside',
  'not-there': 'Not there',
  'not-read': 'Not read',
  'not-recorded': 'Not recorded',
};

/** How a place is declared, as the table prints it; an unused region is out like one that is left out. */
export const stanceWords: Readonly<Record<Stance | 'not-named', string>> = {
  in: 'In',
  excluded: 'Out',
  unused: 'Out',
  'not-named': 'Not named',
};

export const systemKindWords: Readonly<Record<SystemKind, string>> = {
  'aws-account': 'AWS account',
  'azure-subscription': 'Azure subscription',
  saas: 'SaaS',
  repository: 'Repository',
  'data-store': 'Data store',
  subservice: 'Subservice organisation',
  other: 'Other',
};

export const dataClassWords: Readonly<Record<DataClass, string>> = {
  public: 'Public',
  internal: 'Internal',
  confidential: 'Confidential',
  restricted: 'Restricted',
};

const declaredWords: Readonly<Record<ScopeCell['declared'], string>> = {
  in: 'declared in',
  excluded: 'declared out',
  unused: 'declared unused',
  'not-named': 'not declared',
};

/** The region of a difference; without one it is about the account, or about the regions nobody declared or read. */
export function regionName({ region, kind, declared }: Pick<ScopeDifference, 'region' | 'kind' | 'declared'>): string {
  if (region !== null) return region || 'region not stated';
  return kind === 'not-read' && declared.stance !== 'in' ? 'other regions' : 'whole account';
}

/** `111122223333 ap-southeast-1` */
export const placeWords = (difference: Pick<ScopeDifference, 'account' | 'region' | 'kind' | 'declared'>): string =>
  `${difference.account} ${regionName(difference)}`;

/** `111122223333 eu-west-1: 612 resources, declared in.` and what it rests on. */
export function cellWords(cell: ScopeCell): string {
  const { sign } = scopeLook(cell);
  const seen =
    sign === 'not-read' ? 'not read' : sign === 'dot' ? 'read, nothing there' : counted(cell.seen ?? 0, 'resource');
  const place = `${cell.account} ${cell.region || 'region not stated'}`;
  return `${place}: ${seen}, ${declaredWords[cell.declared]}. ${cell.because}`.trim();
}

/** What was seen, in two or three words. */
export function seenTitle({ kind, seen }: Pick<ScopeDifference, 'kind' | 'seen'>): string {
  if (seen.resources !== null) return counted(seen.resources, 'resource');
  return kind === 'undeclared-account' ? '1 account' : 'Not read';
}

/** `Q3` of `2026-Q3` */
export const quarterName = (quarter: string): string => quarter.slice(5);

/** `Q3 2026` */
export const quarterWords = (quarter: string): string => `${quarterName(quarter)} ${quarter.slice(0, 4)}`;

const cellName = { aws: 'AWS region cell', azure: 'Azure location' } as const;

/** `30 of 34 AWS region cells and 5 of 5 Azure locations agree.` What no column shows is counted as not read. */
export function agreementWords(maps: readonly ScopeMap[]): string {
  const parts = maps.flatMap(({ provider, rows }) => {
    const cells = rows.flatMap((row) => row.cells).filter(({ region }) => region !== 'global');
    const agreeing = cells.filter(({ state, seen }) => state === 'agrees' && seen !== null).length;
    return cells.length === 0 ? [] : [`${agreeing} of ${counted(cells.length, cellName[provider])}`];
  });
  return parts.length === 0 ? '' : `${listed(parts)} agree.`;
}

/** `Confirmed for Q3, 17 Sep 2026.` while the quarter that can be confirmed has been. */
function confirmedWords({ confirmations, quarter }: ScopeView): string {
  const last = confirmations.filter((one) => one.quarter === quarter).at(-1);
  return last === undefined ? '' : ` Confirmed for ${quarterName(quarter)}, ${dayWords(last.at)}.`;
}

/** What stands beside the name of the screen: which register, which collection, and what was confirmed. */
export function headWords(view: ScopeView): string {
  const { memo, collectionId, seenAt } = view;
  const declared =
    memo === null ? 'Nothing is declared yet.' : `Declared: scope memo version ${memo.version}, ${dayWords(memo.at)}.`;
  const run = collectionId === null ? '' : `collection ${collectionId}, `;
  const seen = seenAt === null ? 'Nothing was seen yet.' : `Seen: ${run}${dayWords(seenAt)}.`;
  return `${declared} ${seen}${confirmedWords(view)}`;
}

/** The words of what was seen for a line of the table; a list of regions nobody read stands in the pane. */
export function seenLine({ seen, ...difference }: ScopeDifference): string {
  const isList = regionName(difference) === 'other regions';
  return isList ? `${seen.words.split('. ')[0]}.` : seen.words;
}

/** `2 regions in, 1 out`; empty for systems that have no regions. */
export function regionWords({ kind, locations }: Pick<System, 'kind' | 'locations'>): string {
  if (kind !== 'aws-account' && kind !== 'azure-subscription') return '';
  const number = (stance: Stance) => locations.filter((place) => place.stance === stance).length;
  const [inside, out, unused] = [number('in'), number('excluded'), number('unused')];
  const parts = [
    `${counted(inside, 'region')} in`,
    ...(out === 0 ? [] : [`${out} out`]),
    ...(unused === 0 ? [] : [`${unused} unused`]),
  ];
  return parts.join(', ');
}

/** `Carve-out, 3 expected controls, 2 user entity controls`; empty where nothing is expected of anybody. */
export function expectationWords({ method, expected, userControls }: System): string {
  const parts = [
    ...(method === null ? [] : [method === 'carve-out' ? 'Carve-out' : 'Inclusive']),
    ...(expected.length === 0 ? [] : [counted(expected.length, 'expected control')]),
    ...(userControls.length === 0 ? [] : [counted(userControls.length, 'user entity control')]),
  ];
  return parts.join(', ');
}
