import { z } from 'zod';
import { severities } from '../domain/check.ts';
import { controlStatuses, frequencies } from '../domain/control.ts';
import { trustCategories } from '../domain/engagement.ts';
import { findingStates } from '../domain/finding.ts';
import type { Result } from '../result.ts';
import type { RouteName } from './routes.ts';
import {
  auditEntry,
  auditHead,
  checkReading,
  collection,
  control,
  controlReading,
  coverageCell,
  criterionReading,
  day,
  engagement,
  findingRow,
  gap,
  handle,
  id,
  lapse,
  list,
  period,
  reportScope,
  seen,
  segment,
  snapshot,
  stateCounts,
  text,
} from './shapes.ts';

const nothing = z.strictObject({});
const themes = z.enum(['system', 'light', 'dark']);

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
export const coverageLine = z.object({
  collectionId: z.number().nullable(),
  endedAt: z.string().nullable(),
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
  parameters: list(z.object({ name: z.string(), value: z.string(), unit: z.string(), meaning: z.string() })),
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

export const worry = z.object({
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

export const contract = {
  'app.state': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.string(),
      theme: themes,
      recents: list(recent),
      isOpen: z.boolean(),
    }),
  },
  'app.setTheme': { input: z.strictObject({ theme: themes }), output: z.null() },
  /** Shows a file or folder that Fieldwork wrote in the system's file manager. */
  'app.reveal': { input: z.strictObject({ handle }), output: z.null() },
  /** Main's own dialogs; null when the user turned away. */
  'workspace.pick': {
    input: z.strictObject({ purpose: z.enum(['new', 'open', 'export']) }),
    output: z.object({ handle, label: z.string() }).nullable(),
  },
  'file.pick': {
    input: z.strictObject({ folders: z.boolean() }),
    output: list(z.object({ handle, label: z.string() })),
  },
  /** Called by the preload alone, with the paths of files the user dropped. */
  'file.drop': {
    input: z.strictObject({ paths: z.array(z.string().min(1).max(4096)).max(500) }),
    output: list(z.object({ handle, label: z.string() })),
  },
  'engagement.create': {
    input: z.strictObject({
      handle,
      client: z.string().trim().min(1).max(120),
      scope: reportScope,
      categories: z.array(z.enum(trustCategories)).min(1).max(5),
    }),
    output: summary,
  },
  'engagement.open': { input: z.strictObject({ handle }), output: summary },
  'engagement.openRecent': { input: z.strictObject({ id: handle }), output: summary },
  'engagement.openSample': { input: nothing, output: summary },
  'engagement.forget': { input: z.strictObject({ id: handle }), output: z.null() },
  'engagement.close': { input: nothing, output: z.null() },
  'engagement.summary': { input: nothing, output: summary },
  'engagement.evaluate': { input: z.strictObject({ asOf: z.iso.datetime().optional() }), output: summary },
  'overview.get': { input: nothing, output: overview },
  'finding.query': { input: findingQuery, output: findingIndex },
  'finding.page': {
    input: z.strictObject({
      query: findingQuery,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    output: list(findingRow),
  },
  'finding.detail': { input: z.strictObject({ id }), output: findingDetail },
  'control.list': { input: nothing, output: list(controlReading) },
  'control.detail': {
    input: z.strictObject({ id }),
    output: z.object({
      reading: controlReading,
      checks: list(checkReading),
      history: list(auditEntry),
      related: list(text),
    }),
  },
  'control.update': {
    input: z.strictObject({
      id,
      change: z.strictObject({
        title: z.string().trim().min(1).max(200).optional(),
        statement: z.string().trim().min(1).max(4000).optional(),
        owner: z.string().trim().max(120).optional(),
        frequency: z.enum(frequencies).optional(),
        status: z.enum(controlStatuses).optional(),
        reason: z.string().trim().max(2000).nullable().optional(),
      }),
    }),
    output: controlReading,
  },
  'collection.list': { input: nothing, output: list(collection) },
  'collection.detail': {
    input: z.strictObject({ id: z.number().int() }),
    output: z.object({ collection, snapshots: list(snapshot) }),
  },
  /** Starts an import and answers at once; progress comes as events, then the findings are judged anew. */
  'collection.import': {
    input: z.strictObject({ handles: z.array(handle).min(1).max(500) }),
    output: z.object({ collectionId: z.number() }),
  },
  'collection.cancel': { input: nothing, output: z.null() },
  'coverage.get': {
    input: nothing,
    output: z.object({ cells: list(coverageCell), gaps: list(gap), snapshots: list(snapshot) }),
  },
  'binder.preview': {
    input: nothing,
    output: z.object({
      contents: list(binderFile),
      missing: list(z.object({ count: z.number(), what: z.string(), detail: z.string() })),
      last: z
        .object({ number: z.number(), at: z.string(), fingerprint: z.string(), head: z.string(), folder: z.string() })
        .nullable(),
    }),
  },
  'binder.export': {
    input: z.strictObject({ handle, paper: z.enum(['A4', 'LETTER']), colour: z.boolean() }),
    output: z.object({
      handle,
      number: z.number(),
      files: z.number(),
      bytes: z.number(),
      fingerprint: z.string(),
      head: z.string(),
      folder: z.string(),
    }),
  },
  'binder.cancel': { input: nothing, output: z.null() },
  'log.list': {
    input: z.strictObject({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500) }),
    output: z.object({ head: auditHead, entries: list(auditEntry) }),
  },
  'log.verify': {
    input: nothing,
    output: z.object({
      isIntact: z.boolean(),
      checked: z.object({ entries: z.number(), objects: z.number() }),
      problems: list(z.string()),
    }),
  },
  'palette.search': {
    input: z.strictObject({ text: z.string().max(200) }),
    output: list(
      z.object({
        kind: z.enum(['control', 'criterion', 'check', 'resource']),
        id: z.string(),
        title: z.string(),
        detail: z.string(),
      }),
    ),
  },
} as const satisfies Record<RouteName, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
export type Input<R extends RouteName> = z.infer<Contract[R]['input']>;
export type Output<R extends RouteName> = z.infer<Contract[R]['output']>;
/** What the preload puts on `window.api.call`. */
export type Api = { readonly [R in RouteName]: (input: Input<R>) => Promise<Result<Output<R>>> };

export { day };
