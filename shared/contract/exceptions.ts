import { z } from 'zod';
import { severities } from '../domain/check.ts';
import {
  actionStatuses,
  exceptionKinds,
  exceptionSources,
  exceptionStatuses,
  exposures,
  originKinds,
} from '../domain/exception.ts';
import {
  bands,
  flagKinds,
  impactRatings,
  pointIds,
  pointStates,
  positions,
  rootCauseCategories,
} from '../domain/response.ts';
import { count } from '../domain/words.ts';
import { auditException, response } from './exception-shapes.ts';
import { historyEntry } from './matrix.ts';
import { control, day, findingRow, handle, id, list, segment } from './shapes.ts';

const nothing = z.strictObject({});
const line = (max: number) => z.string().trim().max(max);
const longestProse = 20_000;
/** A section of the response: saved as typed, not trimmed while it is written. */
const prose = z.string().max(longestProse, {
  error: ({ input }) => `${count(String(input).length)} characters, and ${count(longestProse)} can be kept`,
});
const ids = z.array(id).max(100).readonly();

const severityReading = z.object({
  level: z.enum(severities),
  proposed: z.enum(severities),
  parts: list(z.object({ input: z.string(), words: z.string(), moves: z.literal([-1, 0, 1, 2]) })),
});
const rubricReading = z.object({
  points: list(
    z.object({
      id: z.enum(pointIds),
      title: z.string(),
      isCritical: z.boolean(),
      state: z.enum(pointStates),
      words: z.string(),
      example: z.string(),
    }),
  ),
  score: z.number(),
  band: z.enum(bands),
  cap: z.string().nullable(),
  flags: list(
    z.object({
      kind: z.enum(flagKinds),
      phrase: z.string(),
      field: z.string(),
      from: z.number(),
      to: z.number(),
      asks: z.string(),
    }),
  ),
});

/** A row of the exceptions table. */
const exceptionRow = z.object({
  exception: auditException,
  severity: severityReading,
  rubric: rubricReading.pick({ score: true, band: true, cap: true }),
  /** `Indicates a risk to CC6.6. The auditor concludes.` */
  indicator: z.string(),
  /** Lapsed or failing days inside the period. */
  daysInPeriod: z.number().nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  /** The resource handles customer data or transactions, by the scope register. */
  touchesCustomerData: z.boolean(),
});
/** What a newer reading says about an exception. */
const offer = z.object({
  kind: z.enum(['passing', 'failing-again', 'more-match']),
  words: z.string(),
  findings: list(z.string()),
  capturedAt: z.string().nullable(),
});
const exceptionDetail = z.object({
  row: exceptionRow,
  /** The response as it is being typed: the draft when there is one, else the last version. */
  response,
  isDraft: z.boolean(),
  savedAt: z.string().nullable(),
  rubric: rubricReading,
  control: control.nullable(),
  findings: list(findingRow),
  segments: list(segment),
  /** The story, oldest first. */
  story: list(z.object({ at: z.string(), kind: z.enum(['lapse', 'seen', 'done']), words: z.string() })),
  wouldHelp: list(z.string()),
  offers: list(offer),
  /** States this one may go to, each with what is still missing for it; empty when nothing is. */
  moves: list(z.object({ to: z.enum(exceptionStatuses), missing: list(z.string()) })),
  /** Controls that share a criterion, to name as compensating, with how they stand. */
  compensatingChoices: list(
    z.object({ id: z.string(), title: z.string(), standing: z.string(), isEffective: z.boolean() }),
  ),
  /** Exceptions of the same control in the report before: what this one may repeat. */
  earlier: list(z.object({ id: z.string(), controlId: z.string(), title: z.string(), report: z.string() })),
  versions: list(z.object({ number: z.number(), at: z.string(), by: z.string(), response })),
  history: list(historyEntry),
});

const raise = z.strictObject({
  title: line(200).optional(),
  controlId: id.optional(),
  kind: z.enum(exceptionKinds).optional(),
  source: z.enum(exceptionSources).optional(),
  description: line(4000).optional(),
  /** What is affected, in words; beside what the origins show. */
  items: z.array(line(400).min(1)).max(1000).readonly().optional(),
  /** Today and the person who raises it, when left out. */
  detectedOn: day.optional(),
  detectedBy: line(120).optional(),
  origins: z
    .array(z.strictObject({ kind: z.enum(originKinds), id: z.string().max(200) }))
    .max(1000)
    .readonly(),
});
const facts = z
  .strictObject({
    title: line(200).min(1),
    controlId: id,
    kind: z.enum(exceptionKinds),
    source: z.enum(exceptionSources),
    description: line(4000),
    /** Takes the place of the items that were written by hand. */
    items: z.array(line(400).min(1)).max(1000).readonly(),
    detectedOn: day,
    detectedBy: line(120).min(1),
    sampleSize: z.number().int().min(0).nullable(),
    deviationCount: z.number().int().min(0).nullable(),
    windowStart: day.nullable(),
    windowEnd: day.nullable(),
    exposure: z.enum(exposures),
    tolerableRate: z.number().min(0).max(1).nullable(),
    override: z.strictObject({ level: z.enum(severities), reason: line(2000).min(1), by: line(120).min(1) }).nullable(),
    repeatOf: line(200).nullable(),
    auditorDisposition: line(4000),
  })
  .partial();
