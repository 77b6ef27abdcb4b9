import type { AuditException, ExceptionStatus } from '@shared/domain/exception.ts';
import type { Finding, Lapse } from '@shared/domain/finding.ts';
import { dayOf, later } from '@shared/domain/period.ts';
import { counted, dayWords, instantInWords, listed } from '@shared/domain/words.ts';

/** Something a newer reading says about an exception, for a person to take or leave. */
export interface Offer {
  readonly kind: 'passing' | 'failing-again' | 'more-match';
  readonly words: string;
  readonly findings: readonly string[];
  readonly capturedAt: string | null;
}

const names = (findings: readonly Finding[]): string => {
  const all = findings.map(({ resource }) => resource.name || resource.id);
  return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : listed(all);
};

const shownAs = { pass: 'held', fail: 'lapsed' } as const;

/**
 * The last instant at which a finding's verdict was seen to stand; null when it neither passes nor fails. An item that
 * does not change is captured once and read in every snapshot after, so the line reaches further than the capture.
 */
export function seenUntil({ verdict, capturedAt, segments }: Finding): string | null {
  if (verdict !== 'pass' && verdict !== 'fail') return null;
  const stretch = segments.findLast(({ kind }) => kind === shownAs[verdict]);
  const instants = [capturedAt, stretch?.to].flatMap((at) => at ?? []);
  return instants.length === 0 ? null : instants.reduce(later);
}

/**
 * The instant at which a lapse was first seen to be over: the first reading in which the state holds again, or the
 * resource is gone. Later than the last reading in which it failed; null when no reading shows it.
 */
export function repairSeenAt({ segments, verdict, capturedAt }: Finding, lapse: Lapse): string | null {
  const { to } = lapse;
  if (to === null) return null;
  const next = segments.find(({ kind, from }) => from >= to && (kind === 'held' || kind === 'not-applicable'));
  // A state read once, and last, is an instant without a stretch.
  const isOver = verdict === 'pass' || verdict === 'not-applicable';
  return next?.from ?? (isOver && capturedAt !== null && capturedAt >= to ? capturedAt : null);
}

const newest = (findings: readonly Finding[]): string | null =>
  findings
    .flatMap((finding) => seenUntil(finding) ?? [])
    .sort()
    .at(-1) ?? null;

/** The day from which on it is said to be put right. */
const repairedOn = ({ response, verification }: AuditException): string | null =>
  response.completedOn ?? verification?.on ?? null;

/** Findings seen to fail after a day. A lapse that began and ended after it counts; one that ends on that day does not. */
function failingAfter(findings: readonly Finding[], day: string, timeZone: string): readonly Finding[] {
  const isAfter = (at: string | null): boolean => at !== null && dayOf(at, timeZone) > day;
  return findings.filter(
    (finding) =>
      (finding.verdict === 'fail' && isAfter(seenUntil(finding))) || finding.lapses.some(({ from }) => isAfter(from)),
  );
}

function passingOffer(exception: AuditException, findings: readonly Finding[], timeZone: string): readonly Offer[] {
  const { completedOn } = exception.response;
  const isLater = (at: string): boolean =>
    completedOn === null ? at > exception.raisedAt : dayOf(at, timeZone) >= completedOn;
  const passing = findings.filter((finding) => finding.verdict === 'pass' && isLater(seenUntil(finding) ?? ''));
  const at = newest(passing);
  if (at === null || passing.length < findings.length) return [];
  const words = `${counted(passing.length, 'finding')} of this exception ${passing.length === 1 ? 'passes' : 'pass'} in the reading of ${instantInWords(at)}. It can stand as verification.`;
  return [{ kind: 'passing', words, findings: passing.map(({ id }) => id), capturedAt: at }];
}

/** What contradicts the repair, in one sentence, with its findings; null while nothing does, or none is claimed. */
export function contradiction(
  exception: AuditException,
  findings: readonly Finding[],
  timeZone: string,
): Pick<Offer, 'words' | 'findings' | 'capturedAt'> | null {
  const day = repairedOn(exception);
  const again = day === null ? [] : failingAfter(findings, day, timeZone);
  const at = newest(again);
  if (day === null || at === null) return null;
  const words = `${names(again)} failed after ${dayWords(day)}, the day it was put right; last read ${instantInWords(at)}.`;
  return { words, findings: again.map(({ id }) => id), capturedAt: at };
}

function failingOffer(exception: AuditException, findings: readonly Finding[], timeZone: string): readonly Offer[] {
  const found = contradiction(exception, findings, timeZone);
  return found === null ? [] : [{ kind: 'failing-again', ...found }];
}

function matchingOffer(matching: readonly Finding[]): readonly Offer[] {
  if (matching.length === 0) return [];
  const words = `${counted(matching.length, 'more resource matches', 'more resources match')}: ${names(matching)}.`;
  return [{ kind: 'more-match', words, findings: matching.map(({ id }) => id), capturedAt: newest(matching) }];
}

/** What the last judgement offers: proof that it was put right, that it came back, or more of the same. Never added silently. */
export const offersOn = (
  exception: AuditException,
  findings: readonly Finding[],
  matching: readonly Finding[],
  timeZone: string,
): readonly Offer[] => [
  ...(exception.status === 'verified' || exception.status === 'withdrawn'
    ? []
    : passingOffer(exception, findings, timeZone)),
  ...failingOffer(exception, findings, timeZone),
  ...matchingOffer(matching),
];

/** Where an exception goes back to when it fails again; nothing when its state does not rest on a repair. */
const reopensTo: Readonly<Partial<Record<ExceptionStatus, ExceptionStatus>>> = {
  verified: 'open',
  remediated: 'in-remediation',
};

/** An exception that has to be opened again, and the sentence that says why. */
export interface Reopening {
  readonly to: ExceptionStatus;
  readonly because: string;
}

/** What a newer reading undoes: a repair that no longer holds. Readings up to the day of the repair say nothing about it. */
export function reopening(exception: AuditException, findings: readonly Finding[], timeZone: string): Reopening | null {
  const to = reopensTo[exception.status];
  const since = repairedOn(exception) ?? dayOf(exception.raisedAt, timeZone);
  const again = failingAfter(findings, since, timeZone);
  const at = newest(again);
  if (to === undefined || at === null) return null;
  return { to, because: `${names(again)} failed again, as the reading of ${instantInWords(at)} shows.` };
}

/** True when an accepted risk has run out. `today` is a calendar day. */
export const hasExpired = ({ status, acceptedRisk }: AuditException, today: string): boolean =>
  status === 'accepted-risk' && acceptedRisk !== null && acceptedRisk.until < today;
