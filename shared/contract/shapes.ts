import { z } from 'zod';
import { type Parameter, severities, stricterWays } from '../domain/check.ts';
import type { Control, Declaration, PastWording } from '../domain/control.ts';
import { controlNatures, controlStatuses, controlTypes, frequencies } from '../domain/control.ts';
import type { CoverageCell, Gap, OtherRule } from '../domain/coverage.ts';
import type { Criterion } from '../domain/criterion.ts';
import { standings } from '../domain/criterion.ts';
import type { Engagement, Person, PreviousReport } from '../domain/engagement.ts';
import { stalenessAnchors, trustCategories } from '../domain/engagement.ts';
import type { Lapse, Segment } from '../domain/finding.ts';
import { findingStates } from '../domain/finding.ts';
import type { Json } from '../domain/json.ts';
import { isDay } from '../domain/period.ts';
import type { CheckReading, ControlReading, CriterionReading } from '../domain/reading.ts';
import type { ResourceRef } from '../domain/resource.ts';
import { providers } from '../domain/resource.ts';
import type { Seen } from '../domain/verdict.ts';
import { verdictStatuses } from '../domain/verdict.ts';

export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

export const day = z.string().refine(isDay, 'a calendar day such as 2026-12-31');
export const text = z.string().max(400);
export const id = z.string().min(1).max(200);
/** An opaque name for a path that main keeps; the renderer never sees or names a path. */
export const handle = z.uuid();

export const period = z.strictObject({ from: day, to: day });
export const reportScope = z.discriminatedUnion('reportType', [
  z.strictObject({ reportType: z.literal(1), asOfOn: day }),
  z.strictObject({ reportType: z.literal(2), period }),
]);
export const previousReport = z.object({
  scope: reportScope,
  reportedOn: day.nullable(),
  auditor: z.string().max(200),
  opinion: z.string().max(400),
}) satisfies z.ZodType<PreviousReport>;
export const person = z.object({
  role: z.string().trim().min(1).max(120),
  name: z.string().trim().max(120),
}) satisfies z.ZodType<Person>;
export const engagement = z.object({
  id: z.string(),
  client: z.string(),
  service: z.string(),
  scope: reportScope,
  categories: list(z.enum(trustCategories)),
  timeZone: z.string(),
  auditor: z.string(),
  reportOn: day.nullable(),
  previous: previousReport.nullable(),
  people: list(person),
  stalenessAnchor: z.enum(stalenessAnchors),
  rolledFrom: z.string().nullable(),
  createdAt: z.string(),
}) satisfies z.ZodType<Engagement>;

export const seen = z.object({ path: z.string(), value: z.string().nullable() }) satisfies z.ZodType<Seen>;
export const resourceRef = z.object({
  provider: z.enum(providers),
  account: z.string(),
  region: z.string(),
  type: z.string(),
  id: z.string(),
  name: z.string(),
}) satisfies z.ZodType<ResourceRef>;

export const segment = z.object({
  kind: z.enum(['held', 'lapsed', 'unobserved', 'not-applicable']),
  from: z.string(),
  to: z.string(),
}) satisfies z.ZodType<Segment>;
export const lapse = z.object({
  from: z.string(),
  to: z.string().nullable(),
  isStartUncertain: z.boolean(),
  because: z.string(),
  seen: list(seen),
  capturedAt: z.string(),
  itemSha256: z.string().nullable(),
  snapshotId: z.string().nullable(),
}) satisfies z.ZodType<Lapse>;

export const stateCounts = z.object({
  fail: z.number(),
  lapsed: z.number(),
  unknown: z.number(),
  pass: z.number(),
  'not-applicable': z.number(),
});

const criterion = z.object({
  id: z.string(),
  title: z.string(),
  category: z.enum(trustCategories),
  group: z.string(),
  groupTitle: z.string(),
  cloudEvidence: z.enum(['direct', 'partial', 'none']),
}) satisfies z.ZodType<Criterion>;
export const criterionReading = z.object({
  criterion,
  reading: z.enum(standings),
  counts: stateCounts,
  controls: list(z.string()),
  controlsWithEvidence: z.number(),
  because: z.string(),
}) satisfies z.ZodType<CriterionReading>;

