import { z } from 'zod';
import { controlStatuses, frequencies } from '../domain/control.ts';
import { trustCategories } from '../domain/engagement.ts';
import type { Result } from '../result.ts';
import { collection, snapshot, statement } from './collection-shapes.ts';
import { exceptionRoutes } from './exceptions.ts';
import { liveRoutes } from './live.ts';
import { historyEntry, matrixRoutes } from './matrix.ts';
import type { RouteName } from './routes.ts';
import { scopeRoutes } from './scope.ts';
import {
  auditEntry,
  auditHead,
  checkParameter,
  checkReading,
  controlReading,
  coverageCell,
  findingRow,
  gap,
  handle,
  id,
  list,
  otherRule,
  reportScope,
  text,
} from './shapes.ts';
import { binderFile, findingDetail, findingIndex, findingQuery, overview, recent, summary } from './views.ts';

const nothing = z.strictObject({});
const themes = z.enum(['system', 'light', 'dark']);

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
    input: z.strictObject({
      folders: z.boolean(),
      kind: z.enum(['cloud', 'matrix', 'forms', 'evidence', 'certificate']).optional(),
    }),
    output: list(z.object({ handle, label: z.string() })),
  },
  /** Asks for the name of a file to write; null when the user turned away. */
  'file.save': {
    input: z.strictObject({ kind: z.enum(['matrix', 'forms']), name: z.string().trim().min(1).max(120) }),
    output: z.object({ handle, label: z.string() }).nullable(),
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
      service: z.string().trim().max(200).optional(),
      timeZone: z.string().trim().max(60).optional(),
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
      history: list(historyEntry),
      related: list(text),
      /** What this control can declare: the parameters of its checks. */
      parameters: list(checkParameter),
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
    output: z.object({
      collection,
      snapshots: list(snapshot),
      /** Files of other imports with the same bytes as one of these: imported once more, with their place stated. */
      again: list(z.object({ sha256: z.string(), collectionId: z.number() })),
      /** What a person stated of the files where they do not say it; null for most runs. */
      stated: statement.extend({ by: z.string() }).nullable(),
    }),
  },
  /** Starts an import and answers at once; progress comes as events, then the findings are judged anew. */
  'collection.import': {
    input: z.strictObject({ handles: z.array(handle).min(1).max(500) }),
    output: z.object({ collectionId: z.number() }),
  },
  /** Imports a stored file once more with what a person states of it: account and region, when it was read, or all three. */
  'collection.importStated': {
    input: z.strictObject({
      snapshotId: id,
      account: z.string().trim().max(60),
      region: z.string().trim().max(60),
      readAt: z.iso.datetime().nullable(),
    }),
    output: z.object({ collectionId: z.number() }),
  },
  'collection.cancel': { input: nothing, output: z.null() },
  'coverage.get': {
    input: nothing,
    output: z.object({
      cells: list(coverageCell),
      gaps: list(gap),
      snapshots: list(snapshot),
      otherRules: list(otherRule),
    }),
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
  /** The gap report as it would be written now, to look at before exporting. */
  'binder.report': {
    input: z.strictObject({ paper: z.enum(['A4', 'LETTER']), colour: z.boolean() }),
    output: z.object({ bytes: z.instanceof(Uint8Array) }),
  },
  'binder.export': {
    /** `withScores` prints what the rubric says of the responses; by default it helps the author only. */
    input: z.strictObject({
      handle,
      paper: z.enum(['A4', 'LETTER']),
      colour: z.boolean(),
      withScores: z.boolean().optional(),
    }),
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
  ...liveRoutes,
  ...matrixRoutes,
  ...scopeRoutes,
  ...exceptionRoutes,
} as const satisfies Record<RouteName, { input: z.ZodType; output: z.ZodType }>;

type Contract = typeof contract;
export type Input<R extends RouteName> = z.infer<Contract[R]['input']>;
export type Output<R extends RouteName> = z.infer<Contract[R]['output']>;
/** What the preload puts on `window.api.call`. */
export type Api = { readonly [R in RouteName]: (input: Input<R>) => Promise<Result<Output<R>>> };
