import type { Task, TaskCall } from '@shared/domain/collection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import type { TaskNews } from '../collect/run/run-state.ts';
import type { PlannedTask } from '../collect/run/source.ts';

/** The call of a task as it is stored: enough to plan it again. */
const callOf = (provider: Provider, planned: PlannedTask): TaskCall => ({
  provider,
  key: planned.key,
  account: planned.account,
  region: planned.region,
  operation: planned.operation,
  types: planned.types,
  permission: planned.permission,
  kind: planned.kind,
  bucket: planned.bucket,
  expectedCalls: planned.expectedCalls,
  parameters: planned.parameters,
  code: null,
  pages: 0,
  calls: 0,
  tries: 0,
  startedAt: null,
});

/** A new task of a run. */
export const newTask = (id: string, provider: Provider, planned: PlannedTask): Task => ({
  id,
  label: planned.label,
  state: 'planned',
  bytes: 0,
  items: 0,
  snapshotId: null,
  reason: null,
  endedAt: null,
  call: callOf(provider, planned),
});

/** A stored task as the collector plans it; null for a file's. */
export function plannedOf({ label, call }: Task): PlannedTask | null {
  if (call === null) return null;
  const { key, account, region, operation, types, permission, kind, bucket, expectedCalls, parameters } = call;
  return { key, label, account, region, operation, types, permission, kind, bucket, expectedCalls, parameters };
}

const isOver = ({ state }: Pick<TaskNews, 'state'>): boolean => state !== 'planned' && state !== 'running';

/** A task with the newest news of it. */
export function withNews(task: Task, news: TaskNews, brought: Pick<Task, 'bytes' | 'items'>, now: string): Task {
  const { state, pages, calls, tries, code, reason } = news;
  if (task.call === null) return task;
  const types = state === 'done' ? [...new Set([...task.call.types, ...news.lists])] : task.call.types;
  const startedAt = state === 'planned' ? null : (task.call.startedAt ?? now);
  const call = { ...task.call, types, pages, calls, tries, code, startedAt };
  return { ...task, ...brought, state, reason, call, endedAt: isOver(news) ? now : null };
}
