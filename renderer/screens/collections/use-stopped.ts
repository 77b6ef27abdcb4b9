import type { Collection } from '@shared/domain/collection.ts';
import type { CoverageCell } from '@shared/domain/coverage.ts';
import { useMemo } from 'react';
import { useEngagement } from '../../engagement.store.ts';
import { isUnderWay, type LiveTask } from '../../live/live-words.ts';
import { useRoute } from '../../use-route.ts';
import { placeKey } from './run-grid.ts';

const none: readonly CoverageCell[] = [];

/** The places of a run whose recorder is stopped. Only the newest run that has ended can say: coverage tells of now. */
export function useStopped({ id, state }: Collection, tasks: readonly LiveTask[]): readonly CoverageCell[] {
  const newest = useEngagement(({ summary }) => summary?.coverage.collectionId ?? null);
  const answer = useRoute('coverage.get', {}, ['collections', 'findings']);
  const cells = answer.state === 'ready' && newest === id && !isUnderWay(state) ? answer.value.cells : none;
  return useMemo(() => {
    const places = new Set(tasks.map(({ call }) => placeKey(call.account, call.region)));
    const stopped = cells.filter(
      ({ recorder, account, region }) => recorder === 'stopped' && places.has(placeKey(account, region)),
    );
    return stopped.length === 0 ? none : stopped;
  }, [cells, tasks]);
}
