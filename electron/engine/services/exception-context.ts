import { type Engagement, reportInterval, reportPeriod } from '@shared/domain/engagement.ts';
import type { AffectedItem, AuditException, Origin } from '@shared/domain/exception.ts';
import type { Finding } from '@shared/domain/finding.ts';
import { dayOf, daysBetween, earlier, later } from '@shared/domain/period.ts';
import type { CheckReading, ControlReading } from '@shared/domain/reading.ts';
import { repairSeenAt } from '../evaluate/follow-up.ts';
import { isOpen } from '../evaluate/moves.ts';
import type { KnownControl, Rubric, RubricContext } from '../evaluate/rubric/context.ts';
import { dueOnBy, severityOf } from '../evaluate/severity.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { type EarlierException, earlierExceptions } from './earlier-exceptions.ts';
import { readReadings } from './readings.ts';
import { loadRubric } from './rubric-file.ts';

/** All that exceptions are read against, fetched once for a request. */
export interface Surroundings {
  readonly engagement: Engagement;
  readonly today: string;
  /** The instant of the last judgement; null before the first. */
  readonly judgedUntil: string | null;
  readonly rubric: Rubric;
  readonly exceptions: readonly AuditException[];
  readonly checks: readonly CheckReading[];
  readonly controls: readonly ControlReading[];
  readonly known: ReadonlyMap<string, KnownControl>;
  /** Exceptions of the report before, as far as this engagement was told of them. */
  readonly earlier: readonly EarlierException[];
  finding(id: string): Finding | null;
}

type Standing = Omit<Surroundings, 'today'>;

function readStanding(workspace: Workspace, deps: Deps): Standing {
  const { checks, controls } = readReadings(workspace, deps);
  const exceptions = workspace.exceptions.all();
  const troubled = new Set(exceptions.filter(isOpen).map(({ controlId }) => controlId));
  const known = new Map(
    controls.map(({ control, reading }): readonly [string, KnownControl] => [
      control.id,
      { criteria: control.criteria, isEffective: reading === 'supported' && !troubled.has(control.id) },
    ]),
  );
  const findings = new Map<string, Finding | null>();
  return {
    engagement: workspace.engagements.get(),
    judgedUntil: workspace.judgements.get()?.asOf ?? null,
    rubric: loadRubric(deps.resources),
    exceptions,
    checks,
    controls,
    known,
    earlier: earlierExceptions(workspace),
    finding(id) {
      const found = findings.get(id) ?? workspace.findings.find(id);
      findings.set(id, found);
      return found;
    },
  };
}

/** Kept per workspace for as long as its log says the same: a response is read at each keystroke, which leaves no entry. */
const standings = new WeakMap<Workspace, { readonly head: string; readonly standing: Standing }>();

/** Reads what exceptions are judged against, as it is now. */
export function surroundings(workspace: Workspace, deps: Deps): Surroundings {
  const { hash } = workspace.log.head();
  const kept = standings.get(workspace);
  const standing = kept?.head === hash ? kept.standing : readStanding(workspace, deps);
  standings.set(workspace, { head: hash, standing });
  return { ...standing, today: dayOf(deps.clock(), standing.engagement.timeZone) };
}

const byFinding: readonly Origin['kind'][] = ['finding', 'lapse', 'missing-evidence'];

/** True when an origin is a finding: one that fails, one that lapsed, or one that could not be judged. */
export const restsOnFinding = ({ kind, id }: Origin, around: Surroundings): boolean =>
  byFinding.includes(kind) && (kind !== 'missing-evidence' || around.finding(id) !== null);

/** The findings an exception was raised from, as they stand now. */
export const findingsOf = ({ origins }: AuditException, around: Surroundings): readonly Finding[] =>
  origins.flatMap((origin) => (restsOnFinding(origin, around) ? (around.finding(origin.id) ?? []) : []));

/** The affected items, each ended where a reading since has shown its end. */
export function itemsNow({ affectedItems }: AuditException, around: Surroundings): readonly AffectedItem[] {
  return affectedItems.map((item) => {
    const { from, findingId } = item;
    if (from === null || item.to !== null || findingId === null) return item;
    const finding = around.finding(findingId);
    const ends = finding?.lapses.map((lapse) => ({ from: lapse.from, to: repairSeenAt(finding, lapse) })) ?? [];
    return { ...item, to: ends.find((end) => end.from <= from && (end.to === null || end.to > from))?.to ?? null };
  });
}

/** Days inside the period on which any of the affected items was failing, as far as anything was judged; null when nothing tells. */
export function daysInPeriod(exception: AuditException, around: Surroundings): number | null {
  const { from, to } = reportInterval(around.engagement);
  const end = earlier(to, around.judgedUntil ?? to);
  const spans = itemsNow(exception, around)
    .flatMap((item) => (item.from === null ? [] : [{ from: later(from, item.from), to: earlier(end, item.to ?? end) }]))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  if (spans.length === 0) return null;
  const { days } = spans.reduce(
    (sum, span) => ({
      days: sum.days + Math.max(0, daysBetween(later(span.from, sum.until), span.to)),
      until: later(sum.until, span.to),
    }),
    { days: 0, until: from },
  );
  return days;
}

/** The controls named as compensating that worked and serve one of the exception's criteria; none limits itself. */
function limitedBy({ controlId, criteria, response }: AuditException, { known }: Surroundings): readonly string[] {
  return response.compensatingControlIds.filter((id) => {
    const control = known.get(id);
    return id !== controlId && control?.isEffective === true && control.criteria.some((it) => criteria.includes(it));
  });
}

/** The earlier exceptions of the same control: what this one may repeat. */
export const earlierOf = ({ controlId }: AuditException, { earlier }: Surroundings): readonly EarlierException[] =>
  earlier.filter((it) => it.controlId === controlId);

/** The severity of an exception, with the rule that found it and the controls that limited it. */
export function severityNow(exception: AuditException, around: Surroundings) {
  const rules = findingsOf(exception, around).map(({ severity }) => severity);
  return severityOf(exception, {
    base: rules[0] ?? 'medium',
    days: daysInPeriod(exception, around),
    compensatedBy: limitedBy(exception, around),
  });
}

/** What a response is read against. */
export function rubricContext(exception: AuditException, around: Surroundings): RubricContext {
  return {
    rubric: around.rubric,
    exception,
    level: severityNow(exception, around).level,
    period: reportPeriod(around.engagement.scope),
    timeZone: around.engagement.timeZone,
    today: around.today,
    controls: around.known,
    checkIds: new Set(around.checks.map(({ checkId }) => checkId)),
    hadBefore: earlierOf(exception, around).length > 0,
  };
}

/** The day an exception is due: as management says, else by its severity. */
export const dueOn = (exception: AuditException, around: Surroundings): string =>
  exception.response.dueOn ??
  dueOnBy(severityNow(exception, around).level, exception.detectedOn, around.rubric.dueDays);
