import { z } from 'zod';
import { trustCategories } from '../domain/engagement.ts';
import type { ReadinessDate } from '../domain/readiness.ts';
import type { ReadinessWarning } from '../domain/readiness-warnings.ts';
import {
  dataClasses,
  differenceKinds,
  type ScopeCell,
  type ScopeConfirmation,
  type ScopeDifference,
  type ScopeMemo,
  type System,
  stances,
  systemKinds,
} from '../domain/system.ts';
import { day, engagement, handle, id, list, person, previousReport, reportScope } from './shapes.ts';
import { summary } from './views.ts';

const nothing = z.strictObject({});
const line = (max: number) => z.string().trim().max(max);

const systemFields = {
  kind: z.enum(systemKinds),
  name: line(120).min(1),
  identifier: line(400),
  owner: line(120),
  dataClass: z.enum(dataClasses),
  handlesCustomerData: z.boolean(),
  stance: z.enum(['in', 'excluded']),
  reason: line(2000),
  locations: z
    .array(z.object({ region: line(60).min(1), stance: z.enum(stances), reason: line(2000) }))
    .max(100)
    .readonly(),
  method: z.enum(['carve-out', 'inclusive']).nullable(),
  expected: z.array(line(1000)).max(50).readonly(),
  userControls: z.array(line(1000)).max(50).readonly(),
};
export const system = z.object({ id: z.string(), ...systemFields }) satisfies z.ZodType<System>;
const systemEdit = z.discriminatedUnion('kind', [
  /** A null id asks for a new one. */
  z.strictObject({ kind: z.literal('put'), id: id.nullable(), system: z.strictObject(systemFields) }),
  z.strictObject({ kind: z.literal('remove'), id }),
]);

const decision = z.object({
  difference: z.string(),
  kind: z.enum(['accepted', 'asked']),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  seenDigest: z.string(),
});
export const scopeDifference = z.object({
  id: z.string(),
  kind: z.enum(differenceKinds),
  account: z.string(),
  region: z.string().nullable(),
  declared: z.object({ stance: z.enum([...stances, 'not-named']), words: z.string() }),
  seen: z.object({
    resources: z.number().nullable(),
    words: z.string(),
    firstSeenAt: z.string().nullable(),
    digest: z.string(),
  }),
  consequence: z.string(),
  evidence: list(
    z.object({
      words: z.string(),
      snapshotId: z.string().nullable(),
      itemSha256: z.string().nullable(),
      capturedAt: z.string().nullable(),
    }),
  ),
  decision: decision.nullable(),
}) satisfies z.ZodType<ScopeDifference>;
const cell = z.object({
  account: z.string(),
  region: z.string(),
  declared: z.enum([...stances, 'not-named']),
  seen: z.number().nullable(),
  state: z.enum(['agrees', 'undeclared', 'not-there', 'not-read']),
  because: z.string(),
}) satisfies z.ZodType<ScopeCell>;
const memo = z.object({
  version: z.number(),
  at: z.string(),
  by: z.string(),
  reason: z.string(),
}) satisfies z.ZodType<ScopeMemo>;
const confirmation = z.object({
  quarter: z.string(),
  at: z.string(),
  by: z.string(),
  memoVersion: z.number(),
  open: list(z.object({ difference: z.string(), reason: z.string() })),
}) satisfies z.ZodType<ScopeConfirmation>;

/** Declared beside seen: the register, the map of places, and every difference. */
const scopeView = z.object({
  /** Null before the register was first written. */
  memo: memo.nullable(),
  memos: list(memo),
  systems: list(system),
  /** Accounts in the order of the map, with the name the register gives them. */
  accounts: list(z.object({ account: z.string(), name: z.string(), provider: z.enum(['aws', 'azure']) })),
  cells: list(cell),
  differences: list(scopeDifference),
  /** The newest instant at which anything was seen; null when nothing was read. */
  seenAt: z.string().nullable(),
  collectionId: z.number().nullable(),
  resources: z.number(),
  /** Systems no cloud can show, with the controls that speak of them. */
  elsewhere: list(z.object({ system, controls: list(z.string()) })),
  /** The quarter a confirmation would be for: `2026-Q3`. */
  quarter: z.string(),
  confirmations: list(confirmation),
});

/** A date that planning depends on, or something about dates that a reader must know. */
const readinessDate = z.object({
  what: z.string(),
  on: z.string(),
  words: z.string(),
  left: z.number(),
}) satisfies z.ZodType<ReadinessDate>;
const readinessWarning = z.object({
  rule: z.string(),
  level: z.enum(['note', 'warning']),
  words: z.string(),
}) satisfies z.ZodType<ReadinessWarning>;

/** What a roll-over keeps, what stays behind, and what a person must look at again. */
const rollOverWords = { kept: list(z.string()), reset: list(z.string()), review: list(z.string()) };

export const scopeRoutes = {
  'scope.get': { input: nothing, output: scopeView },
  'scope.edit': {
    input: z.strictObject({ edits: z.array(systemEdit).min(1).max(500).readonly(), reason: line(2000) }),
    output: scopeView,
  },
  /** Decides a difference with the register as it is; `withdrawn` opens it again. */
  'scope.decide': {
    input: z.strictObject({
      difference: id,
      kind: z.enum(['accepted', 'asked', 'withdrawn']),
      reason: line(2000),
    }),
    output: scopeView,
  },
  /** Corrects the register so that the difference is gone: takes the place in, leaves it out with a reason, or says it is unused. */
  'scope.declare': {
    input: z.strictObject({ difference: id, stance: z.enum(stances), reason: line(2000) }),
    output: scopeView,
  },
  'scope.confirm': {
    input: z.strictObject({
      quarter: z.string().regex(/^\d{4}-Q[1-4]$/),
      reasons: z.record(z.string(), line(2000)),
    }),
    output: scopeView,
  },
  'engagement.update': {
    input: z.strictObject({
      change: z
        .strictObject({
          client: line(120).min(1),
          service: line(200),
          scope: reportScope,
          categories: z.array(z.enum(trustCategories)).min(1).max(5).readonly(),
          timeZone: line(60),
          auditor: line(200),
          reportOn: day.nullable(),
          previous: previousReport.nullable(),
          people: z.array(person).max(100).readonly(),
          stalenessAnchor: engagement.shape.stalenessAnchor,
        })
        .partial(),
    }),
    output: summary,
  },
  'engagement.readiness': {
    input: nothing,
    output: z.object({ dates: list(readinessDate), warnings: list(readinessWarning) }),
  },
  /** What a roll-over would do; nothing is written. Without a scope: the same length from the day after the end. */
  'engagement.previewRollOver': {
    input: z.strictObject({ scope: reportScope.optional() }),
    output: z.object({ scope: reportScope, ...rollOverWords }),
  },
  /** Makes next year's engagement and opens it. `name`: of the folder made for it in the one chosen. */
  'engagement.rollOver': {
    input: z.strictObject({ handle, name: line(160).min(1).optional(), scope: reportScope.optional() }),
    output: z.object({ summary, ...rollOverWords }),
  },
} as const;
