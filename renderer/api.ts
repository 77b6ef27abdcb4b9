import type { Api, Input, Output } from '@shared/contract/contract.ts';
import type { Subscribe } from '@shared/contract/events.ts';
import type { RouteName } from '@shared/contract/routes.ts';
import { AppError } from '@shared/errors.ts';
import type { Result } from '@shared/result.ts';

interface PickedFile {
  readonly handle: string;
  readonly label: string;
}

/** What the preload puts on `window.api`. */
interface WindowApi {
  readonly call: Api;
  readonly on: Subscribe;
  readonly dropFiles: (files: File[]) => Promise<Result<readonly PickedFile[]>>;
  readonly platform: string;
  readonly window: { minimize(): void; toggleMaximize(): void; close(): void };
}

declare global {
  interface Window {
    readonly api: WindowApi;
  }
}

function unwrap<T>(answer: Result<T>): T {
  if (answer.ok) return answer.value;
  throw new AppError(answer.error.code, answer.error.message, answer.error.remedy);
}

/** Asks the engine; an expected refusal is thrown as `AppError` with words for the user. */
export async function call<R extends RouteName>(route: R, input: Input<R>): Promise<Output<R>> {
  return unwrap<Output<R>>(await window.api.call[route](input));
}

/** Turns files dropped on the window into handles. */
export const dropFiles = async (files: File[]): Promise<readonly PickedFile[]> =>
  unwrap(await window.api.dropFiles(files));

/** Listens to an event of the engine; returns the function that ends it. */
export const on: Subscribe = (event, listener) => window.api.on(event, listener);

export const isMac = (): boolean => window.api.platform === 'darwin';

export const windowControls = {
  minimize: () => window.api.window.minimize(),
  toggleMaximize: () => window.api.window.toggleMaximize(),
  close: () => window.api.window.close(),
} as const;

/** Any thrown thing as an `AppError`, so that screens have one way to say what happened. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError('internal', error instanceof Error ? error.message : String(error), undefined, { cause: error });
