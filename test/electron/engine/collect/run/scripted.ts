import { createHash } from 'node:crypto';
import type { Identity, RunOptions } from '@shared/domain/collection.ts';
import {
  CallError,
  type CallFault,
  type CloudSource,
  type Page,
  type PlannedTask,
} from '../../../../../electron/engine/collect/run/source.ts';

export const account = '111122223333';
export const everything: RunOptions = { regions: [], accounts: [], history: { depth: 'none' }, aggregator: null };
export const identity: Identity = {
  account,
  accountName: 'larkspur-prod',
  principal: `arn:aws:sts::${account}:assumed-role/FieldworkReadOnly/fieldwork-run-1`,
  session: 'fieldwork-run-1',
  tenant: null,
  expiresAt: '2026-10-01T01:00:00.000Z',
};

/** A task that lists buckets in a region. */
export const bucketsIn = (region: string, over: Partial<PlannedTask> = {}): PlannedTask => ({
  key: `items ${region} AWS::S3::Bucket`,
  account,
  region,
  operation: 'items',
  label: 'Items of AWS::S3::Bucket',
  types: ['AWS::S3::Bucket'],
  kind: 'query-result',
  permission: 'config:SelectResourceConfig',
  bucket: `${account} ${region}`,
  expectedCalls: 1,
  parameters: { type: 'AWS::S3::Bucket' },
  ...over,
});

const bucket = (name: string, region: string): string =>
  JSON.stringify({
    accountId: account,
    awsRegion: region,
    resourceType: 'AWS::S3::Bucket',
    resourceId: name,
    resourceName: name,
    arn: `arn:aws:s3:::${name}`,
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-09-30T08:00:00.000Z',
    configuration: { name },
    supplementaryConfiguration: {},
  });

/** An answer of a query with these buckets. */
export function pageOf(names: readonly string[], region: string, over: Partial<Page> = {}): Page {
  const bytes = new Uint8Array(Buffer.from(JSON.stringify({ Results: names.map((name) => bucket(name, region)) })));
  return {
    bytes,
    rawSha256: createHash('sha256').update(bytes).digest('hex'),
    rawBytes: bytes.length,
    redactions: 0,
    cursor: null,
    request: {
      operation: 'config:SelectResourceConfig',
      parameters: { Expression: "SELECT … WHERE resourceType = 'AWS::S3::Bucket'" },
      requestId: 'request-1',
      sentAt: '2026-10-01T00:00:00.000Z',
      answeredAt: '2026-10-01T00:00:01.000Z',
      serverDate: '2026-10-01T00:00:00.000Z',
    },
    next: [],
    notes: [],
    waitMs: 0,
    ...over,
  };
}

export const fault = (kind: CallFault, message = `The cloud said ${kind}.`, retryAfterMs: number | null = null) =>
  new CallError(kind, kind, message, retryAfterMs);

/** What a call does: answers, or fails. */
export type Answer = (task: PlannedTask, cursor: string | null, nth: number) => Page | CallError;

/** A cloud that answers by a script and counts what it is asked. */
export function scripted(tasks: readonly PlannedTask[], answer: Answer, identities = [identity]) {
  const calls: { readonly key: string; readonly cursor: string | null; readonly at: number }[] = [];
  let renewals = 0;
  const source: CloudSource = {
    provider: 'aws',
    identities,
    choices: ['eu-west-1', 'eu-central-1'],
    warnings: [],
    plan: () => tasks,
    async read(task, cursor, signal) {
      signal.throwIfAborted();
      calls.push({ key: task.key, cursor, at: performance.now() });
      const told = answer(task, cursor, calls.filter(({ key }) => key === task.key).length);
      if (told instanceof CallError) throw told;
      return told;
    },
    async probe(task, signal) {
      await this.read(task, null, signal);
    },
    renew: async () => {
      renewals += 1;
    },
    close: () => undefined,
  };
  return { source, calls, renewals: () => renewals };
}
