import { severities, stricterWays } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import { z } from 'zod';
import data from '../../../resources/checks/aws-rule-results.json' with { type: 'json' };

const json: z.ZodType<Json> = z.json();

const definition = z.object({
  id: z.string().regex(/^aws\.rule\.[a-z\d-]+$/),
  /** `Source.SourceIdentifier` of the managed rule. */
  identifier: z.string().regex(/^[A-Z\d_]+$/),
  title: z.string(),
  failsAs: z.string(),
  criteria: z.array(z.string()),
  severity: z.enum(severities),
  /** What a failing result means, in a few words. */
  consequence: z.string(),
  /** Null where the documentation read does not say; then the rule's own frequency tells. */
  trigger: z.enum(['periodic', 'change']).nullable(),
  maxAgeHours: z.number().nullable(),
  /** A result on the account speaks of the region of the rule only. */
  isPerRegion: z.boolean(),
  note: z.string().nullable(),
  parameter: z.object({ name: z.string(), unit: z.string(), meaning: z.string(), default: json }).nullable(),
  inputs: z.array(
    z.object({
      name: z.string(),
      default: z.number(),
      /** Where the parameter is a map: the entry compared. */
      field: z.string().nullable(),
      stricter: z.enum(stricterWays).extract(['higher', 'lower']),
    }),
  ),
});

/** A managed rule whose results become findings. */
export type RuleDefinition = z.infer<typeof definition>;

/** The managed rules known, in the order of the file. */
export const ruleDefinitions: readonly RuleDefinition[] = z.object({ rules: z.array(definition) }).parse(data).rules;
