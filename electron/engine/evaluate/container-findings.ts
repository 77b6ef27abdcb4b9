import type { Check } from '@shared/domain/check.ts';
import { earlier, type Interval, later } from '@shared/domain/period.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown } from '@shared/domain/verdict.ts';
import { afterStop, type Frame, findingOn, type JudgedFinding, type JudgedSubject, noBasis } from './finding.ts';
import { type Changes, type Surroundings, sceneAt } from './lifeline.ts';
import { recorderType } from './place.ts';
import { lapsesOf, segmentsOf } from './timeline.ts';

function findingOf(
  check: Check,
  container: Resource,
  around: Surroundings,
  changes: Changes,
  observed: Interval,
  frame: Frame,
): JudgedFinding {
  // That recording stopped is itself what the check on the recorder says, for as long as it stays stopped.
  const isOfRecorder = check.reads.includes(recorderType);
  const stop = isOfRecorder ? null : frame.stoppedAt(container);
  const end = isOfRecorder ? frame.asOf : earlier(stop?.at ?? observed.to, observed.to);
  // Nothing is known of a subscription between two readings of what lies in it.
  const isPoint = container.provider === 'azure';
  const instants = [observed.from, ...changes().filter((at) => at > observed.from)];
  const states = instants.map((from, place) => {
    const verdict = check.judge(container, sceneAt(check, around, from));
    const until = isPoint ? from : later(from, earlier(instants[place + 1] ?? end, end));
    return {
      ...noBasis,
      from,
      until,
      isReadAgain: isPoint,
      status: verdict.status,
      words: () => verdict,
      capturedAt: from,
    };
  });
  const now = check.judge(container, sceneAt(check, around, frame.asOf));
  const said = stop === null || now.status === 'not-applicable' ? now : afterStop(stop, now);
  const segments = segmentsOf(states, frame.window, null);
  const lapses = frame.hasPeriod ? lapsesOf(states, frame.window, null) : [];
  return findingOn(check, null, said, { segments, lapses });
}

/** A container has no versions of its own: it is judged wherever something in it changed. */
export const containerFindings = (
  checks: readonly Check[],
  container: Resource,
  around: Surroundings,
  changesOf: (check: Check) => Changes,
  observed: Interval,
  frame: Frame,
): JudgedSubject => ({
  ...noBasis,
  resource: container,
  arn: container.arn,
  capturedAt: observed.to === '' ? null : observed.to,
  findings: checks.map((check) => findingOf(check, container, around, changesOf(check), observed, frame)),
});

function absenceOf(check: Check, account: Resource, around: Surroundings, frame: Frame): JudgedFinding {
  const answers = check.looksAt.map((type) => around.known(type, account.account, undefined, frame.asOf));
  const reason = answers.find((answer) => !answer.isKnown);
  const types = check.looksAt.join(' or ');
  const verdict =
    reason === undefined || reason.isKnown
      ? notApplicable(`No ${types} exists in ${account.account}.`)
      : unknown(reason.because);
  const kind = verdict.status === 'unknown' ? 'unobserved' : 'not-applicable';
  return findingOn(check, null, verdict, { segments: [{ kind, ...frame.window }], lapses: [] });
}

/** What checks say of an account in which nothing of their kind was seen: a fact when it could be known, ignorance when not. */
export const absenceFindings = (
  checks: readonly Check[],
  account: Resource,
  around: Surroundings,
  frame: Frame,
): JudgedSubject => ({
  ...noBasis,
  resource: account,
  arn: account.arn,
  findings: checks.map((check) => absenceOf(check, account, around, frame)),
});
