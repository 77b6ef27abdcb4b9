import { type Severity, severities } from '@shared/domain/check.ts';
import type { AuditException, ExceptionKind, SeverityPart, SeverityReading } from '@shared/domain/exception.ts';
import { addDays } from '@shared/domain/period.ts';
import { counted, listed } from '@shared/domain/words.ts';

/** What a severity is proposed from besides the exception itself. */
export interface SeverityContext {
  /** The severity of the rule that found it; medium when none did. */
  readonly base: Severity;
  /** Days inside the period on which it was so; null when nothing tells. */
  readonly days: number | null;
  /** Another control of the same criteria that worked in the period. */
  readonly compensatedBy: readonly string[];
}

/** Share of deviations still tolerable when nobody set one. A default of ours; firms set their own. */
const usualRate = 0.1;
const manyCriteria = 4;
const longDays = 90;
const shortDays = 2;

const kindMoves: Readonly<Record<ExceptionKind, SeverityPart['moves']>> = {
  design: 1,
  operating: 0,
  evidence: 0,
  timing: -1,
  scope: 0,
};
const kindWords: Readonly<Record<ExceptionKind, string>> = {
  design: 'The control was not designed to do it',
  operating: 'The control is designed and did not operate',
  evidence: 'Evidence is missing',
  timing: 'It was done late',
  scope: 'Something is outside what was declared',
};
/** One decimal, so that 10.4 against 10 is seen to be more. */
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function ratePart({ sampleSize, deviationCount, severityInputs }: AuditException): SeverityPart {
  const input = 'Deviation rate';
  if (sampleSize === null || deviationCount === null || sampleSize === 0)
    return { input, words: 'How many of how many is not known.', moves: 0 };
  const rate = deviationCount / sampleSize;
  const tolerable = severityInputs.tolerableRate ?? usualRate;
  const words = `${deviationCount} of ${sampleSize}, ${percent(rate)}, against a tolerable ${percent(tolerable)}.`;
  return { input, words, moves: rate > tolerable ? 1 : 0 };
}

function daysPart(days: number | null): SeverityPart {
  const input = 'Days in the period';
  if (days === null) return { input, words: 'The days are not known.', moves: 0 };
  const whole = days === 0 ? 0 : Math.max(1, Math.round(days));
  return {
    input,
    words: `${counted(whole, 'day')} inside the period.`,
    moves: whole > longDays ? 1 : whole <= shortDays ? -1 : 0,
  };
}

const exposurePart = ({ severityInputs: { exposure } }: AuditException): SeverityPart => ({
  input: 'Data or commitments exposed',
  words: { none: 'None is stated.', possible: 'Exposure is possible.', confirmed: 'Exposure is confirmed.' }[exposure],
  moves: ({ none: 0, possible: 1, confirmed: 2 } as const)[exposure],
});

/** The severity of an exception with its parts. A person's own level wins; what the parts give stays beside it. */
export function severityOf(exception: AuditException, { base, days, compensatedBy }: SeverityContext): SeverityReading {
  const { kind, criteria, repeatOf, severityInputs } = exception;
  const parts: readonly SeverityPart[] = [
    { input: 'Severity of the rule', words: `It begins at ${base}.`, moves: 0 },
    ratePart(exception),
    { input: 'Design or operating', words: `${kindWords[kind]}.`, moves: kindMoves[kind] },
    {
      input: 'Criteria touched',
      words: criteria.length === 0 ? 'None is named.' : `${listed(criteria)}.`,
      moves: criteria.length >= manyCriteria ? 1 : 0,
    },
    exposurePart(exception),
    daysPart(days),
    {
      input: 'Compensating control',
      words:
        compensatedBy.length === 0 ? 'None is named that worked.' : `${listed(compensatedBy)} worked in the period.`,
      moves: compensatedBy.length === 0 ? 0 : -1,
    },
    {
      input: 'Repeat',
      words: repeatOf === null ? 'None is known.' : `It repeats ${repeatOf}.`,
      moves: repeatOf === null ? 0 : 1,
    },
  ];
  const at = severities.indexOf(base) + parts.reduce((sum, { moves }) => sum + moves, 0);
  const proposed = severities[Math.max(0, Math.min(severities.length - 1, at))] ?? base;
  return { level: severityInputs.override?.level ?? proposed, proposed, parts };
}

/** The last day by which an exception of this severity should be put right. */
export const dueOnBy = (level: Severity, detectedOn: string, dueDays: Readonly<Record<Severity, number>>): string =>
  addDays(detectedOn, dueDays[level]);

const theirs = "The judgement is the auditor's.";

/** What an exception says about its criteria. An indicator for planning; the judgement is the auditor's. */
export function indicatorOf(
  { controlId, kind, criteria }: Pick<AuditException, 'controlId' | 'kind' | 'criteria'>,
  /** For each criterion, the other controls that worked in the period and have no open exception. */
  supportedBy: ReadonlyMap<string, readonly string[]>,
): string {
  const alone = criteria.filter((criterion) => (supportedBy.get(criterion) ?? []).length === 0);
  if (kind === 'evidence' && alone.length > 0) return `Indicator: evidence missing for ${listed(alone)}. ${theirs}`;
  if (alone.length > 0)
    return `Indicates a risk of a qualified opinion on ${listed(alone)}: no other control of ${alone.length === 1 ? 'it' : 'them'} is supported. ${theirs}`;
  const others = [...new Set(criteria.flatMap((criterion) => supportedBy.get(criterion) ?? []))];
  const likely = `An exception on ${controlId} is likely to be listed.`;
  return others.length === 0
    ? `${likely} It names no criterion. ${theirs}`
    : `${likely} ${listed(criteria)} ${criteria.length === 1 ? 'is' : 'are'} also served by ${listed(others.slice(0, 4))}. ${theirs}`;
}
