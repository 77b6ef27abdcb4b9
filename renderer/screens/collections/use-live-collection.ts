import type { Output } from '@shared/contract/contract.ts';
import type { Task } from '@shared/domain/collection.ts';
import { useEffect, useState } from 'react';
import { on } from '../../api.ts';
import { type Loaded, useRoute } from '../../use-route.ts';
import { mergeTasks } from './collection-words.ts';

type Detail = Output<'collection.detail'>;

const none: ReadonlyMap<string, Task> = new Map();

/** Tasks that changed since the collection was read, gathered from the events of its run. */
function useChangedTasks(id: number): ReadonlyMap<string, Task> {
  const [changed, setChanged] = useState<{ readonly id: number; readonly tasks: ReadonlyMap<string, Task> }>({
    id,
    tasks: none,
  });
  useEffect(
    () =>
      on('import.progress', ({ collectionId, tasks }) => {
        if (collectionId !== id) return;
        setChanged((before) => {
          const known = before.id === id ? before.tasks : none;
          return { id, tasks: new Map([...known, ...tasks.map((task) => [task.id, task] as const)]) };
        });
      }),
    [id],
  );
  return changed.id === id ? changed.tasks : none;
}

/** A collection with its snapshots, its tasks as they are now while it runs. */
export function useLiveCollection(id: number): Loaded<Detail> {
  const answer = useRoute('collection.detail', { id }, ['collections']);
  const changed = useChangedTasks(id);
  if (answer.state !== 'ready') return answer;
  const { collection, snapshots } = answer.value;
  if (collection.id !== id) return { state: 'loading' };
  // After the end the stored tasks are the truth.
  const tasks = collection.state === 'running' ? mergeTasks(collection.tasks, changed) : collection.tasks;
  return { state: 'ready', value: { collection: { ...collection, tasks }, snapshots } };
}
