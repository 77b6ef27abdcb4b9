import type { Input, Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import type { EventName, RouteName } from '@shared/contract/routes.ts';
import type { Result } from '@shared/result.ts';

/** Routes that main answers itself: windows, dialogs, and the names of folders. */
export const mainRoutes = [
  'app.state',
  'app.reveal',
  'app.setTheme',
  'workspace.pick',
  'file.pick',
  'file.save',
  'file.drop',
  'engagement.openRecent',
  'engagement.forget',
] as const satisfies readonly RouteName[];
export type MainRoute = (typeof mainRoutes)[number];
export type EngineRoute = Exclude<RouteName, MainRoute>;

/** Main puts the paths it keeps in the place of the renderer's opaque handles. */
type WithPaths<T> = T extends { handle: string }
  ? Omit<T, 'handle'> & { readonly path: string }
  : T extends { handles: readonly string[] }
    ? Omit<T, 'handles'> & { readonly paths: readonly string[] }
    : T;

export type EngineInput<R extends EngineRoute> = R extends 'engagement.openSample'
  ? { readonly path: string }
  : WithPaths<Input<R>>;
/** Main adds the handle by which the renderer may reveal a folder. */
export type EngineOutput<R extends EngineRoute> = R extends 'binder.export' ? Omit<Output<R>, 'handle'> : Output<R>;

export type Handlers = {
  readonly [R in EngineRoute]: (input: EngineInput<R>) => EngineOutput<R> | Promise<EngineOutput<R>>;
};
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void;

/** What crosses the port between main and the engine. */
export interface EngineRequest {
  readonly id: number;
  readonly route: EngineRoute;
  readonly input: unknown;
}
export type EngineMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: EventName; readonly payload: unknown };
