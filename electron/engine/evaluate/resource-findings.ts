import type { Check } from '@shared/domain/check.ts';
import type { Finding, Segment } from '@shared/domain/finding.ts';
import { unknown } from '@shared/domain/verdict.ts';
import { instantInWords } from '@shared/domain/words.ts';
import {
  afterStop,
  type Frame,
  findingOn,
  type JudgedFinding,
  type JudgedSubject,
  noBasis,
  type Said,
  type Stop,
} from './finding.ts';
import {
  type Changes,
  judgeNow,
  judgeStates,
  type Lifeline,
  type LifelineState,
  type Outline,
  type Surroundings,
  sceneAt,
} from './lifeline.ts';
import { sharedFindings } from './sharing.ts';
import { lapsesOf, segmentsOf } from './timeline.ts';

/** A resource as far as it was known at the instant judged; the same for every check on it. */
interface Past {
  readonly newest: Outline;
  /** The newest sighting, when it is the one judged. */
  readonly key: number | null;
  readonly versions: Lifeline;
  readonly stop: Stop | null;
  readonly around: Surroundings;
  readonly frame: Frame;
  /** The lines of verdicts that were kept of all versions, by their statuses: most checks on a resource share one. */
  readonly lines: Map<string, readonly Segment[]>;
}

/** What is said at the instant judged: the last state, unless nobody recorded any more. */
function saidNow(check: Check, last: LifelineState | undefined, { newest, stop, around }: Past): Said {
  if (last === undefined)
    return unknown(`It was first seen on ${instantInWords(newest.capturedAt)}, after the instant judged.`);
  if (stop === null || last.status === 'not-applicable') return last.kept ?? last.words();
  // The words kept of a pass are only the first of them.
  const isCut = last.kept !== null && last.status === 'pass';
  return afterStop(stop, isCut ? check.judge(last.version.whole(), sceneAt(check, around, last.from)) : last.words());
}

function segmentsIn(states: readonly LifelineState[], { newest, frame, lines }: Past): readonly Segment[] {
  if (states.some(({ kept }) => kept === null)) return segmentsOf(states, frame.window, newest.createdAt);
  const statuses = states.map(({ status }) => status).join(' ');
  const known = lines.get(statuses) ?? segmentsOf(states, frame.window, newest.createdAt);
  lines.set(statuses, known);
  return known;
}

function lineOf(states: readonly LifelineState[], past: Past): Pick<Finding, 'segments' | 'lapses'> {
  const { newest, frame } = past;
  const segments = segmentsIn(states, past);
  return { segments, lapses: frame.hasPeriod ? lapsesOf(states, frame.window, newest.createdAt) : [] };
}

function findingOf(check: Check, past: Past, changes: Changes): JudgedFinding {
  const { versions, around, frame } = past;
  const states = judgeNow(check, around, judgeStates(check, versions, around, changes), frame.asOf);
  const said = saidNow(check, states.at(-1), past);
  return findingOn(check, past.key, said, lineOf(states, past));
}

function inventoryFinding(check: Check, resource: Outline, frame: Frame): JudgedFinding {
  const lacks =
    resource.provider === 'azure'
      ? 'names resources without their settings'
      : 'does not state its account, its recording status or both';
  const verdict = unknown(
    `${resource.name} is known only from a list that ${lacks}, so it is inventory and proves nothing.`,
  );
  return findingOn(check, null, verdict, {
    segments: [{ kind: 'unobserved', ...frame.window }],
    lapses: [],
  });
}

/** A resource seen once and still recorded has most of its findings in common with others. */
function shareOf(checks: readonly Check[], { key, versions, stop, around, frame }: Past, isInventory: boolean) {
  const [only, second] = versions;
  const isShared = !isInventory && key !== null && stop === null && only !== undefined && second === undefined;
  return isShared ? sharedFindings(checks, only, around, frame) : { shared: null, others: checks };
}

/** The findings of checks on a resource, from all its versions; null when it has none. */
export function resourceFindings(
  checks: readonly Check[],
  lifeline: Lifeline,
  around: Surroundings,
  changesOf: (check: Check) => Changes,
  frame: Frame,
): JudgedSubject | null {
  const newest = lifeline.at(-1);
  if (newest === undefined) return null;
  const { resource } = newest;
  const isInventory = resource.standing === 'inventory';
  const versions = lifeline.filter((version) => version.resource.capturedAt <= frame.asOf);
  const last = isInventory ? newest : versions.at(-1);
  const key = last === newest ? newest.key : null;
  const stop = frame.stoppedAt(resource);
  const past: Past = { newest: resource, key, versions, stop, around, frame, lines: new Map() };
  const { shared, others } = shareOf(checks, past, isInventory);
  const findings = others.map((check) =>
    isInventory ? inventoryFinding(check, resource, frame) : findingOf(check, past, changesOf(check)),
  );
  const basis =
    last === undefined
      ? noBasis
      : { key, capturedAt: last.resource.capturedAt, itemSha256: last.sha256, snapshotId: last.snapshotId };
  return { resource, arn: resource.arn, ...basis, findings, shared };
}
