import type { Input } from '@shared/contract/contract.ts';
import { create } from 'zustand';

type FindingQuery = Input<'finding.query'>;

/** What each screen may be opened with. Nothing else reaches a screen from outside. */
export interface ScreenParams {
  readonly home: Readonly<Record<never, never>>;
  readonly 'new-engagement': Readonly<Record<never, never>>;
  readonly overview: Readonly<Record<never, never>>;
  readonly engagement: { readonly dialog?: 'roll-over' };
  /** The control in focus, and what the palette asked for. */
  readonly controls: { readonly id?: string; readonly ask?: 'new' | 'import' | 'export' };
  readonly collections: { readonly id?: number; readonly view?: 'runs' | 'history' | 'coverage' };
  readonly connect: {
    /** The connection in focus. */
    readonly id?: string;
    readonly view?: 'connections' | 'permissions';
    /** A run whose options are used again, or a stopped one to go on with. */
    readonly again?: number;
    readonly goOn?: number;
  };
  readonly findings: {
    /** The finding in focus. */
    readonly id?: string;
    readonly tab?: FindingQuery['tab'];
    readonly filter?: FindingQuery['filter'];
    readonly search?: string;
  };
  /** The difference in focus. */
  readonly scope: { readonly difference?: string };
  readonly criteria: { readonly id?: string };
  readonly exceptions: { readonly id?: string };
  readonly exception: { readonly id?: string };
  readonly plan: Readonly<Record<never, never>>;
  readonly binder: Readonly<Record<never, never>>;
  readonly log: { readonly seq?: number };
}
export type Screen = keyof ScreenParams;
type PlaceOf<S extends Screen> = { readonly screen: S; readonly params: ScreenParams[S] };
export type Place = { [S in Screen]: PlaceOf<S> }[Screen];

interface Navigation {
  readonly past: readonly Place[];
  readonly here: Place;
  readonly future: readonly Place[];
  /** Opens a screen and remembers the one left. */
  go<S extends Screen>(screen: S, params?: ScreenParams[S]): void;
  /** Changes the params of the screen that is open without a step in the history, such as a moved selection. */
  note<S extends Screen>(screen: S, params: ScreenParams[S]): void;
  back(): void;
  forward(): void;
  /** Forgets the history: another engagement was opened, or none is. */
  restart(screen: 'home' | 'overview'): void;
}

const historyLimit = 100;
const placeOf = <S extends Screen>(screen: S, params: ScreenParams[S] | undefined): Place =>
  // The pair is built from one type argument, which TypeScript cannot see through the union.
  ({ screen, params: params ?? {} }) as Place;
const isSame = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where the window is, and how it came there. */
export const useNavigation = create<Navigation>((set) => ({
  past: [],
  here: { screen: 'home', params: {} },
  future: [],
  go: (screen, params) =>
    set(({ past, here }) => {
      const next = placeOf(screen, params);
      if (isSame(next, here)) return {};
      return { past: [...past, here].slice(-historyLimit), here: next, future: [] };
    }),
  note: (screen, params) => set(({ here }) => (here.screen === screen ? { here: placeOf(screen, params) } : {})),
  back: () =>
    set(({ past, here, future }) => {
      const last = past.at(-1);
      return last === undefined ? {} : { past: past.slice(0, -1), here: last, future: [here, ...future] };
    }),
  forward: () =>
    set(({ past, here, future }) => {
      const [next, ...rest] = future;
      return next === undefined ? {} : { past: [...past, here], here: next, future: rest };
    }),
  restart: (screen) => set({ past: [], here: { screen, params: {} }, future: [] }),
}));

/** Opens a screen from outside a component. */
export const go: Navigation['go'] = (screen, params) => useNavigation.getState().go(screen, params);

/** The params of a screen while it is open; empty otherwise. */
export function useParams<S extends Screen>(screen: S): ScreenParams[S] {
  const here = useNavigation((state) => state.here);
  // `here.params` belongs to `here.screen`, which the comparison has just named.
  return (here.screen === screen ? here.params : none) as ScreenParams[S];
}
const none = {};
