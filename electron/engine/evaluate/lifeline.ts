import type { Check, Knowledge, Scene } from '@shared/domain/check.ts';
import { earlier, later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { instantInWords } from '@shared/domain/words.ts';
import type { JudgedState } from './timeline.ts';

/** A version of a resource with how long its state is known to have held. */
export interface Version {
  readonly resource: Resource;
  readonly until: string;
  readonly sha256: string | null;
  readonly snapshotId: string | null;
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
}

/** The version in force. Before the first capture the first version stands in: it was found, not made, at that moment. */
export function versionAt(lifeline: Lifeline, at: string): Resource | null {
  let found = lifeline[0]?.resource ?? null;
  if (found !== null && found.createdAt !== null && found.createdAt > at) return null;
  for (const { resource } of lifeline) if (resource.capturedAt <= at) found = resource;
  return found === null || found.isDeleted ? null : found;
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
  const parameters = new Map(check.parameters.map((parameter) => [parameter.name, parameter.default]));
  return {
    at: '',
    asksTime: false,
    ownAccounts: around.ownAccounts,
    get asOf() {
      this.asksTime = true;
      return this.at;
    },
    of(type, account, region) {
      return around.inForce(type, account, region, this.at);
    },
    known(type, account, region) {
      return around.known(type, account, region, this.at);
    },
    parameter: (name) => parameters.get(name) ?? null,
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
  return instants.size > changeLimit ? [] : [...instants].sort();
}

const removed = (resource: Resource): Verdict =>
  notApplicable(`${resource.name} was removed; AWS Config noticed on ${instantInWords(resource.capturedAt)}.`);

/** A state with what it was judged on: whether time alone, or what stands around, may change the answer. */
export interface LifelineState extends JudgedState {
  readonly isLasting: boolean;
}

function judgeAt(check: Check, version: Version, around: Surroundings, from: string, until: string): LifelineState {
  const { resource, sha256, snapshotId } = version;
  const scene = sceneAt(check, around, from);
  const verdict = resource.isDeleted ? removed(resource) : check.judge(resource, scene);
  const isLasting = resource.isDeleted || (!scene.asksTime && check.reads.length === 0);
  return { from, until, verdict, isLasting, capturedAt: resource.capturedAt, itemSha256: sha256, snapshotId };
}

/** Judges every version of a resource, and again wherever its surroundings changed while it stood. */
export function judgeStates(
  check: Check,
  lifeline: Lifeline,
  around: Surroundings,
  changes: readonly string[],
): readonly LifelineState[] {
  return lifeline.flatMap((version, place) => {
    const { resource, until } = version;
    const next = lifeline[place + 1]?.resource.capturedAt ?? '9999';
    const inside = changes.filter((at) => at > resource.capturedAt && at < earlier(next, until));
    const instants = [resource.capturedAt, ...inside];
    return instants.map((from, index) =>
      judgeAt(check, version, around, from, earlier(instants[index + 1] ?? until, until)),
    );
  });
}

const hourly = 3_600_000;

/** The first hour at which a rule that depends on the clock (an expiry, an age) speaks otherwise of a state that did not change. */
function turningPoint(check: Check, resource: Resource, around: Surroundings, from: string, to: string): string {
  const before = check.judge(resource, sceneAt(check, around, from)).status;
  let [low, high] = [Date.parse(from), Date.parse(to)];
  while (high - low > hourly) {
    const middle = Math.floor((low + high) / 2);
    const status = check.judge(resource, sceneAt(check, around, new Date(middle).toISOString())).status;
    if (status === before) low = middle;
    else high = middle;
  }
  return new Date(high).toISOString();
}

/** Adds what the instant judged says of the last state, where time alone has changed the answer. */
export function judgeNow(
  check: Check,
  lifeline: Lifeline,
  around: Surroundings,
  states: readonly LifelineState[],
  asOf: string,
): readonly JudgedState[] {
  const last = states.at(-1);
  const resource = lifeline.at(-1)?.resource;
  if (last === undefined || resource === undefined || last.isLasting) return states;
  const verdict = check.judge(resource, sceneAt(check, around, asOf));
  if (verdict.status === last.verdict.status) return [...states.slice(0, -1), { ...last, verdict }];
  const turn = turningPoint(check, resource, around, last.from, asOf);
  const until = later(turn, last.until);
  return [
    ...states.slice(0, -1),
    { ...last, until: earlier(last.until, turn) },
    { ...last, from: turn, until, verdict },
  ];
}