/** Any JSON value; declared here because zod's own type of it is mutable. */
export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json).readonly(), z.record(z.string(), json)]),
);
export const declaration = z.object({
  checkId: z.string(),
  parameter: z.string(),
  value: json,
}) satisfies z.ZodType<Declaration>;
/** A parameter of a check, with the check it belongs to. */
export const checkParameter = z.object({
  checkId: z.string(),
  name: z.string(),
  unit: z.string(),
  meaning: z.string(),
  default: json,
  stricter: z.enum(stricterWays).optional(),
}) satisfies z.ZodType<Omit<Parameter, 'stricter'>>;
const wording = {
  statement: z.string(),
  nature: z.enum(controlNatures),
  frequency: z.enum(frequencies),
  population: z.string(),
  declares: list(declaration),
};
const pastWording = z.object({
  ...wording,
  version: z.number(),
  effectiveFrom: z.string().nullable(),
}) satisfies z.ZodType<PastWording>;
export const control = z.object({
  ...wording,
  id: z.string(),
  domain: z.string(),
  title: z.string(),
  criteria: list(z.string()),
  type: z.enum(controlTypes),
  targetCadence: z.enum(frequencies),
  owner: z.string(),
  performer: z.string(),
  systems: list(z.string()),
  isKey: z.boolean(),
  risk: z.string(),
  evidence: list(z.string()),
  testOfDesign: z.string(),
  testOfOperation: list(z.string()),
  policy: z.string(),
  status: z.enum(controlStatuses),
  reason: z.string().nullable(),
  checks: list(z.string()),
  version: z.number(),
  effectiveFrom: z.string().nullable(),
  effectiveTo: z.string().nullable(),
  earlier: list(pastWording),
}) satisfies z.ZodType<Control>;
export const controlReading = z.object({
  control,
  reading: z.enum([...standings, 'unknown']),
  counts: stateCounts,
  segments: list(segment),
  words: z.string(),
}) satisfies z.ZodType<ControlReading>;

export const checkReading = z.object({
  checkId: z.string(),
  version: z.number(),
  title: z.string(),
  why: z.string(),
  severity: z.enum(severities),
  criteria: list(z.string()),
  controls: list(z.string()),
  remediation: z.string(),
  cannotShow: z.string(),
  judgedBy: z.string().nullish(),
  counts: stateCounts,
  population: z.number(),
  sentence: z.string(),
}) satisfies z.ZodType<CheckReading>;

export const otherRule = z.object({
  account: z.string(),
  region: z.string(),
  name: z.string(),
  source: z.string(),
  compliance: z.string().nullable(),
}) satisfies z.ZodType<OtherRule>;
export const coverageCell = z.object({
  account: z.string(),
  region: z.string(),
  recorder: z.enum(['recording-all', 'recording-some', 'stopped', 'failing', 'none-found', 'not-read', 'rows-read']),
  because: z.string(),
  recordsGlobalTypes: z.boolean().nullable(),
  stoppedAt: z.string().nullable(),
  excludedTypes: list(z.string()),
  resources: z.number(),
  types: z.number(),
  earliestAt: z.string().nullable(),
  latestAt: z.string().nullable(),
  verdictsUnknown: z.number(),
}) satisfies z.ZodType<CoverageCell>;
export const gap = z.object({
  account: z.string(),
  region: z.string(),
  what: z.string(),
  reason: z.string(),
  hides: z.string(),
  remedy: z.string(),
  verdictsUnknown: z.number(),
}) satisfies z.ZodType<Gap>;

export const auditHead = z.object({ entries: z.number(), hash: z.string() });
export const auditEntry = z.object({
  seq: z.number(),
  at: z.string(),
  actor: z.string(),
  toolVersion: z.string(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  beforeDigest: z.string().nullable(),
  afterDigest: z.string().nullable(),
  reason: z.string().nullable(),
  prevHash: z.string(),
  entryHash: z.string(),
});

/** A row of the findings table: what a line shows, nothing more. */
export const findingRow = z.object({
  id: z.string(),
  checkId: z.string(),
  controlId: z.string().nullable(),
  state: z.enum(findingStates),
  verdict: z.enum(verdictStatuses),
  severity: z.enum(severities),
  resource: resourceRef,
  because: z.string(),
  path: z.string().nullable(),
  value: z.string().nullable(),
  capturedAt: z.string().nullable(),
  segments: list(segment),
});
export type FindingRow = z.infer<typeof findingRow>;
