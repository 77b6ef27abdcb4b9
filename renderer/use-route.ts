import type { Input, Output } from '@shared/contract/contract.ts';
import type { EventPayload } from '@shared/contract/events.ts';
import type { RouteName } from '@shared/contract/routes.ts';
import type { AppError } from '@shared/errors.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asAppError, call, on } from './api.ts';

type Changed = EventPayload<'engagement.changed'>['what'];

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'error'; readonly error: AppError };

/**
 * Asks a route and asks again when its input changes or stored data of these kinds changed.
 * The old answer stays until the new one is there.
 */
export function useRoute<R extends RouteName>(
  route: R,
  input: Input<R>,
  refreshOn: readonly Changed[] = [],
): Loaded<Output<R>> & { readonly reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Output<R>>>({ state: 'loading' });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((value) => value + 1), []);
  const latest = useRef(input);
  latest.current = input;
  const key = JSON.stringify(input);
  const kinds = refreshOn.join(' ');

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the input by value and `round` asks anew.
  useEffect(() => {
    let isCurrent = true;
    call(route, latest.current).then(
      (value) => isCurrent && setLoaded({ state: 'ready', value }),
      (error: unknown) => isCurrent && setLoaded({ state: 'error', error: asAppError(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [route, key, round]);

  useEffect(
    () => on('engagement.changed', ({ what }) => (kinds.split(' ').includes(what) ? reload() : undefined)),
    [kinds, reload],
  );
  return { ...loaded, reload };
}
