import type { Severity } from '@shared/domain/check.ts';
import type { CheckReading, CriterionReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import { worst } from './gap-order.ts';

/** `unknown`: only verdicts that could not be given; `silent`: nothing seen or filed. Neither is a conclusion. */
type CriterionKind = 'gap' | 'no-gap' | 'unknown' | 'silent';

/** A criterion as the binder prints it. */
export interface CriterionLine {
  readonly reading: CriterionReading;
  readonly kind: CriterionKind;
  /** The highest severity of its gaps; null without one. */
  readonly severity: Severity | null;
  /** Gap numbers, lowest first. */
  readonly gaps: readonly string[];
  /** Why nothing is said, or what stays unknown; empty when there is nothing to add. */
  readonly note: string;
}

function kindOf({ reading, counts }: CriterionReading, gaps: readonly string[]): CriterionKind {
  if (gaps.length > 0 || reading === 'contradicted') return 'gap';
  if (reading === 'supported') return 'no-gap';
  return counts.unknown > 0 ? 'unknown' : 'silent';
}

function noteOf(kind: CriterionKind, { counts, criterion }: CriterionReading): string {
  if (kind === 'silent') return criterion.cloudEvidence === 'none' ? 'people’s records' : 'nothing seen';
  return counts.unknown > 0 ? `${counted(counts.unknown, 'unknown', 'unknown')}` : '';
}

/** Criteria with the gaps that touch them: a gap touches the criteria its check names. */
export function criterionLines(
  readings: readonly CriterionReading[],
  ranked: readonly CheckReading[],
  gapIds: ReadonlyMap<string, string>,
): readonly CriterionLine[] {
  return readings.map((reading) => {
    const touching = ranked.filter(({ criteria }) => criteria.includes(reading.criterion.id));
    const gaps = touching.flatMap(({ checkId }) => gapIds.get(checkId) ?? []);
    const kind = kindOf(reading, gaps);
    return {
      reading,
      kind,
      severity: worst(touching.map(({ severity }) => severity)),
      gaps,
      note: noteOf(kind, reading),
    };
  });
}