/** What people type into a response; the lengths are limits, so that nothing is cut silently. */
export const typedResponse = z.strictObject({
  position: z.enum(positions).nullable(),
  statement: prose,
  statementEvidence: ids,
  rootCause: prose,
  rootCauseCategory: z.enum(rootCauseCategories).nullable(),
  lookback: z.strictObject({
    performed: z.boolean().nullable(),
    text: prose,
    method: prose,
    population: z.number().int().min(0).nullable(),
    instances: z.number().int().min(0).nullable(),
    from: day.nullable(),
    to: day.nullable(),
    whyNot: prose,
  }),
  impact: prose,
  impactRating: z.enum(impactRatings).nullable(),
  impactEvidence: ids,
  compensating: prose,
  compensatingControlIds: ids,
  compensatingNone: z.boolean(),
  correction: prose,
  correctionOn: day.nullable(),
  correctionEvidence: ids,
  correctiveAction: prose,
  ownerRole: z.string().max(120),
  ownerName: z.string().max(120),
  dueOn: day.nullable(),
  proof: prose,
  completedOn: day.nullable(),
  proofEvidence: ids,
  monitoring: prose,
  monitoringId: z.string().max(200),
  repeatWhy: prose,
});
const action = z.strictObject({
  id: z.string().max(40),
  action: line(2000).min(1),
  owner: line(120),
  startOn: day.nullable(),
  dueOn: day.nullable(),
  effort: z.number().min(0).max(10_000).nullable(),
  dependsOn: ids,
  successTest: line(2000),
  proof: line(2000),
  neededBeforePeriod: z.boolean(),
  status: z.enum(actionStatuses),
  doneOn: day.nullable(),
});
const planLine = z.object({
  exceptionId: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  touchesCustomerData: z.boolean(),
  action: z.object(action.shape),
  isOverdue: z.boolean(),
});
const formPreview = z.object({
  changes: list(
    z.object({
      exceptionId: z.string(),
      sheet: z.string(),
      fields: list(z.object({ field: z.string(), before: z.string(), after: z.string() })),
    }),
  ),
  /** Fields that were changed here too since the form went out, or by another form. */
  conflicts: list(
    z.object({ exceptionId: z.string(), field: z.string(), ours: z.string(), theirs: z.string(), words: z.string() }),
  ),
  errors: list(z.object({ sheet: z.string(), cell: z.string().nullable(), message: z.string() })),
  token: z.string(),
});

export const exceptionRoutes = {
  'exception.list': { input: nothing, output: z.object({ rows: list(exceptionRow), suggestions: z.number() }) },
  'exception.detail': { input: z.strictObject({ id }), output: exceptionDetail },
  'exception.raise': { input: raise, output: exceptionDetail },
  /** Adds findings that match to an exception. */
  'exception.add': { input: z.strictObject({ id, findings: ids }), output: exceptionDetail },
  'exception.update': { input: z.strictObject({ id, change: facts }), output: exceptionDetail },
  /** Keeps what is being typed; cheap, called within two seconds of a keystroke. Answers with the rubric. */
  'exception.type': {
    input: z.strictObject({ id, response: typedResponse }),
    output: z.object({ savedAt: z.string(), rubric: rubricReading }),
  },
  /** Makes the draft the next version. */
  'exception.keep': { input: z.strictObject({ id }), output: exceptionDetail },
  'exception.move': {
    input: z.strictObject({
      ids: z.array(id).min(1).max(200).readonly(),
      to: z.enum(exceptionStatuses),
      by: line(120),
      reason: line(4000),
      /** For an accepted risk: the day it ends. */
      until: day.nullable().optional(),
      /** For verification: evidence ids, or findings that pass now. */
      evidence: ids.optional(),
    }),
    output: z.object({ rows: list(exceptionRow), refused: list(z.object({ id: z.string(), why: z.string() })) }),
  },
  'exception.attach': {
    input: z.strictObject({ id, handles: z.array(handle).min(1).max(50), source: line(200) }),
    output: exceptionDetail,
  },
  'exception.plan': {
    input: z.strictObject({ id, actions: z.array(action).max(100).readonly() }),
    output: exceptionDetail,
  },
  'plan.get': {
    input: nothing,
    output: z.object({
      lines: list(planLine),
      /** Exceptions open at the end of each week of the period so far, and still due by then. */
      burnDown: list(z.object({ on: z.string(), open: z.number(), due: z.number() })),
    }),
  },
  'exception.exportForms': {
    input: z.strictObject({ handle, ids: ids.optional() }),
    output: z.object({ file: z.string(), sheets: z.number(), sha256: z.string() }),
  },
  'exception.previewForms': { input: z.strictObject({ handles: z.array(handle).min(1).max(20) }), output: formPreview },
  'exception.importForms': {
    input: z.strictObject({
      handles: z.array(handle).min(1).max(20),
      token: z.string().max(200),
      /** For each conflict `EX-001 field`: whose words stand. */
      choices: z.record(z.string(), z.enum(['ours', 'theirs'])),
    }),
    output: z.object({ applied: z.number(), rows: list(exceptionRow) }),
  },
} as const;
