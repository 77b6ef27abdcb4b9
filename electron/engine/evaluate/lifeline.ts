import type { Check, Knowledge, Scene } from '@shared/domain/check.ts';
import { earlier } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
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
  lifelines(type: string, account: string): readonly Lifeline[];
  known(type: string, account: string, region: string | undefined, asOf: string): Knowledge;
}

/** The version in force. Before the first capture the first version stands in: it was found, not made, at that moment. */
function inForce(lifeline: Lifeline, at: string): Resource | null {
  let found = lifeline[0]?.resource ?? null;
  if (found !== null && found.createdAt !== null && found.createdAt > at) return null;
  for (const { resource } of lifeline) if (resource.capturedAt <= at) found = resource;
  return found === null || found.isDeleted ? null : found;
}

/** The scene of one instant, for a check. */
export function sceneAt(check: Check, around: Surroundings, asOf: string): Scene {
  return {
    asOf,
    ownAccounts: around.ownAccounts,
    of: (type, account, region) =>
      around
        .lifelines(type, account)
        .flatMap((lifeline) => inForce(lifeline, asOf) ?? [])
        .filter((resource) => region === undefined || resource.region === region),
    known: (type, account, region) => around.known(type, account, region, asOf),
    parameter: (name) => check.parameters.find((parameter) => parameter.name === name)?.default ?? null,
  };
}

/** The instants at which something a check reads beside the resource changed. */
export function changesAround(check: Check, around: Surroundings, account: string): readonly string[] {
  const instants = check.reads
    .flatMap((type) => around.lifelines(type, account))
    .flatMap((lifeline) => lifeline.slice(1).map(({ resource }) => resource.capturedAt));
  return [...new Set(instants)].sort();
}

const removed = (resource: Resource): Verdict =>
  notApplicable(`${resource.name} was removed; AWS Config noticed at ${resource.capturedAt}.`);

/** Judges every version of a resource, and again wherever its surroundings changed while it stood. */
export function judgeStates(check: Check, lifeline: Lifeline, around: Surroundings, changes: readonly string[]): readonly JudgedState[] {
  return lifeline.flatMap(({ resource, until, sha256, snapshotId }, place) => {
    const next = lifeline[place + 1]?.resource.capturedAt ?? '9999';
    const instants = [resource.capturedAt, ...changes.filter((at) => at > resource.capturedAt && at < earlier(next, until))];
    return instants.map((from, index) => ({
      from,
      until: earlier(instants[index + 1] ?? until, until),
      verdict: resource.isDeleted ? removed(resource) : check.judge(resource, sceneAt(check, around, from)),
      capturedAt: resource.capturedAt,
      itemSha256: sha256,
      snapshotId,
    }));
  });
}
