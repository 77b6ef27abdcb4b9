import { z } from 'zod';
import type {
  Collection,
  Identity,
  LiveRun,
  Provenance,
  RunOptions,
  Snapshot,
  Task,
  TaskCall,
} from '../domain/collection.ts';
import { collectionKinds, collectionStates, snapshotKinds, taskStates } from '../domain/collection.ts';
import { providers } from '../domain/resource.ts';
import type { Statement } from '../domain/stated-place.ts';
import { json, list } from './shapes.ts';

export const provenance = z.object({
  operation: z.string(),
  parameters: json,
  principal: z.string(),
  session: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string(),
  serverDate: z.string().nullable(),
  skewSeconds: z.number().nullable(),
  pages: z.number(),
  items: z.number(),
  isLastPageReached: z.boolean(),
  requestIds: list(z.string()),
  answers: list(z.object({ sha256: z.string(), bytes: z.number() })),
  redactions: z.number(),
  toolVersion: z.string(),
  rulesVersion: z.string(),
}) satisfies z.ZodType<Provenance>;
export const snapshot = z.object({
  id: z.string(),
  collectionId: z.number(),
  provider: z.enum(providers),
  fileName: z.string(),
  kind: z.enum(snapshotKinds),
  sha256: z.string(),
  bytes: z.number(),
  encoding: z.string(),
  items: z.number(),
  repeated: z.number(),
  standing: z.enum(['evidence', 'inventory']),
  earliestAt: z.string().nullable(),
  latestAt: z.string().nullable(),
  importedAt: z.string(),
  counts: list(z.object({ account: z.string(), region: z.string(), type: z.string(), items: z.number() })),
  notes: list(z.string()),
  provenance: provenance.nullable(),
}) satisfies z.ZodType<Snapshot>;
export const taskCall = z.object({
  key: z.string(),
  provider: z.enum(providers),
  account: z.string(),
  region: z.string(),
  operation: z.string(),
  types: list(z.string()),
  permission: z.string(),
  kind: z.enum(snapshotKinds),
  bucket: z.string(),
  expectedCalls: z.number().nullable(),
  parameters: json,
  code: z.string().nullable(),
  pages: z.number(),
  calls: z.number(),
  tries: z.number(),
  startedAt: z.string().nullable(),
}) satisfies z.ZodType<TaskCall>;
export const task = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(taskStates),
  bytes: z.number(),
  items: z.number(),
  snapshotId: z.string().nullable(),
  reason: z.string().nullable(),
  endedAt: z.string().nullable(),
  call: taskCall.nullable(),
}) satisfies z.ZodType<Task>;
export const runOptions = z.strictObject({
  regions: list(z.string().max(60)),
  accounts: list(z.string().max(80)),
  history: z.union([
    z.strictObject({ depth: z.enum(['none', 'sampled']) }),
    z.strictObject({ depth: z.literal('types'), types: list(z.string().max(200)) }),
  ]),
  aggregator: z.strictObject({ name: z.string().min(1).max(256), region: z.string().max(60) }).nullable(),
}) satisfies z.ZodType<RunOptions>;
export const identity = z.object({
  account: z.string(),
  accountName: z.string(),
  principal: z.string(),
  session: z.string().nullable(),
  tenant: z.string().nullable(),
  expiresAt: z.string().nullable(),
}) satisfies z.ZodType<Identity>;
export const liveRun = z.object({
  connection: z.string(),
  connectionName: z.string(),
  options: runOptions,
  identities: list(identity),
}) satisfies z.ZodType<LiveRun>;
export const collection = z.object({
  id: z.number(),
  kind: z.enum(collectionKinds),
  state: z.enum(collectionStates),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  actor: z.string(),
  toolVersion: z.string(),
  tasks: list(task),
  run: liveRun.nullable(),
}) satisfies z.ZodType<Collection>;

export const statement = z.object({
  account: z.string(),
  region: z.string(),
  readAt: z.string().nullable(),
}) satisfies z.ZodType<Statement>;
