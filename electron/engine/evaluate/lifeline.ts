import type { Check, Knowledge, Scene } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { earlier, later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { type KeptStatus, notApplicable, type Verdict, type VerdictStatus } from '@shared/domain/verdict.ts';
import { instantInWords } from '@shared/domain/words.ts';
import type { JudgedState } from './timeline.ts';

/** What is known of a version without reading its item. */
export type Outline = Omit<Resource, 'tags' | 'relationships' | 'configuration' | 'supplementaryConfiguration'>;

/** A verdict kept from when the item was read: its status is at hand, its words stand at a place and are read when asked for. */
export interface Kept {
  readonly status: VerdictStatus;
  readonly key: number;
  readonly place: number;
  words(): Verdict;
}

/** A version of a resource with how long its state is known to have held. */
export interface Version {
  readonly resource: Outline;
  /** Names the sighting it was read from; null when it was put together from several. */
  readonly key: number | null;
  readonly until: string;
  /** True when it shows the very state of the version before, read another time. */
  readonly isReadAgain: boolean;
  readonly sha256: string | null;
  readonly snapshotId: string | null;
  /** The verdicts that rest on the item alone, as kept; one and the same list for all versions of which the same is kept. */
  readonly statuses: readonly KeptStatus[];
  /** The one of a check, when it still holds at the instant judged; undefined when the check must look again. */
  kept(checkId: string): Kept | undefined;
  /** What every check says of it when there is nothing left to judge: removed, or missing where all were listed. */
  readonly gone: Verdict | null;
  /** Reads the item. */
  whole(): Resource;
}

/** All versions of one resource, oldest first. */
export type Lifeline = readonly Version[];

/** What stands around a resource: other lifelines of its account by type, and what can be known there. */
export interface Surroundings {
  readonly ownAccounts: readonly string[];
  /** The resources of a type in force at an instant; the same array for as long as nothing of the type changes. */
  inForce(type: string, account: string, region: string | undefined, asOf: string): readonly Resource[];
  /** The instants at which something of the type changed, came or went, oldest first. */
  changes(type: string, account: string): readonly string[];
  known(type: string, account: string, region: string | undefined, asOf: string): Knowledge;
  /** The value of a check's parameter at the instant judged (ISO 8601 UTC). */
  parameterOf(check: Check, name: string, at: string): Json;
  /** The instants at which a value of the check's parameters changed, oldest first; none while the defaults hold. */
  parameterChanges(check: Check): readonly string[];
}

/** The version in force. Before the first capture the first version stands in: it was found, not made, at that moment. */
export function versionAt(lifeline: Lifeline, at: string): Resource | null {
  let found = lifeline[0];
  if (found === undefined || (found.resource.createdAt !== null && found.resource.createdAt > at)) return null;
  for (const version of lifeline) if (version.resource.capturedAt <= at) found = version;
  return found.gone === null ? found.whole() : null;
}

/** The instants at which a resource came, changed or went. */
export const turnsOf = (lifeline: Lifeline): readonly string[] => [
  ...(lifeline[0]?.resource.createdAt == null ? [] : [lifeline[0].resource.createdAt]),
  ...lifeline.slice(1).map(({ resource }) => resource.capturedAt),
];

/** A scene whose instant can be set, and that notes whether the check asked what time it is. */
interface Stage extends Scene {
  at: string;
  asksTime: boolean;
}

const stages = new WeakMap<Surroundings, Map<string, Stage>>();

function buildStage(check: Check, around: Surroundings): Stage {
  return {
    at: '',
    asksTime: false,
    ownAccounts: around.ownAccounts,
    get asOf() {
      this.asksTime = true;
      return this.at;
    },
    isPast(instant) {
      return this.asOf >= instant;
    },
    of(type, account, region) {
      return around.inForce(type, account, region, this.at);
    },
    known(type, account, region) {
      return around.known(type, account, region, this.at);
    },
    parameter(name) {
      return around.parameterOf(check, name, this.at);
    },
  };
}

/** The scene of one instant, for a check. There is one for each check, set anew: making 100,000 costs more than judging. */
export function sceneAt(check: Check, around: Surroundings, asOf: string): Stage {
  const known = stages.get(around) ?? new Map<string, Stage>();
  stages.set(around, known);
  const stage = known.get(check.id) ?? buildStage(check, around);
  known.set(check.id, stage);
  stage.at = asOf;
  stage.asksTime = false;
  return stage;
}

/**
 * Beyond this a type changes so often in an account that judging every resource at every change would never end; then
 * only the resource's own captures and the instant judged are looked at.
 */
const changeLimit = 500;

/** The instants at which something a check reads beside the resource changed. */
export function changesAround(check: Check, around: Surroundings, account: string): readonly string[] {
  const instants = new Set(check.reads.flatMap((type) => around.changes(type, account)));
  return [...new Set([...(instants.size > changeLimit ? [] : instants), ...around.parameterChanges(check)])].sort();
}

/** True while the values a check compares with are the ones its kept verdicts were judged with. */
export const hasDefaults = (check: Check, around: Surroundings): boolean =>
  check.parameters.length === 0 || around.parameterChanges(check).length === 0;

/** What is said of a resource whose removal was recorded. */
export const removed = (resource: Outline): Verdict =>
  notApplicable(`${resource.name} was removed; AWS Config noticed on ${instantInWords(resource.capturedAt)}.`);

/** A state with what it was judged on: whether time alone, or what stands around, may change the answer. */
export interface LifelineState extends JudgedState {
  readonly version: Version;
  readonly isLasting: boolean;
  /** Where the words stand, when the verdict is a kept one. */
  readonly kept: Kept | null;
}

/** The instants at which something a check looks at beside the item changed; asked for only where it may matter. */
export type Changes = () => readonly string[];

const stateOf = (version: Version, from: string, until: string) => {
  const { resource, sha256, snapshotId, isReadAgain } = version;
  return { version, from, until, isReadAgain, capturedAt: resource.capturedAt, itemSha256: sha256, snapshotId };
};

/** A kept verdict holds for as long as the version does: nothing but the item went into it. */
const keptState = (version: Version, kept: Kept): LifelineState => ({
  ...stateOf(version, version.resource.capturedAt, version.until),
  status: kept.status,
  words: kept.words,
  isLasting: true,
  kept,
});

function judgeAt(check: Check, version: Version, around: Surroundings, from: string, until: string): LifelineState {
  const scene = sceneAt(check, around, from);
  const verdict = version.gone ?? check.judge(version.whole(), scene);
  const isFixed = check.reads.length === 0 && hasDefaults(check, around);
  const isLasting = version.gone !== null || (!scene.asksTime && isFixed);
  return { ...stateOf(version, from, until), status: verdict.status, words: () => verdict, isLasting, kept: null };
}

/** Judges every version of a resource, and again wherever its surroundings changed while it stood. */
export function judgeStates(
  check: Check,
  lifeline: Lifeline,
  around: Surroundings,
  changes: Changes,
): readonly LifelineState[] {
  const mayKeep = hasDefaults(check, around);
  return lifeline.flatMap((version, place) => {
    const { resource, until } = version;
    const next = lifeline[place + 1]?.resource.capturedAt ?? '9999';
    const kept = mayKeep ? version.kept(check.id) : undefined;
    if (kept !== undefined) return [keptState(version, kept)];
    const inside = changes().filter((at) => at > resource.capturedAt && at < earlier(next, until));
    const instants = [resource.capturedAt, ...inside];
    return instants.map((from, index) =>
      judgeAt(check, version, around, from, earlier(instants[index + 1] ?? until, until)),
    );
  });
}

const hourly = 3_600_000;

/**
 * Where the answer on a state that did not change turned: at the instant a new standard began to hold, or in the first hour
 * found at which a rule that depends on the clock (an expiry, an age) speaks otherwise.
 */
function turningPoint(check: Check, resource: Resource, around: Surroundings, from: string, to: string): string {
  const statusAt = (at: string) => check.judge(resource, sceneAt(check, around, at)).status;
  const before = statusAt(from);
  const restated = around.parameterChanges(check).find((at) => at > from && at <= to && statusAt(at) !== before);
  let [low, high] = [Date.parse(from), Date.parse(restated ?? to)];
  while (high - low > hourly) {
    const middle = Math.floor((low + high) / 2);
    if (statusAt(new Date(middle).toISOString()) === before) low = middle;
    else high = middle;
  }
  return new Date(high).toISOString();
}

/** Adds what the instant judged says of the last state, where time alone has changed the answer. */
export function judgeNow(
  check: Check,
  around: Surroundings,
  states: readonly LifelineState[],
  asOf: string,
): readonly LifelineState[] {
  const last = states.at(-1);
  if (last === undefined || last.isLasting) return states;
  const resource = last.version.whole();
  const verdict = check.judge(resource, sceneAt(check, around, asOf));
  const { status } = verdict;
  const words = (): Verdict => verdict;
  if (status === last.status) return [...states.slice(0, -1), { ...last, words }];
  const turn = turningPoint(check, resource, around, last.from, asOf);
  const until = later(turn, last.until);
  return [
    ...states.slice(0, -1),
    { ...last, until: earlier(last.until, turn) },
    { ...last, from: turn, until, status, words },
  ];
}
