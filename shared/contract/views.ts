import { z } from 'zod';
import { severities } from '../domain/check.ts';
import { collectionKinds } from '../domain/collection.ts';
import { comparisons } from '../domain/declaration.ts';
import { findingStates } from '../domain/finding.ts';
import { collection, snapshot } from './collection-shapes.ts';
import {
  auditHead,
  checkReading,
  control,
  controlReading,
  criterionReading,
  engagement,
  findingRow,
  handle,
  id,
  lapse,
  list,
  period,
  seen,
  segment,
  stateCounts,
} from './shapes.ts';

/** One engagement on the home screen; `problem` says why a row cannot be opened as it is. */
export const recent = z.object({
  id: handle,
  client: z.string(),
  label: z.string(),
  folder: z.string(),
  openedAt: z.string(),
  period,
  /** The instant judged; null before the first judging. */
  asOf: z.string().nullable(),
  segments: list(segment),
  summary: z.string(),
  problem: z.string().nullable(),
});

/** The status bar's signature: what was read of what was offered, and each reason with its number. */
const coverageLine = z.object({
  /** The last run. */
  collectionId: z.number().nullable(),
  /** How many runs were imports. */
  imports: z.number(),
  /** Of the newest run; null before the first. */
  kind: z.enum(collectionKinds).nullable(),
  endedAt: z.string().nullable(),
  noun: z.enum(['file', 'task']),
  read: z.number(),
  planned: z.number(),
  reasons: list(z.object({ words: z.string(), count: z.number() })),
});

export const summary = z.object({
  engagement,
  label: z.string(),
  folder: z.string(),
  isSample: z.boolean(),
  /** The instant judged, and when judging was done; null before the first evaluation. */
  asOf: z.string().nullable(),
  judgedAt: z.string().nullable(),
  counts: z.object({
    resources: z.number(),
    findings: stateCounts,
    controls: z.number(),
    checks: z.number(),
    collections: z.number(),
  }),
  coverage: coverageLine,
  /** All checks' lines as one: the engagement's strip on the home screen. */
  line: list(segment),
  head: auditHead,
});

export const findingTabs = ['to-judge', 'fail', 'lapsed', 'unknown', 'all'] as const;
export const findingGroups = ['check', 'criterion', 'account', 'type', 'none'] as const;
export const findingSorts = ['severity', 'state', 'resource', 'account', 'type', 'check', 'capturedAt'] as const;
export const findingQuery = z.strictObject({
  tab: z.enum(findingTabs),
  search: z.string().max(200),
  group: z.enum(findingGroups),
  sort: z.array(z.strictObject({ by: z.enum(findingSorts), descending: z.boolean() })).max(4),
  filter: z.strictObject({
    check: id.optional(),
    control: id.optional(),
    criterion: id.optional(),
    account: z.string().max(200).optional(),
    region: z.string().max(60).optional(),
    type: id.optional(),
    resource: z.string().max(2048).optional(),
    state: z.array(z.enum(findingStates)).max(5).optional(),
    severity: z.array(z.enum(severities)).max(4).optional(),
  }),
});

/** The shape of the list: how many rows, in which groups, under which tabs. Rows come by page, in group order. */
export const findingIndex = z.object({
  total: z.number(),
  tabs: z.record(z.enum(findingTabs), z.number()),
  groups: list(z.object({ key: z.string(), tag: z.string().nullable(), title: z.string(), count: z.number() })),
  choices: z.object({
    accounts: list(z.string()),
    regions: list(z.string()),
    types: list(z.string()),
    checks: list(z.object({ id: z.string(), title: z.string() })),
  }),
});

export const findingDetail = z.object({
  row: findingRow,
  arn: z.string().nullable(),
  seen: list(seen),
  lapses: list(lapse),
  check: checkReading,
  controls: list(control),
  /** Values as JSON text; `declaredBy` is the control whose declaration holds at the instant judged, null for the default. */
  parameters: list(
    z.object({
      name: z.string(),
      value: z.string(),
      default: z.string(),
      unit: z.string(),
      meaning: z.string(),
      declaredBy: z.string().nullable(),
      comparison: z.enum(comparisons),
    }),
  ),
  /** The raw item as formatted JSON lines; `isMarked` on the lines of the values seen. Null for containers. */
  raw: z
    .object({
      sha256: z.string(),
      bytes: z.number(),
      lines: list(z.object({ number: z.number(), text: z.string(), isMarked: z.boolean() })),
      isCut: z.boolean(),
      /** The bytes as received, as text; what the hash is of. Cut at 200,000 characters. */
      received: z.string(),
    })
    .nullable(),
  snapshot: snapshot.nullable(),
  /** What to type to check the value by hand. */
  reperform: list(z.string()),
});

const worry = z.object({
  number: z.string(),
  fact: z.string(),
  consequence: z.string(),
  severity: z.enum(severities),
  filter: findingQuery.shape.filter,
});

export const overview = z.object({
  asOf: z.string().nullable(),
  period: z.object({ from: z.string(), to: z.string() }),
  criteria: list(criterionReading),
  worries: list(worry),
  strips: list(controlReading),
  collectionTimes: list(z.string()),
  lastCollection: collection.nullable(),
  checks: list(checkReading),
});

export const binderFile = z.object({ name: z.string(), what: z.string(), files: z.number(), bytes: z.number() });
