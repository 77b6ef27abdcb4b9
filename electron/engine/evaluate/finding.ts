import type { Check } from '@shared/domain/check.ts';
import { type Finding, findingState } from '@shared/domain/finding.ts';
import { earlier, type Interval, later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { judgeNow, judgeStates, type Lifeline, type Surroundings, sceneAt } from './lifeline.ts';
import { recorderType } from './place.ts';
import { lapsesOf, segmentsOf } from './timeline.ts';

/** The frame of one evaluation. */
export interface Frame {
  readonly asOf: string;
  /** The report period up to the instant judged. */
  readonly window: Interval;
  /** Only a period can lapse; a Type I judges its date. */
  readonly hasPeriod: boolean;
  /** The instant after which nothing was recorded in a resource's place, with the reason; null while it is recorded. */
  stoppedAt(resource: Resource): { readonly at: string; readonly because: string } | null;
  /** A stable id from check and resource. */
  idOf(check: Check, resource: Resource): string;
}

const seenLimit: Readonly<Record<Verdict['status'], number>> = { fail: 8, unknown: 8, pass: 2, 'not-applicable': 1 };
const valueLimit: Readonly<Record<Verdict['status'], number>> = {
  fail: 2_000,
  unknown: 2_000,
  pass: 300,
  'not-applicable': 300,
};

/** The most telling properties: all of a failure, the first few of a pass. A long value is cut; the item holds it whole. */
const quoted = ({ status, seen }: Verdict): Verdict['seen'] =>
  seen.slice(0, seenLimit[status]).map(({ path, value }) => ({
    path,
    value: value !== null && value.length > valueLimit[status] ? `${value.slice(0, valueLimit[status])}…` : value,
  }));

type Basis = Pick<Finding, 'capturedAt' | 'itemSha256' | 'snapshotId'>;

function assemble(
  check: Check,
  resource: Resource,
  frame: Frame,
  verdict: Verdict,
  basis: Basis,
  line: Pick<Finding, 'segments' | 'lapses'>,
): Finding {
  const { provider, account, region, type, id, name } = resource;
  return {
    id: frame.idOf(check, resource),
    checkId: check.id,
    checkVersion: check.version,
    resource: { provider, account, region, type, id, name },
    arn: resource.arn,
    verdict: verdict.status,
    state: findingState(verdict.status, line.lapses),
    because: verdict.because,
    seen: quoted(verdict),
    severity: check.severity,
    ...basis,
    ...line,
  };
}

const noBasis: Basis = { capturedAt: null, itemSha256: null, snapshotId: null };

/** What is said at the instant judged: the last state, unless nobody recorded any more. */
function verdictNow(last: Verdict | undefined, stop: ReturnType<Frame['stoppedAt']>, firstSeenAt: string): Verdict {
  if (last === undefined)
    return unknown(`It was first seen on ${instantInWords(firstSeenAt)}, after the instant judged.`);
  if (stop === null || last.status === 'not-applicable') return last;
  return unknown(`${stop.because} Last seen before that: ${last.because}`, last.seen);
}

/** One finding from all versions of a resource. */
export function findingOf(
  check: Check,
  lifeline: Lifeline,
  around: Surroundings,
  changes: readonly string[],
  frame: Frame,
): Finding | null {
  const newest = lifeline.at(-1)?.resource;
  if (newest === undefined) return null;
  if (newest.standing === 'inventory') return inventoryFinding(check, lifeline, frame);
  const past = lifeline.filter(({ resource }) => resource.capturedAt <= frame.asOf);
  const judged = judgeStates(
    check,
    past,
    around,
    changes.filter((at) => at <= frame.asOf),
  );
  const states = judgeNow(check, past, around, judged, frame.asOf);
  const last = states.at(-1);
  const { createdAt } = newest;
  const segments = segmentsOf(states, frame.window, createdAt);
  const lapses = frame.hasPeriod ? lapsesOf(states, frame.window, createdAt) : [];
  const verdict = verdictNow(last?.verdict, frame.stoppedAt(newest), newest.capturedAt);
  const basis =
    last === undefined
      ? noBasis
      : { capturedAt: last.capturedAt, itemSha256: last.itemSha256, snapshotId: last.snapshotId };
  return assemble(check, newest, frame, verdict, basis, { segments, lapses });
}

function inventoryFinding(check: Check, lifeline: Lifeline, frame: Frame): Finding | null {
  const newest = lifeline.at(-1);
  if (newest === undefined) return null;
  const { resource, sha256, snapshotId } = newest;
  const verdict = unknown(
    `${resource.name} is known only from a list that does not state its account, its recording status or both, so it is inventory and proves nothing.`,
  );
  const basis = { capturedAt: resource.capturedAt, itemSha256: sha256, snapshotId };
  return assemble(check, resource, frame, verdict, basis, {
    segments: [{ kind: 'unobserved', ...frame.window }],
    lapses: [],
  });
}

/** A container has no versions of its own: it is judged wherever something in it changed. */
export function containerFinding(
  check: Check,
  container: Resource,
  around: Surroundings,
  changes: readonly string[],
  observed: Interval,
  frame: Frame,
): Finding {
  // That recording stopped is itself what the check on the recorder says, for as long as it stays stopped.
  const isOfRecorder = check.reads.includes(recorderType);
  const stop = isOfRecorder ? null : frame.stoppedAt(container);
  const end = isOfRecorder ? frame.asOf : earlier(stop?.at ?? observed.to, observed.to);
  const instants = [observed.from, ...changes.filter((at) => at > observed.from && at <= frame.asOf)];
  const states = instants.map((from, place) => ({
    from,
    until: later(from, earlier(instants[place + 1] ?? end, end)),
    verdict: check.judge(container, sceneAt(check, around, from)),
    capturedAt: from,
    itemSha256: null,
    snapshotId: null,
  }));
  const verdict = verdictNow(check.judge(container, sceneAt(check, around, frame.asOf)), stop, observed.from);
  const segments = segmentsOf(states, frame.window, null);
  const lapses = frame.hasPeriod ? lapsesOf(states, frame.window, null) : [];
  const basis = { ...noBasis, capturedAt: observed.to === '' ? null : observed.to };
  return assemble(check, container, frame, verdict, basis, { segments, lapses });
}

/** What a check says of an account in which nothing of its kind was seen: a fact when it could be known, ignorance when not. */
export function absenceFinding(check: Check, account: Resource, around: Surroundings, frame: Frame): Finding {
  const answers = check.looksAt.map((type) => around.known(type, account.account, undefined, frame.asOf));
  const reason = answers.find((answer) => !answer.isKnown);
  const types = check.looksAt.join(' or ');
  const verdict =
    reason === undefined || reason.isKnown
      ? notApplicable(`No ${types} exists in ${account.account}.`)
      : unknown(reason.because);
  const kind = verdict.status === 'unknown' ? 'unobserved' : 'not-applicable';
  return assemble(check, account, frame, verdict, noBasis, { segments: [{ kind, ...frame.window }], lapses: [] });
}
