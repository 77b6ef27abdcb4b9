import type { Output } from '@shared/contract/contract.ts';
import type { CollectionState, Task } from '@shared/domain/collection.ts';
import { useEffect, useState } from 'react';
import { on } from '../../api.ts';
import { isUnderWay } from '../../live/live-words.ts';
import { type Loaded, useRoute } from '../../use-route.ts';
import { mergeTasks } from './collection-words.ts';

type Detail = Output<'collection.detail'>;

/** What the events of a run told since it was read. */
interface News {
  readonly id: number;
  readonly state: CollectionState | null;
  readonly tasks: ReadonlyMap<string, Task>;
}

const none = (id: number): News => ({ id, state: null, tasks: new Map() });

interface RunEvent {
  readonly collectionId: number;
  readonly state: CollectionState;
  readonly tasks: readonly Task[];
}

/** Tasks and state that changed since the collection was read, gathered from the events of its run. */
function useNews(id: number): News {
  const [news, setNews] = useState(() => none(id));
  useEffect(() => {
    const hear = ({ collectionId, state, tasks }: RunEvent) => {
      if (collectionId !== id) return;
      setNews((before) => {
        const known = before.id === id ? before.tasks : none(id).tasks;
        return { id, state, tasks: new Map([...known, ...tasks.map((task) => [task.id, task] as const)]) };
      });
    };
    const ends = [on('import.progress', hear), on('collection.progress', hear)];
    return () => {
      for (const end of ends) end();
    };
  }, [id]);
  return news.id === id ? news : none(id);
}

/** A collection with its snapshots, its state and tasks as they are now while it runs. */
export function useLiveCollection(id: number): Loaded<Detail> & { readonly reload: () => void } {
  const answer = useRoute('collection.detail', { id }, ['collections']);
  const news = useNews(id);
  const { reload } = answer;
  if (answer.state !== 'ready') return answer;
  const { collection } = answer.value;
  if (collection.id !== id) return { state: 'loading', reload };
  // After the end the stored tasks are the truth.
  if (!isUnderWay(collection.state)) return answer;
  const tasks = mergeTasks(collection.tasks, news.tasks);
  const state = news.state ?? collection.state;
  return { state: 'ready', value: { ...answer.value, collection: { ...collection, state, tasks } }, reload };
}
