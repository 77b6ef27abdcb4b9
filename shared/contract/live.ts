import { z } from 'zod';
import type { AwsReach, AzureReach, Connection, Prompt, RunSecret } from '../domain/connection.ts';
import { azureClouds, azureCredentials } from '../domain/connection.ts';
import { providers } from '../domain/resource.ts';
import { collection, identity, runOptions } from './collection-shapes.ts';
import { handle, id, list } from './shapes.ts';

const nothing = z.strictObject({});
const short = z.string().trim().max(200);

const awsReach = z.strictObject({
  provider: z.literal('aws'),
  profile: short.min(1).nullable(),
  roleArn: z
    .string()
    .trim()
    .regex(/^arn:aws(-cn|-us-gov)?:iam::(\d{12}|\*):role\/[\w+=,.@/-]{1,512}$/, 'the ARN of a role')
    .nullable(),
  accounts: list(z.string().regex(/^\d{12}$/, 'an account id of twelve digits')).pipe(
    list(z.string()).refine((it) => it.length <= 500),
  ),
  sendsExternalId: z.boolean(),
  durationSeconds: z.number().int().min(900).max(43_200),
  stsRegion: short.min(1),
}) satisfies z.ZodType<AwsReach>;
const azureReach = z.strictObject({
  provider: z.literal('azure'),
  credential: z.enum(azureCredentials),
  cloud: z.enum(azureClouds),
  tenant: short.min(1).nullable(),
  clientId: short.min(1).nullable(),
  certificatePath: z.string().max(4096).nullable(),
}) satisfies z.ZodType<AzureReach>;
const reach = z.discriminatedUnion('provider', [awsReach, azureReach]);

export const connection = z.object({
  id: z.string(),
  provider: z.enum(providers),
  name: z.string(),
  reach,
  createdAt: z.string(),
}) satisfies z.ZodType<Connection>;

const runSecret = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('keys'),
    accessKeyId: z.string().trim().min(16).max(128),
    secretAccessKey: z.string().trim().min(16).max(256),
    sessionToken: z.string().trim().max(8192).nullable(),
    insists: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('client-secret'), value: z.string().min(1).max(1024) }),
]) satisfies z.ZodType<RunSecret>;

export const prompt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mfa'), id: z.string(), device: z.string() }),
  z.object({ kind: z.literal('process'), id: z.string(), profile: z.string(), command: z.string() }),
  z.object({ kind: z.literal('device-code'), id: z.string(), code: z.string(), url: z.string() }),
  z.object({ kind: z.literal('browser'), id: z.string() }),
  z.object({ kind: z.literal('expired'), id: z.string(), principal: z.string() }),
]) satisfies z.ZodType<Prompt>;

/** Who we are to the cloud, beside what the scope register declares. Shown before anything is read. */
const connected = z.object({
  connectionId: z.string(),
  identities: list(identity),
  /** Accounts or subscriptions the session reaches that the register does not declare in scope: reading them must be said. */
  undeclared: list(z.string()),
  /** Declared accounts or subscriptions of this cloud that the session does not reach. */
  missing: list(z.string()),
  /** Full sentences: no narrowing policy could be sent, the session ends soon, the identity may write … */
  warnings: list(z.string()),
  /** Regions (AWS) and subscriptions (Azure) a run may name. */
  regions: list(z.string()),
});

const estimate = z.object({
  tasks: z.number(),
  calls: z.number(),
  /** Measured on the calls tried, at the pace a run keeps; null when nothing answered. */
  seconds: z.number().nullable(),
  reads: list(
    z.object({
      operation: z.string(),
      label: z.string(),
      permission: z.string(),
      tasks: z.number(),
      calls: z.number(),
    }),
  ),
  missing: list(
    z.object({ permission: z.string(), operation: z.string(), places: list(z.string()), reason: z.string() }),
  ),
  /** Regions that did not answer or are not enabled, with the reason. */
  unreachable: list(z.object({ account: z.string(), region: z.string(), reason: z.string() })),
});

const document = z.object({
  name: z.string(),
  title: z.string(),
  about: z.string(),
  language: z.enum(['json', 'yaml', 'hcl', 'shell']),
  text: z.string(),
});

export const liveRoutes = {
  'connection.list': {
    input: nothing,
    output: z.object({
      /** Made by Fieldwork for this engagement; no secret. */
      externalId: z.string(),
      connections: list(connection),
      /** Profiles found in this machine's AWS files; `problem` says why one cannot be used. */
      profiles: list(
        z.object({
          name: z.string(),
          kind: z.enum(['keys', 'sso', 'role', 'login', 'process', 'web-identity', 'unknown']),
          region: z.string().nullable(),
          roleArn: z.string().nullable(),
          mfaDevice: z.string().nullable(),
          command: z.string().nullable(),
          problem: z.string().nullable(),
        }),
      ),
      regions: list(z.object({ id: z.string(), name: z.string(), partition: z.string(), isOptIn: z.boolean() })),
      /** Regions and accounts the scope register declares, to begin with. */
      declaredRegions: list(z.string()),
      declaredAccounts: list(z.string()),
    }),
  },
  'connection.save': {
    input: z.strictObject({ id: id.nullable(), name: short.min(1), reach }),
    output: connection,
  },
  'connection.remove': { input: z.strictObject({ id }), output: z.null() },
  /** Takes a certificate file the person picked. */
  'connection.certificate': { input: z.strictObject({ id, handle }), output: connection },
  /** What the client makes for us, and what it lets us see. */
  'connection.permissions': {
    input: z.strictObject({
      provider: z.enum(providers),
      principal: short.nullable(),
      roleName: short.nullable(),
      subscriptions: list(short).optional(),
    }),
    output: z.object({
      documents: list(document),
      actions: list(z.string()),
      canSee: list(z.string()),
      cannotSee: list(z.string()),
    }),
  },
  'collection.connect': {
    input: z.strictObject({ connectionId: id, secret: runSecret.nullable() }),
    output: connected,
  },
  'collection.disconnect': { input: nothing, output: z.null() },
  /** The dry run: tries the cheapest call of each kind, reads nothing into the engagement. */
  'collection.plan': { input: runOptions, output: estimate },
  'collection.start': {
    /** `acceptsUndeclared`: the person has seen which accounts are outside the declared scope, and says why they are read. */
    input: z.strictObject({ options: runOptions, acceptsUndeclared: z.string().trim().max(400).nullable() }),
    output: z.object({ collectionId: z.number() }),
  },
  /** Goes on with a run that stopped, on a connected session of the same principal. */
  'collection.continue': {
    input: z.strictObject({ id: z.number().int() }),
    output: z.object({ collectionId: z.number() }),
  },
  'collection.pause': { input: nothing, output: z.null() },
  'collection.resume': { input: nothing, output: z.null() },
  /** Null turns the question away. */
  'collection.answer': {
    input: z.strictObject({ promptId: z.string(), value: z.string().max(200).nullable() }),
    output: z.null(),
  },
  /** Where the live session stands, for a window that is drawn anew. */
  'collection.live': {
    input: nothing,
    output: z.object({
      connected: connected.nullable(),
      prompt: prompt.nullable(),
      collection: collection.nullable(),
      progress: z.object({ secondsLeft: z.number().nullable(), note: z.string().nullable() }).nullable(),
    }),
  },
} as const;
