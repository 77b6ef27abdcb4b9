import type { AuditException, EvidenceItem } from '@shared/domain/exception.ts';
import type { Period } from '@shared/domain/period.ts';
import { count, counted, dayWords, listed } from '@shared/domain/words.ts';
import type { SourceException, SourceFinding } from '../binder-source.ts';
import { listedUpTo, sentenceCase, withPeriod } from '../words.ts';
import { evidenceFile } from './evidence-file.ts';

/** A label with what is said under it. */
export interface Said {
  readonly label: string;
  readonly text: string;
}
/** A piece of evidence and its file in the binder; null for one without a file. */
interface EvidenceLine {
  readonly item: EvidenceItem;
  readonly file: string | null;
}

/** An exception as every writer prints it: what was found beside management's answer. */
export interface ExceptionLine extends SourceException {
  /** `Operating` */
  readonly kind: string;
  /** `2 of 13`; empty when not known. */
  readonly extent: string;
  /** `2 Feb 2026 to open`; empty when not known. */
  readonly window: string;
  /** What the readiness team did to find it. */
  readonly test: string;
  /** `Remediated on 9 Jan 2027, after the period ended; it stays in the period` */
  readonly state: string;
  /** `Management accepts the finding.` */
  readonly position: string;
  /** Management's own words, by section. */
  readonly response: readonly Said[];
  /** Who accepted a risk, who verified, why it was withdrawn, what it repeats. */
  readonly remarks: readonly Said[];
  readonly evidence: readonly EvidenceLine[];
  /** Checks whose findings it was raised from. */
  readonly checks: readonly string[];
  /** Findings it was raised from. */
  readonly findings: readonly string[];
}

