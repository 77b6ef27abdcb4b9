import type { Task, TaskState } from '@shared/domain/collection.ts';
import type { LiveTask } from '../../renderer/live/live-words.ts';

let last = 0;

/** A task of a live run in one place; the rest is what most tasks are. */
export function liveTask(
  place: string,
  operation: string,
  state: TaskState,
  part: Partial<Omit<Task, 'call'>> & { readonly call?: Partial<LiveTask['call']> } = {},
): LiveTask {
  last += 1;
  const [account = '', region = ''] = place.split(' ');
  const { call, ...rest } = part;
  return {
    id: `32.${last}`,
    label: operation,
    state,
    bytes: 0,
    items: 0,
    snapshotId: null,
    reason: null,
    endedAt: null,
    ...rest,
    call: {
      key: `${operation}/${last}`,
      provider: 'aws',
      account,
      region,
      operation,
      types: [],
      kind: 'query-result',
      permission: 'config:SelectResourceConfig',
      bucket: place,
      expectedCalls: null,
      parameters: {},
      code: null,
      pages: 0,
      calls: 0,
      tries: 1,
      startedAt: null,
      ...call,
    },
  };
}
