import type { Task } from '@shared/domain/collection.ts';
import { instantInWords } from '@shared/domain/words.ts';
import type { Listing } from '../store/repos/listing.repo.ts';

interface Said {
  readonly task: Task;
  readonly account: string;
  readonly region: string;
  readonly type: string;
}

const saidBy = (task: Task): readonly Said[] => {
  const { call } = task;
  return (call?.types ?? []).map((type) => ({ task, account: call?.account ?? '', region: call?.region ?? '', type }));
};

/** Why a task that did not end well proves nothing, with the permission it lacked. */
function becauseOf({ task, account, region, type }: Said): string {
  const place = region === 'global' ? account : `${account} ${region}`;
  if (task.state === 'denied')
    return `${task.call?.permission ?? 'The call'} was denied in ${place}, so ${type} could not be read.`;
  if (task.state === 'throttled-out') return `The cloud's limits kept ${type} in ${place} from being read.`;
  if (task.state === 'cancelled') return `The run was cancelled before ${type} in ${place} was read.`;
  return task.reason ?? `${type} in ${place} could not be read.`;
}

const startOf = ({ task }: Said, now: string): string => task.call?.startedAt ?? now;

/** One type in one place: complete when every task that reads a part of it came to its end. */
function listingOf(said: readonly [Said, ...Said[]], now: string): Listing {
  const broken = said.find(({ task }) => task.state !== 'done');
  const [first] = said;
  const { account, region, type } = first;
  const place = { taskId: (broken ?? first).task.id, account, region, type };
  // What was read over a while is known to have been so at its beginning only.
  const at = said.map((one) => startOf(one, now)).sort()[0] ?? now;
  if (broken !== undefined) return { ...place, at, isComplete: false, because: becauseOf(broken) };
  return { ...place, at, isComplete: true, because: `Listed to the last page on ${instantInWords(at)}.` };
}

/** What a run says about the presence of types, place by place. */
export function listingsOf(ended: readonly Task[], now: string): readonly Listing[] {
  const places = new Map<string, [Said, ...Said[]]>();
  for (const said of ended.flatMap(saidBy)) {
    const key = `${said.account}\n${said.region}\n${said.type}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, [said]);
    else known.push(said);
  }
  return [...places.values()].map((said) => listingOf(said, now));
}
