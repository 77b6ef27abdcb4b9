import { type Tally, tally } from '@shared/domain/task-coverage.ts';
import { counted } from '@shared/domain/words.ts';
import { isEnded, type LiveTask, operationWords, rowKey, rowRank, rowWords } from '../../live/live-words.ts';

/** How a place of the run's picture is drawn: the worst of its tasks. */
export type CellState =
  | 'denied'
  | 'throttled'
  | 'failed'
  | 'retrying'
  | 'absent'
  | 'stopped'
  | 'running'
  | 'waiting'
  | 'cancelled'
  | 'done';

/** One row in one place: one task or many, such as items by type. */
export interface RunCell {
  readonly key: string;
  readonly state: CellState;
  readonly tasks: readonly LiveTask[];
  /** The part of its tasks that ended, 0 to 1. */
  readonly filled: number;
}

export interface RunRow {
  readonly key: string;
  readonly words: string;
  /** By region; null where the operation has no task. */
  readonly cells: ReadonlyMap<string, RunCell>;
}

/** The tasks of one account or subscription. */
export interface RunAccount {
  readonly account: string;
  readonly name: string;
  readonly provider: 'aws' | 'azure';
  readonly tally: Tally;
  readonly rows: readonly RunRow[];
}

/** The state one task is drawn in. */
export const stateOf = ({ state, call }: LiveTask): CellState => {
  if (state === 'running') return call.tries > 1 ? 'retrying' : 'running';
  if (state === 'planned') return 'waiting';
  if (state === 'throttled-out') return 'throttled';
  return state === 'skipped' ? 'absent' : state;
};

/** Worst first: what a collapsed place shows. */
const order: readonly CellState[] = [
  'denied',
  'throttled',
  'failed',
  'retrying',
  'absent',
  'stopped',
  'running',
  'waiting',
  'cancelled',
  'done',
];

/** The state of several tasks drawn as one; some done and some waiting is a place at work. */
export function worstOf(tasks: readonly LiveTask[]): CellState {
  const states = new Set(tasks.map(stateOf));
  const worst = order.find((state) => states.has(state)) ?? 'waiting';
  return worst === 'waiting' && states.has('done') ? 'running' : worst;
}

function cellOf(key: string, tasks: readonly LiveTask[]): RunCell {
  const ended = tasks.filter(isEnded).length;
  const state = worstOf(tasks);
  // One task under way has no parts to count: it is drawn as begun.
  return { key, state, tasks, filled: tasks.length === 1 && ended === 0 ? 0.45 : ended / tasks.length };
}

function grouped<K>(tasks: readonly LiveTask[], keyOf: (task: LiveTask) => K): ReadonlyMap<K, readonly LiveTask[]> {
  const groups = new Map<K, LiveTask[]>();
  for (const task of tasks) {
    const key = keyOf(task);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [task]);
    else group.push(task);
  }
  return groups;
}

/** Rows whose answers stand still where the recorder does: what was read there is of an earlier day. */
const recorded: readonly string[] = ['Items by type', 'Compliance details'];

/** A place by account and region, as the sets of places name it. */
export const placeKey = (account: string, region: string): string => `${account} ${region}`;

function rowOf(account: string, key: string, tasks: readonly LiveTask[], stopped: ReadonlySet<string>): RunRow {
  const cells = [...grouped(tasks, ({ call }) => call.region)].map(([region, here]) => {
    const cell = cellOf(`${account}\n${key}\n${region}`, here);
    const isStopped = cell.state === 'done' && recorded.includes(key) && stopped.has(placeKey(account, region));
    return [region, isStopped ? { ...cell, state: 'stopped' as const } : cell] as const;
  });
  return { key, words: rowWords(key, tasks), cells: new Map(cells) };
}

/** The run as accounts, operations and places, in the order it reads them. */
export function runAccounts(
  tasks: readonly LiveTask[],
  nameOf: (account: string) => string,
  stopped: ReadonlySet<string> = new Set(),
): readonly RunAccount[] {
  return [...grouped(tasks, ({ call }) => call.account)].map(([account, here]) => ({
    account,
    name: nameOf(account),
    provider: here[0]?.call.provider ?? 'aws',
    tally: tally(here),
    rows: [...grouped(here, ({ call }) => rowKey(call.operation))]
      .map(([key, some]) => rowOf(account, key, some, stopped))
      .sort((a, b) => rowRank(a.key) - rowRank(b.key)),
  }));
}

