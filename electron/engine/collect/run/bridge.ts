import { AppError, type ErrorCode } from '@shared/errors.ts';

/** The part of a message port that a bridge needs; both ends of a worker thread have it. */
export interface Port {
  postMessage(message: BridgeMessage, handedOver?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: BridgeMessage) => void): unknown;
}

type Failure = { readonly message: string; readonly code: ErrorCode | null; readonly remedy: string | undefined };
type BridgeMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly given: readonly unknown[] }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure };

/** An object whose functions can be called from the other thread: what they take and give is plain data. */
type Callable = { readonly [name: string]: (...given: never[]) => unknown };
/** The same object as the other thread sees it. */
export type Remote<T> = {
  readonly [N in keyof T]: T[N] extends (...given: infer G) => infer R ? (...given: G) => Promise<Awaited<R>> : never;
};

const failureOf = (error: unknown): Failure => ({
  message: error instanceof Error ? error.message : String(error),
  code: error instanceof AppError ? error.code : null,
  remedy: error instanceof AppError ? error.remedy : undefined,
});

const errorOf = ({ message, code, remedy }: Failure): Error =>
  code === null ? new Error(message) : new AppError(code, message, remedy);

/** One end of a bridge. */
export interface BridgeEnd<T> {
  readonly other: Remote<T>;
  /** Fails what still waits, when the other thread has ended. */
  ended(error: Error): void;
}

const nothing = (): readonly ArrayBuffer[] => [];

/**
 * Joins two threads: what `own` makes is called by the other side, and `other` calls what the other side made. Everything
 * crosses as a copy, save what `handsOver` names of that which a call is given: it is gone here afterwards.
 */
export function bridge<T extends object>(
  port: Port,
  own: (other: Remote<T>) => object,
  handsOver: (given: readonly unknown[]) => readonly ArrayBuffer[] = nothing,
): BridgeEnd<T> {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let count = 0;
  const call =
    (name: string) =>
    (...given: unknown[]): Promise<unknown> =>
      new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        port.postMessage({ kind: 'call', id: count, name, given }, handsOver(given));
      });
  // A name is a function of the other side, save `then`: the object itself is no promise.
  const other = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : call(String(name))) }) as Remote<T>;
  // What both threads of this very program send has the types of the interfaces both know.
  const made = own(other) as Callable;
  const serve = async (id: number, name: string, given: readonly unknown[]): Promise<void> => {
    try {
      const value = await made[name]?.(...(given as never[]));
      port.postMessage({ kind: 'answer', id, value });
    } catch (error) {
      port.postMessage({ kind: 'failure', id, failure: failureOf(error) });
    }
  };
  port.on('message', (message) => {
    if (message.kind === 'call') return void serve(message.id, message.name, message.given);
    const found = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') found?.resolve(message.value);
    else found?.reject(errorOf(message.failure));
  });
  const ended = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  return { other, ended };
}