const word = (id: string): string => sentenceCase(id.replaceAll('-', ' '));
const isSaid = ({ text }: Said): boolean => text.trim() !== '';
const sentence = (...parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(' ');

function extentOf({ deviationCount, sampleSize }: AuditException): string {
  if (deviationCount === null) return '';
  return sampleSize === null ? count(deviationCount) : `${count(deviationCount)} of ${count(sampleSize)}`;
}

const windowOf = ({ windowStart, windowEnd }: AuditException): string =>
  windowStart === null ? '' : `${dayWords(windowStart)} to ${windowEnd === null ? 'open' : dayWords(windowEnd)}`;

/** The state in words. A repair after the period ended is said with its day, and takes nothing out of the period. */
function stateOf({ status, response, acceptedRisk }: AuditException, { to }: Period): string {
  const { completedOn } = response;
  if (status === 'accepted-risk' && acceptedRisk !== null) return `Accepted risk until ${dayWords(acceptedRisk.until)}`;
  if ((status === 'remediated' || status === 'verified') && completedOn !== null) {
    const late = completedOn > to ? ', after the period ended; it stays in the period' : '';
    return `${status === 'remediated' ? 'Remediated, not yet verified; done' : 'Verified; done'} ${dayWords(completedOn)}${late}`;
  }
  return word(status);
}

function positionOf({ status, response: { position, statement } }: AuditException): string {
  if (position === 'accepts') return 'Management accepts the finding.';
  if (position === 'disputes') return 'Management disputes the finding.';
  if (status === 'withdrawn') return 'Withdrawn, so no response is asked for.';
  return statement.trim() === ''
    ? 'Management has not answered yet.'
    : 'Management has not said whether it accepts the finding.';
}

const cited = (ids: readonly string[]): string => (ids.length === 0 ? '' : `(${ids.join(', ')})`);

function lookedBack({ lookback }: AuditException['response']): string {
  const { performed, text, method, population, instances, from, to, whyNot } = lookback;
  if (performed === false) return sentence('Not looked back.', whyNot);
  const found = instances === null ? '' : `, ${counted(instances, 'instance')} found`;
  const figures = population === null ? '' : `${counted(population, 'item')} looked at${found}.`;
  const days = from === null || to === null ? '' : `${dayWords(from)} to ${dayWords(to)}.`;
  return sentence(text, method === '' ? '' : `Method: ${withPeriod(method)}`, figures, days);
}

/** Management's own words, section by section; sections without an answer are left out. */
function responseOf({ response, repeatOf }: AuditException): readonly Said[] {
  const cause = response.rootCauseCategory === null ? '' : `${word(response.rootCauseCategory)}.`;
  const rating = response.impactRating === null ? '' : `Impact: ${response.impactRating}.`;
  const controls = response.compensatingControlIds;
  const others = response.compensatingNone ? 'None claimed.' : controls.length === 0 ? '' : `${listed(controls)}.`;
  const fixedOn = response.correctionOn === null ? '' : `Fixed on ${dayWords(response.correctionOn)}.`;
  const doneOn = response.completedOn === null ? '' : `Done ${dayWords(response.completedOn)}.`;
  const by = response.monitoringId === '' ? '' : `By ${response.monitoringId}.`;
  return [
    { label: 'In its words', text: sentence(response.statement, cited(response.statementEvidence)) },
    { label: 'Cause', text: sentence(cause, response.rootCause) },
    { label: 'Looked back', text: lookedBack(response) },
    { label: 'For customers', text: sentence(rating, response.impact, cited(response.impactEvidence)) },
    { label: 'Other controls', text: sentence(others, response.compensating) },
    { label: 'Instances fixed', text: sentence(response.correction, fixedOn, cited(response.correctionEvidence)) },
    { label: 'Cause removed', text: response.correctiveAction },
    { label: 'Proof', text: sentence(response.proof, doneOn, cited(response.proofEvidence)) },
    { label: 'A repeat', text: sentence(response.monitoring, by, repeatOf === null ? '' : response.repeatWhy) },
  ].filter(isSaid);
}

function remarksOf({ exception, withdrawn }: SourceException): readonly Said[] {
  const { acceptedRisk: risk, verification, repeatOf, auditorDisposition, status } = exception;
  return [
    { label: 'Repeats', text: repeatOf ?? '' },
    {
      label: 'Withdrawn',
      text: status === 'withdrawn' ? withPeriod(sentenceCase(withdrawn ?? 'no reason is recorded')) : '',
    },
    {
      label: 'Accepted',
      text: risk === null ? '' : `By ${risk.by} until ${dayWords(risk.until)}: ${withPeriod(risk.reason)}`,
    },
    {
      label: 'Verified',
      text:
        verification === null
          ? ''
          : sentence(`By ${verification.by} on ${dayWords(verification.on)}:`, withPeriod(verification.words)),
    },
    { label: 'Auditor', text: auditorDisposition },
  ].filter(isSaid);
}

const byOrigin: Readonly<Record<AuditException['origins'][number]['kind'], string>> = {
  finding: '',
  lapse: '',
  'scope-difference': 'The scope register was compared with what was read of the clouds.',
  'missing-evidence': 'The evidence that the control names was asked for.',
  'sample-deviation': 'The items selected were inspected.',
  manual: 'Recorded by hand.',
};

/** What was done to find it: the rules that were judged, else what the control is tested by. */
function testOf({ exception, steps }: SourceException, titles: readonly string[]): string {
  const { sampleSize, origins, source } = exception;
  if (titles.length > 0) {
    const which = sampleSize === null ? 'every resource' : counted(sampleSize, 'resource');
    return `Judged every recorded version of ${which} in the period: ${withPeriod(listedUpTo(titles, 2))}`;
  }
  const size = sampleSize === null ? '' : `${counted(sampleSize, 'item')} tested.`;
  const how = byOrigin[origins[0]?.kind ?? 'manual'];
  return sentence(
    how,
    size,
    source === 'test' || origins[0]?.kind === 'missing-evidence' ? steps.slice(0, 2).map(withPeriod).join(' ') : '',
  );
}

/** Every exception as it is printed, in the order of the ids. */
export function exceptionLines(
  exceptions: readonly SourceException[],
  findings: readonly SourceFinding[],
  titles: ReadonlyMap<string, string>,
  period: Period,
): readonly ExceptionLine[] {
  const checkOf = new Map(findings.map(({ id, checkId }) => [id, checkId]));
  return exceptions.map((source) => {
    const { exception } = source;
    const own = exception.origins.map(({ id }) => id).filter((id) => checkOf.has(id));
    const checks = [...new Set(own.flatMap((id) => checkOf.get(id) ?? []))];
    return {
      ...source,
      kind: word(exception.kind),
      extent: extentOf(exception),
      window: windowOf(exception),
      test: testOf(
        source,
        checks.map((id) => titles.get(id) ?? id),
      ),
      state: stateOf(exception, period),
      position: positionOf(exception),
      // A withdrawn exception says nothing about its criteria.
      indicator: exception.status === 'withdrawn' ? '' : source.indicator,
      response: responseOf(exception),
      remarks: remarksOf(source),
      evidence: exception.evidence.map((item) => ({ item, file: evidenceFile(item) })),
      checks,
      findings: own,
    };
  });
}

/** Exceptions that stand, by something they name; withdrawn ones speak for nothing. */
export function standingBy(
  lines: readonly ExceptionLine[],
  namesOf: (line: ExceptionLine) => readonly string[],
): ReadonlyMap<string, readonly ExceptionLine[]> {
  const found = new Map<string, readonly ExceptionLine[]>();
  for (const line of lines.filter(({ exception }) => exception.status !== 'withdrawn'))
    for (const name of new Set(namesOf(line))) found.set(name, [...(found.get(name) ?? []), line]);
  return found;
}

/** Who answers for an exception: the person, the role, or that nobody is named. */
export const answeringFor = ({ exception: { response } }: Pick<ExceptionLine, 'exception'>): string =>
  [response.ownerName, response.ownerRole].filter((it) => it.trim() !== '').join(', ') || 'not named';

interface AttachedFile {
  readonly item: EvidenceItem & { readonly sha256: string };
  readonly file: string;
}

/** The files that travel with the exceptions. */
export const attachedFiles = ({
  exceptions,
}: {
  readonly exceptions: readonly ExceptionLine[];
}): readonly AttachedFile[] =>
  exceptions.flatMap(({ evidence }) =>
    evidence.flatMap(({ item, file }) =>
      file === null || item.sha256 === null ? [] : [{ item: { ...item, sha256: item.sha256 }, file }],
    ),
  );
