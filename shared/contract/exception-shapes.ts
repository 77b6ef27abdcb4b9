import { z } from 'zod';
import { severities } from '../domain/check.ts';
import {
  type AuditException,
  actionStatuses,
  evidenceKinds,
  exceptionKinds,
  exceptionSources,
  exceptionStatuses,
  exposures,
  originKinds,
} from '../domain/exception.ts';
import { impactRatings, positions, type Response, rootCauseCategories } from '../domain/response.ts';

const text = z.string();
const texts = z.array(z.string()).readonly();
const maybe = z.string().nullable();
/** A response, whole. */
export const response = z.object({
  position: z.enum(positions).nullable(),
  statement: text,
  statementEvidence: texts,
  rootCause: text,
  rootCauseCategory: z.enum(rootCauseCategories).nullable(),
  lookback: z.object({
    performed: z.boolean().nullable(),
    text,
    method: text,
    population: z.number().nullable(),
    instances: z.number().nullable(),
    from: maybe,
    to: maybe,
    whyNot: text,
  }),
  impact: text,
  impactRating: z.enum(impactRatings).nullable(),
  impactEvidence: texts,
  compensating: text,
  compensatingControlIds: texts,
  compensatingNone: z.boolean(),
  correction: text,
  correctionOn: maybe,
  correctionEvidence: texts,
  correctiveAction: text,
  ownerRole: text,
  ownerName: text,
  dueOn: maybe,
  proof: text,
  completedOn: maybe,
  proofEvidence: texts,
  monitoring: text,
  monitoringId: text,
  repeatWhy: text,
}) satisfies z.ZodType<Response>;
/** An exception, whole. */
export const auditException = z.object({
  id: text,
  title: text,
  controlId: text,
  criteria: texts,
  kind: z.enum(exceptionKinds),
  source: z.enum(exceptionSources),
  description: text,
  sampleSize: z.number().nullable(),
  deviationCount: z.number().nullable(),
  affectedItems: z
    .array(
      z.object({
        words: text,
        findingId: maybe,
        from: maybe,
        to: maybe,
        capturedAt: maybe,
        itemSha256: maybe,
        snapshotId: maybe,
      }),
    )
    .readonly(),
  windowStart: maybe,
  windowEnd: maybe,
  detectedOn: text,
  detectedBy: text,
  origins: z.array(z.object({ kind: z.enum(originKinds), id: text })).readonly(),
  severityInputs: z.object({
    exposure: z.enum(exposures),
    tolerableRate: z.number().nullable(),
    override: z.object({ level: z.enum(severities), reason: text, by: text }).nullable(),
  }),
  status: z.enum(exceptionStatuses),
  response,
  evidence: z
    .array(
      z.object({
        id: text,
        kind: z.enum(evidenceKinds),
        title: text,
        source: text,
        collectedAt: text,
        by: text,
        sha256: maybe,
        fileName: maybe,
      }),
    )
    .readonly(),
  plan: z
    .array(
      z.object({
        id: text,
        action: text,
        owner: text,
        startOn: maybe,
        dueOn: maybe,
        effort: z.number().nullable(),
        dependsOn: texts,
        successTest: text,
        proof: text,
        neededBeforePeriod: z.boolean(),
        status: z.enum(actionStatuses),
        doneOn: maybe,
      }),
    )
    .readonly(),
  acceptedRisk: z.object({ by: text, reason: text, until: text }).nullable(),
  verification: z.object({ by: text, on: text, words: text, evidence: texts }).nullable(),
  repeatOf: maybe,
  auditorDisposition: text,
  raisedAt: text,
  raisedBy: text,
}) satisfies z.ZodType<AuditException>;
