import type { EventPayload } from '@shared/contract/events.ts';
import type { CollectionState, Task } from '@shared/domain/collection.ts';
import { tally } from '@shared/domain/task-coverage.ts';
import type { Emit } from '../protocol.ts';

/** Milliseconds between two events of a run: a window need not know more often. */
const rhythm = 200;
/** A guess at what is left is only made when this part of the tasks is done. */
const enough = 0.1;

/** Tells the window how a run goes, things done and never a timer. */
export interface News {
  begin(collectionId: number, tasks: () => readonly Task[]): void;
  task(task: Task): void;
  state(state: CollectionState): void;
  note(note: string | null): void;
  progress(): { readonly secondsLeft: number | null; readonly note: string | null };
  /** Tells what is left to tell. */
  end(): void;
}

const isOver = ({ state }: Task): boolean => state !== 'planned' && state !== 'running';

interface Told {
  id: number;
  all: () => readonly Task[];
  state: CollectionState;
  note: string | null;
  readonly changed: Map<string, Task>;
  readonly begunAt: number;
}

function secondsLeft({ all, begunAt }: Told): number | null {
  const tasks = all();
  const done = tasks.filter(isOver).length;
  if (done === 0 || done < tasks.length * enough) return null;
  return Math.round(((performance.now() - begunAt) / 1_000 / done) * (tasks.length - done));
}

function payloadOf(told: Told): EventPayload<'collection.progress'> {
  const tasks = told.all();
  const { id: collectionId, state, note, changed } = told;
  return {
    collectionId,
    state,
    done: tasks.filter((task) => task.state === 'done').length,
    planned: tally(tasks).there,
    items: tasks.reduce((sum, { items }) => sum + items, 0),
    calls: tasks.reduce((sum, { call }) => sum + (call?.calls ?? 0), 0),
    secondsLeft: secondsLeft(told),
    note,
    tasks: [...changed.values()],
  };
}

/** Makes the teller of one run. */
export function createNews(emit: Emit): News {
  const told: Told = {
    id: 0,
    all: () => [],
    state: 'running',
    note: null,
    changed: new Map(),
    begunAt: performance.now(),
  };
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    emit('collection.progress', payloadOf(told));
    told.changed.clear();
  };
  const change = (work: () => void): void => {
    work();
    timer ??= setTimeout(tell, rhythm);
  };
  return {
    begin: (id, all) => change(() => Object.assign(told, { id, all })),
    task: (task) => change(() => told.changed.set(task.id, task)),
    note: (note) => change(() => Object.assign(told, { note })),
    state(state) {
      told.state = state;
      tell();
    },
    progress: () => ({ secondsLeft: secondsLeft(told), note: told.note }),
    end: tell,
  };
}
