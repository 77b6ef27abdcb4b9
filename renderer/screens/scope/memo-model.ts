import type { System } from '@shared/domain/system.ts';
import { dayWords } from '@shared/domain/words.ts';
import type { ScopeView } from '../../scope.store.ts';
import { systemKindWords } from './scope-words.ts';

/** One system of the memo: what it is called, and what is said of it, line by line. */
interface MemoEntry {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly string[];
}

/** A part of the memo with its heading. */
export interface MemoPart {
  readonly title: string;
  readonly none: string;
  readonly entries: readonly MemoEntry[];
}

const isCloud = ({ kind }: System): boolean => kind === 'aws-account' || kind === 'azure-subscription';

/** `eu-west-1 (main site)`: a region with the reason written for it. */
const regionLine = (title: string, { locations }: System, stance: System['locations'][number]['stance']) => {
  const places = locations
    .filter((place) => place.stance === stance)
    .map(({ region, reason }) => (reason === '' ? region : `${region} (${reason})`));
  return places.length === 0 ? [] : [`${title}: ${places.join(', ')}.`];
};

const whoLine = ({ owner, dataClass, handlesCustomerData }: System): string =>
  `${owner === '' ? 'No owner named' : `Owner: ${owner}`}. ${dataClass.slice(0, 1).toUpperCase()}${dataClass.slice(1)} data, ${
    handlesCustomerData ? 'handles customer data' : 'no customer data'
  }.`;

function entryOf(system: System): MemoEntry {
  const { id, name, kind, identifier, reason, method, expected, userControls } = system;
  const lines = [
    `${systemKindWords[kind]}${identifier === '' ? '' : `, ${identifier}`}${method === null ? '' : `, ${method} method`}.`,
    ...(reason === '' ? [] : [`Reason: ${reason}`]),
    whoLine(system),
    ...regionLine('Regions in scope', system, 'in'),
    ...regionLine('Regions left out', system, 'excluded'),
    ...regionLine('Regions not used', system, 'unused'),
    ...expected.map((one) => `Expected of it: ${one}`),
    ...userControls.map((one) => `Expected of the user entity: ${one}`),
  ];
  return { id, name, lines };
}

/** The memo as an auditor reads it: what is in, what others carry, what is left out and why. */
export function memoParts(systems: readonly System[]): readonly MemoPart[] {
  const part = (title: string, none: string, belongs: (system: System) => boolean): MemoPart => ({
    title,
    none,
    entries: systems.filter(belongs).map(entryOf),
  });
  const isIn = ({ stance }: System) => stance === 'in';
  return [
    part(
      'Accounts and subscriptions in scope',
      'No account or subscription is declared in.',
      (one) => isIn(one) && isCloud(one),
    ),
    part(
      'Other systems in scope',
      'No other system is declared in.',
      (one) => isIn(one) && !isCloud(one) && one.kind !== 'subservice',
    ),
    part(
      'Subservice organisations',
      'No subservice organisation is declared.',
      (one) => isIn(one) && one.kind === 'subservice',
    ),
    part('Left out, with the reason', 'Nothing is declared out.', (one) => !isIn(one)),
  ];
}

/** The memo as plain text, to be pasted into a letter or a ticket. */
export function memoText(client: string, { memo, systems }: Pick<ScopeView, 'memo' | 'systems'>): string {
  const version = memo === null ? 'not yet written' : `version ${memo.version}, ${dayWords(memo.at)}, by ${memo.by}`;
  const parts = memoParts(systems).flatMap(({ title, none, entries }) => [
    '',
    title,
    ...(entries.length === 0
      ? [`  ${none}`]
      : entries.flatMap(({ id, name, lines }) => [`  ${id} ${name}`, ...lines.map((line) => `    ${line}`)])),
  ]);
  return [`Scope memo of ${client}, ${version}`, ...parts, ''].join('\n');
}
