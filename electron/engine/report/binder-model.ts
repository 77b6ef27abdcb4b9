import type { AuditEntry, AuditHead } from '@shared/domain/audit-log.ts';
import type { Collection, Snapshot, Task } from '@shared/domain/collection.ts';
import type { CoverageCell, Gap } from '@shared/domain/coverage.ts';
import type { Conclusion } from '@shared/domain/criterion.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import type { Period } from '@shared/domain/period.ts';
import type { CheckReading, ControlReading, StateCounts } from '@shared/domain/reading.ts';
import type { Stated } from '@shared/domain/stated-place.ts';
import type { BinderSource, SourceFinding, SourceResource } from './binder-source.ts';
import { type CountRow, countRows, stateCounts } from './model/counts.ts';
import { type CriterionLine, criterionLines } from './model/criteria.ts';
import { type ExceptionLine, exceptionLines, standingBy } from './model/exceptions.ts';
import { type Fact, facts, type Remark, remaining } from './model/facts.ts';
import { type FindingLine, findingLines, type LapseLine } from './model/findings.ts';
import { gapChecks, gapIds } from './model/gap-order.ts';
import { type GapBlock, gapBlocks } from './model/gaps.ts';
import { type Heading, heading } from './model/heading.ts';
import { type CoverageMatrix, coverageMatrix, notRead, scopeSentence, systems } from './model/scope.ts';
import { type DeclaredScope, declaredScope } from './model/scope-declared.ts';

/** One file of a collection: the task that brought it and, when it could be read, the snapshot it became. */
interface SourceLine {
  readonly collection: Collection;
  readonly task: Task;
  readonly snapshot: Snapshot | null;
  /** What a person stated because the file does not say it. */
  readonly stated: Stated | null;
}

/** A check and the gap it makes, when it makes one. */
export interface RuleLine {
  readonly check: CheckReading;
  readonly gap: string | null;
}

/** All that a binder says. Both writers print from this and from nothing else, so that they cannot disagree. */
export interface BinderModel {
  readonly heading: Heading;
  /** The days the report speaks of, in the client's zone. */
  readonly days: Period;
  readonly number: number;
  readonly categories: readonly string[];
  readonly program: string;
  readonly head: AuditHead;
  readonly counts: StateCounts;
  readonly facts: readonly Fact[];
  readonly countRows: readonly CountRow[];
  readonly remaining: readonly Remark[];
  readonly systems: readonly string[];
  readonly scope: string;
  readonly declared: DeclaredScope;
  readonly matrix: CoverageMatrix;
  readonly cells: readonly CoverageCell[];
  readonly notRead: readonly Gap[];
  readonly criteria: readonly CriterionLine[];
  /** What named persons concluded, by criterion. */
  readonly conclusions: ReadonlyMap<string, Conclusion>;
  readonly controls: readonly ControlReading[];
  readonly gaps: readonly GapBlock[];
  readonly rules: readonly RuleLine[];
  readonly exceptions: readonly ExceptionLine[];
  /** Exceptions that stand, by the ids of checks, findings and controls. */
  readonly exceptionsOf: {
    readonly check: ReadonlyMap<string, readonly ExceptionLine[]>;
    readonly finding: ReadonlyMap<string, readonly ExceptionLine[]>;
    readonly control: ReadonlyMap<string, readonly ExceptionLine[]>;
  };
  readonly findings: readonly FindingLine[];
  readonly lapses: readonly LapseLine[];
  readonly resources: readonly SourceResource[];
  readonly sources: readonly SourceLine[];
  readonly log: readonly AuditEntry[];
}

function sourceLines({ collections, snapshots, stated }: BinderSource): readonly SourceLine[] {
  const byId = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  return collections.flatMap((collection) =>
    collection.tasks.map((task) => ({
      collection,
      task,
      snapshot: byId.get(task.snapshotId ?? '') ?? null,
      stated: stated.get(collection.id) ?? null,
    })),
  );
}

type Raised = Pick<BinderModel, 'exceptions' | 'exceptionsOf'>;

/** The exceptions, and where else they are named. */
function raised(source: BinderSource, findings: readonly SourceFinding[]): Raised {
  const titles = new Map(source.checks.map(({ checkId, title }) => [checkId, title]));
  const exceptions = exceptionLines(source.exceptions, findings, titles, reportPeriod(source.engagement.scope));
  return {
    exceptions,
    exceptionsOf: {
      check: standingBy(exceptions, ({ checks }) => checks),
      finding: standingBy(exceptions, (line) => line.findings),
      control: standingBy(exceptions, ({ exception }) => [exception.controlId]),
    },
  };
}

/** Everything a binder says, from everything one workspace knows at one moment. Reads each list once. */
export function binderModel(source: BinderSource): BinderModel {
  const head = heading(source);
  const ranked = gapChecks(source.checks);
  const ids = gapIds(ranked);
  const resources = [...source.resources()];
  const found = [...source.findings()];
  const { findings, lapses } = findingLines(found, source.checks, ids, head);
  const exceptions = raised(source, found);
  const gaps = gapBlocks(ranked, findings, lapses, source.controls, exceptions.exceptionsOf.check, head);
  const criteria = criterionLines(source.criteria, ranked, ids);
  const counts = stateCounts(findings);
  const unread = notRead(source.gaps);
  const accounts = systems(resources);
  return {
    heading: head,
    days: reportPeriod(source.engagement.scope),
    number: source.number,
    categories: source.engagement.categories,
    program: `Fieldwork ${source.toolVersion}`,
    head: source.head,
    counts,
    facts: facts(gaps, counts, unread, head),
    countRows: countRows(criteria, source.controls, counts),
    remaining: remaining(gaps, counts, head),
    systems: accounts,
    scope: scopeSentence(source, accounts.length),
    declared: declaredScope(source),
    matrix: coverageMatrix(source.cells),
    cells: source.cells,
    notRead: unread,
    criteria,
    conclusions: new Map(source.conclusions.map((conclusion) => [conclusion.criterion, conclusion])),
    controls: source.controls,
    gaps,
    rules: source.checks.map((check) => ({ check, gap: ids.get(check.checkId) ?? null })),
    ...exceptions,
    findings,
    lapses,
    resources,
    sources: sourceLines(source),
    log: source.log,
  };
}
