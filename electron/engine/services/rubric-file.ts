import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pointIds } from '@shared/domain/response.ts';
import { z } from 'zod';
import type { Rubric } from '../evaluate/rubric/context.ts';

const phrases = z.array(z.string());
const rubricFile = z.object({
  scoring: z.object({ bands: z.array(z.object({ id: z.string(), min: z.number() })) }),
  items: z.array(
    z.object({ id: z.enum(pointIds), title: z.string(), critical: z.boolean(), strongExample: z.string() }),
  ),
  rootCauseRejected: phrases,
  phrasesToFlag: z.object({ minimising: phrases, vague: phrases, reminderOnly: phrases, unprovenCompletion: phrases }),
  severity: z.object({
    dueDays: z.object({ critical: z.number(), high: z.number(), medium: z.number(), low: z.number() }),
  }),
});

let known: Rubric | undefined;

/** The rubric shipped with the program; read once, for it is asked at every keystroke. */
export function loadRubric(resources: string): Rubric {
  if (known !== undefined) return known;
  const file = rubricFile.parse(JSON.parse(readFileSync(join(resources, 'controls', 'response-rubric.json'), 'utf8')));
  const from = (band: string): number => file.scoring.bands.find(({ id }) => id === band)?.min ?? 10;
  known = {
    points: file.items.map(({ id, title, critical, strongExample }) => ({
      id,
      title,
      isCritical: critical,
      example: strongExample,
    })),
    rejectedCauses: file.rootCauseRejected,
    phrases: file.phrasesToFlag,
    dueDays: file.severity.dueDays,
    substantiveFrom: from('substantive'),
    adequateFrom: from('adequate'),
  };
  return known;
}
