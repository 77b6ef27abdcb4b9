import type { DifferenceKind, ScopeCell, ScopeConfirmation, ScopeDifference, System } from '@shared/domain/system.ts';
import { count, counted, longDay } from '@shared/domain/words.ts';
import type { BinderSource, SourceScope } from '../binder-source.ts';

/** A system of the register with the controls that name it. */
interface SystemLine {
  readonly system: System;
  readonly controls: readonly string[];
}

/** A place of an account, declared beside seen. */
interface PlaceLine {
  readonly cell: ScopeCell;
  readonly name: string;
}

/** What a binder says of the scope that was declared. */
export interface DeclaredScope extends Pick<SourceScope, 'memos' | 'differences'> {
  readonly systems: readonly SystemLine[];
  readonly places: readonly PlaceLine[];
  readonly confirmations: readonly ScopeConfirmation[];
  /** Which register, how far it agrees with what was seen, and what was decided. */
  readonly words: string;
  readonly confirmed: string;
}

/** How a kind of difference is called in a table. */
export const differenceWords: Readonly<Record<DifferenceKind, string>> = {
  'undeclared-account': 'undeclared',
  'undeclared-region': 'undeclared',
  'customer-data-outside': 'data outside',
  'not-there': 'not there',
  'not-read': 'not read',
  'not-recorded': 'not recorded',
};

/** How a place is declared; an unused region is out like one that is left out. */
export const stanceWords: Readonly<Record<ScopeCell['declared'], string>> = {
  in: 'in',
  excluded: 'out',
  unused: 'unused',
  'not-named': 'not named',
};

const readings: Readonly<Record<ScopeCell['state'], string>> = {
  agrees: 'agrees',
  undeclared: 'undeclared',
  'not-there': 'not there',
  'not-read': 'not read',
};

/** How a place reads when both are laid side by side. */
export function placeReading({ state, declared, seen }: ScopeCell): string {
  if (state === 'undeclared' && declared === 'excluded') return differenceWords['customer-data-outside'];
  return state === 'not-read' && seen !== null ? differenceWords['not-recorded'] : readings[state];
}

/** What a person decided about a difference, in one word. */
export const decisionWord = ({ decision }: ScopeDifference): string => decision?.kind ?? 'undecided';

function headWords({ memos, systems, cells, differences }: SourceScope): string {
  const memo = memos.at(-1);
  const declared =
    memo === undefined
      ? 'No scope register was written, so nothing is declared.'
      : `Declared: scope memo version ${memo.version} of ${longDay(memo.at)}, ${counted(systems.length, 'system')}.`;
  const told = cells.filter(({ declared: stance, seen }) => stance === 'in' || stance === 'excluded' || seen !== null);
  const agreeing = told.filter(({ state, seen }) => state === 'agrees' && seen !== null).length;
  const others = cells.length - told.length;
  const decided = differences.filter(({ decision }) => decision !== null).length;
  const unread = others === 0 ? '' : `; ${counted(others, 'more was', 'more were')} neither declared nor read`;
  const places = ` Of ${counted(told.length, 'place')} declared or read, ${counted(agreeing, 'agrees', 'agree')} with what was seen${unread}.`;
  return `${declared}${cells.length === 0 ? '' : places} ${counted(differences.length, 'difference')}, ${count(decided)} decided.`;
}

function confirmedWords({ confirmations }: SourceScope): string {
  const last = confirmations.at(-1);
  if (last === undefined) return 'No quarter was confirmed.';
  const open = last.open.length === 0 ? 'no difference' : counted(last.open.length, 'difference');
  return `Last confirmed for ${last.quarter} by ${last.by} on ${longDay(last.at)}, on memo version ${last.memoVersion}, with ${open} open.`;
}

/** The register beside what was seen. */
export function declaredScope({ scope, controls }: Pick<BinderSource, 'scope' | 'controls'>): DeclaredScope {
  const names = new Map(scope.accounts.map(({ account, name }) => [account, name === account ? '' : name]));
  const naming = (id: string) =>
    controls.filter(({ control }) => control.systems.includes(id)).map(({ control }) => control.id);
  return {
    systems: scope.systems.map((system) => ({ system, controls: naming(system.id) })),
    places: scope.cells.map((cell) => ({ cell, name: names.get(cell.account) ?? '' })),
    differences: scope.differences,
    memos: scope.memos,
    confirmations: scope.confirmations,
    words: headWords(scope),
    confirmed: confirmedWords(scope),
  };
}
