import type { Output } from '@shared/contract/contract.ts';
import type { Action } from '../../actions.ts';
import type { Shortcut } from '../../ui/keys.ts';

export type Hit = Output<'palette.search'>[number];

/** A row of the palette: something to do, or something to open. */
export type Row =
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly action: Pick<Action, 'words' | 'second' | 'combo' | 'run' | 'icon'>;
    }
  | { readonly kind: 'key'; readonly id: string; readonly shortcut: Shortcut }
  | { readonly kind: 'hit'; readonly id: string; readonly hit: Hit };

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

export type Narrowing = 'all' | 'actions' | 'controls';

/** `>` asks for actions only, `#` for controls and criteria only. */
export function readQuery(typed: string): { readonly narrowing: Narrowing; readonly text: string } {
  const text = typed.trimStart();
  if (text.startsWith('>')) return { narrowing: 'actions', text: text.slice(1).trim() };
  if (text.startsWith('#')) return { narrowing: 'controls', text: text.slice(1).trim() };
  return { narrowing: 'all', text: text.trim() };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** True when every word typed stands somewhere in the text. */
export function holdsAll(text: string, typed: string): boolean {
  const lower = text.toLowerCase();
  return wordsOf(typed).every((word) => lower.includes(word));
}

export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly isMatch: boolean;
}

/** Cuts a text at the words typed, so that matches can be set in weight. */
export function pieces(text: string, typed: string): readonly Piece[] {
  const lower = text.toLowerCase();
  const marked = new Array<boolean>(text.length).fill(false);
  for (const word of wordsOf(typed)) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      marked.fill(true, at, at + word.length);
    }
  }
  const starts = marked.flatMap((isMatch, at) => (at === 0 || isMatch !== marked[at - 1] ? [at] : []));
  return starts.map((from, place) => ({
    from,
    text: text.slice(from, starts[place + 1]),
    isMatch: marked[from] ?? false,
  }));
}

// Keys that move about in a list are not commands.
const motions = new Set([
  'j',
  'k',
  'Enter',
  'Escape',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  '/',
]);

const hitGroups: readonly { readonly title: string; readonly kinds: readonly Hit['kind'][] }[] = [
  { title: 'Controls and criteria', kinds: ['control', 'criterion'] },
  { title: 'Checks', kinds: ['check'] },
  { title: 'Resources', kinds: ['resource'] },
];

interface Sources {
  readonly typed: string;
  readonly actions: readonly Action[];
  readonly shortcuts: readonly Shortcut[];
  readonly hits: readonly Hit[];
}

function commandGroups(text: string, { actions, shortcuts }: Sources): readonly Group[] {
  const here = shortcuts.filter(
    ({ where, combo, words }) => where === 'This screen' && !motions.has(combo) && holdsAll(words, text),
  );
  const anywhere = actions.filter(({ words, second }) => holdsAll(`${words} ${second}`, text));
  return [
    {
      title: 'Do, on this screen',
      rows: here.map((shortcut) => ({ kind: 'key', id: `key-${shortcut.combo}`, shortcut })),
    },
    { title: 'Do', rows: anywhere.map((action) => ({ kind: 'action', id: `action-${action.id}`, action })) },
  ];
}

/** The rows of the palette in the order shown: what can be done here, anywhere, then objects by kind. */
export function paletteGroups(sources: Sources): readonly Group[] {
  const { narrowing, text } = readQuery(sources.typed);
  const commands = narrowing === 'controls' ? [] : commandGroups(text, sources);
  const objects = hitGroups.slice(0, narrowing === 'all' ? 3 : narrowing === 'controls' ? 1 : 0).map(
    ({ title, kinds }): Group => ({
      title,
      rows: sources.hits
        .filter(({ kind }) => kinds.includes(kind))
        .map((hit) => ({ kind: 'hit', id: `${hit.kind}-${hit.id}`, hit })),
    }),
  );
  return [...commands, ...objects].filter(({ rows }) => rows.length > 0);
}
