import { call } from '../api.ts';
import { go } from '../navigation.store.ts';
import { useLive } from './live.store.ts';

/** Goes on with a stopped run: at once on its open session, else by way of its connection. */
export async function goOn(id: number, connection: string): Promise<void> {
  if (useLive.getState().connected?.connectionId !== connection) return go('connect', { id: connection, goOn: id });
  const { collectionId } = await call('collection.continue', { id });
  go('collections', { id: collectionId });
}