/** Every region of a run, for columns that stand in line over all its accounts. */
export const runRegions = (tasks: readonly LiveTask[]): readonly string[] => [
  ...new Set(tasks.map(({ call }) => call.region)),
];

/** What could not be read, gathered: one operation that ended in one way for one reason. */
export interface NotReadGroup {
  readonly key: string;
  readonly state: CellState;
  readonly words: string;
  readonly places: readonly string[];
  readonly permission: string;
  readonly code: string;
  readonly reason: string;
  readonly tasks: number;
}

const notRead: readonly CellState[] = ['denied', 'throttled', 'failed', 'retrying', 'absent'];

/** `larkspur-prod eu-west-1`: a place as people name it, in full. */
const placeWords = ({ call }: LiveTask, nameOf: (account: string) => string): string =>
  [nameOf(call.account) || call.account, call.region === 'global' ? '' : call.region]
    .filter((it) => it !== '')
    .join(' ');

/** A place that is not there is one line, whatever would have been read in it. */
function notReadKey(task: LiveTask): string {
  const state = stateOf(task);
  return [state, task.call.code ?? '', state === 'absent' ? '' : task.call.operation].join('\n');
}

function groupWords(tasks: readonly LiveTask[], first: LiveTask): string {
  const operations = new Set(tasks.map(({ call }) => call.operation));
  return operations.size === 1 ? operationWords(first.call.operation, tasks) : counted(operations.size, 'operation');
}

/** Denied, given up and tried again, each with its places, worst first. */
export function notReadGroups(
  tasks: readonly LiveTask[],
  nameOf: (account: string) => string,
): readonly NotReadGroup[] {
  const troubled = tasks.filter((task) => notRead.includes(stateOf(task)));
  const groups = grouped(troubled, notReadKey);
  return [...groups]
    .flatMap(([key, here]) => {
      const [first] = here;
      if (first === undefined) return [];
      const places = [...new Set(here.map((task) => placeWords(task, nameOf)))];
      return {
        key,
        state: stateOf(first),
        words: groupWords(here, first),
        places,
        permission: first.call.permission,
        code: first.call.code ?? '',
        reason: first.reason ?? 'No reason was stored.',
        tasks: here.length,
      };
    })
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.tasks - a.tasks);
}

/** A row as one cell: a subscription is read whole, whatever region its resources stand in. */
export function wholeCell({ key, cells }: RunRow): RunCell {
  const [first, ...rest] = cells.values();
  if (first !== undefined && rest.length === 0) return first;
  return cellOf(
    key,
    [...cells.values()].flatMap(({ tasks }) => tasks),
  );
}

/** Tasks by the state they are drawn in. */
export function stateCounts(tasks: readonly LiveTask[]): ReadonlyMap<CellState, number> {
  const counts = new Map<CellState, number>();
  for (const task of tasks) {
    const state = stateOf(task);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return counts;
}

const mostNamed = 3;

/** What a cell says when it is pointed at: where, how far, and which of its tasks are in the way. */
export function cellWords(row: RunRow, account: string, region: string, cell: RunCell): string {
  const place = `${row.words}, ${account} ${region}`;
  const { read, there } = tally(cell.tasks);
  const counts = stateCounts(cell.tasks);
  const troubled = cell.tasks.filter((task) => cell.state !== 'done' && stateOf(task) === cell.state);
  const [first] = cell.tasks;
  if (cell.state === 'stopped') return `${place}: read, and the recorder there is stopped.`;
  if (cell.tasks.length === 1 && first !== undefined)
    return `${place}: ${first.reason ?? (cell.state === 'done' ? `done, ${counted(first.items, 'item')}.` : `${cell.state}.`)}`;
  const names = troubled.slice(0, mostNamed).map(({ label }) => label);
  const rest = troubled.length - names.length;
  const which = names.length === 0 ? '' : ` ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}: ${cell.state}.`;
  return `${place}: ${read} of ${there} done${counts.size > 1 || troubled.length > 0 ? `.${which}` : '.'}`;
}

/** A text that changes when the picture of an account does, and not otherwise. */
export const accountLook = ({ account, name, rows }: RunAccount): string =>
  [
    account,
    name,
    ...rows.map(({ key, cells }) =>
      [
        key,
        ...[...cells].map(([region, cell]) => `${region} ${cell.state} ${cell.filled} ${cell.tasks.length}`),
      ].join(),
    ),
  ].join('\n');
