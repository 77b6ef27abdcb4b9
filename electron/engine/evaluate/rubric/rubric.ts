import type { Band, PointId, PointReading, Response, RubricReading } from '@shared/domain/response.ts';
import { bands } from '@shared/domain/response.ts';
import { listed } from '@shared/domain/words.ts';
import type { Point, RubricContext } from './context.ts';
import { flagsOf } from './flags.ts';
import { changesCause, claimsWithoutProof, corrected, ownerAndDate, proof, recurrence } from './points-action.ts';
import { compensating, deniesWithoutEvidence, extent, impact, ownsTheFact, rootCause } from './points-facts.ts';

const points: Readonly<Record<PointId, Point>> = {
  R1: ownsTheFact,
  R2: rootCause,
  R3: extent,
  R4: impact,
  R5: compensating,
  R6: corrected,
  R7: changesCause,
  R8: ownerAndDate,
  R9: proof,
  R10: recurrence,
};
const worth = { met: 1, partial: 0.5, 'not-met': 0 } as const;

interface Cap {
  readonly band: Band;
  readonly words: string;
}

function capsOf(response: Response, readings: readonly PointReading[], context: RubricContext): readonly Cap[] {
  const missed = readings.filter(({ isCritical, state }) => isCritical && state === 'not-met').map(({ id }) => id);
  return [
    ...(deniesWithoutEvidence(response, context) ? [{ band: 'weak', words: 'Denies without evidence.' } as const] : []),
    ...(claimsWithoutProof(response, context)
      ? [{ band: 'weak', words: 'R9 caps it: completion without evidence.' } as const]
      : []),
    ...(missed.length >= 2 ? [{ band: 'weak', words: `${listed(missed)} cap it.` } as const] : []),
    ...(missed.length === 1 ? [{ band: 'adequate', words: `${missed[0]} caps it.` } as const] : []),
  ];
}

const lower = (a: Band, b: Band): Band => (bands.indexOf(a) <= bands.indexOf(b) ? a : b);

/**
 * Reads a response by the ten points of the rubric: the same response and context always give the same score, and every
 * point says what is there or what is missing. It helps the author; it is no judgement of the exception.
 */
export function readRubric(response: Response, context: RubricContext): RubricReading {
  const { rubric } = context;
  const readings = rubric.points.map((point): PointReading => ({ ...point, ...points[point.id](response, context) }));
  const score = readings.reduce((sum, { state }) => sum + worth[state], 0);
  const byScore: Band =
    score >= rubric.substantiveFrom ? 'substantive' : score >= rubric.adequateFrom ? 'adequate' : 'weak';
  const caps = capsOf(response, readings, context);
  const band = caps.reduce((lowest, cap) => lower(lowest, cap.band), byScore);
  return {
    points: readings,
    score,
    band,
    cap: band === byScore ? null : (caps.find((cap) => cap.band === band)?.words ?? null),
    flags: flagsOf(response, readings, context),
  };
}
