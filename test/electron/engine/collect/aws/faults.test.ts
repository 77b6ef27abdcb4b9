import { afterEach, describe, expect, test } from 'vitest';
import { connectAws } from '../../../../../electron/engine/collect/aws/connect.ts';
import { CallError, type CallFault, type CloudSource } from '../../../../../electron/engine/collect/run/source.ts';
import { type FaultKind, faultKinds } from '../../../../loopback/aws/faults.ts';
import { productionAccount } from '../../../../loopback/aws/sample.ts';
import type { LoopbackAws } from '../../../../loopback/aws/server.ts';
import { connectTo, optionsWith, reach, readAll, readTask, startSample, textOf, toolsWith } from './live.fixture.ts';

let aws: LoopbackAws;
let source: CloudSource;
afterEach(() => aws.close());

const start = async (): Promise<void> => {
  aws = await startSample();
  source = await connectTo(aws);
};
const items = () => {
  const task = source.plan(optionsWith()).find(({ operation }) => operation === 'config-rules');
  if (task === undefined) throw new Error('no task');
  return task;
};
const read = (signal = new AbortController().signal) => source.read(items(), null, signal);
const errorOf = async (work: Promise<unknown>): Promise<CallError> => {
  const error: unknown = await work.then(
    () => null,
    (it: unknown) => it,
  );
  if (error instanceof CallError) return error;
  throw new Error(`not a CallError: ${String(error)}`);
};

/** What each way to fail means for the run; null when the answer is still a page. */
const meaning: Readonly<Record<FaultKind, readonly [CallFault, RegExp] | null>> = {
  'throttle-429': ['throttled', /client's own tools share this limit/],
  'throttle-400': ['throttled', /client's own tools share this limit/],
  'error-500': ['transient', /broke off/],
  'error-503': ['throttled', /client's own tools share this limit/],
  reset: ['transient', /broke off/],
  'cut-json': ['transient', /broke off/],
  'wrong-length': ['transient', /broke off/],
  hang: ['transient', /broke off/],
  denied: [
    'denied',
    /^config:DescribeConfigRules was denied in 111122223333 eu-central-1\. The client's role must allow config:DescribeConfigRules\.$/,
  ],
  'denied-by-organisation': ['denied', /service control policy; the role cannot grant it/],
  expired: ['expired', /session of 111122223333 is over\. What was read so far is kept/],
  'token-loop': null,
  'empty-page': null,
  duplicate: null,
  deleted: null,
  skew: ['transient', /clock of this machine/],
  'not-enabled': ['absent', /the region is not enabled in the account/],
  'two-megabytes': null,
};

describe('a fault of the cloud', () => {
  test.each(faultKinds)('%s', async (kind) => {
    await start();
    aws.setFaults([{ kind, times: 1, ms: 300 }]);
    const expected = meaning[kind];
    if (expected === null) {
      expect((await read()).rawBytes).toBeGreaterThan(10);
      return;
    }
    const error = await errorOf(read());
    expect(error.fault).toBe(expected[0]);
    expect(error.message).toMatch(expected[1]);
    expect(error.message).toMatch(/^([A-Z]|config:).*\.$/s);
    expect(error.retryAfterMs).toBe(kind === 'throttle-429' ? 1000 : null);
    if (kind === 'expired') return;
    expect((await read()).rawBytes).toBeGreaterThan(10);
  });

  test('a session that a region knew and knows no more is over, and the region no less enabled', async () => {
    await start();
    await read();
    aws.setFaults([{ kind: 'not-enabled' }]);
    const error = await errorOf(read());
    expect([error.fault, error.message]).toEqual(['expired', 'AWS no longer accepts the session of 111122223333.']);
  });

  test('an empty page with a token is no end', async () => {
    await start();
    aws.setFaults([{ kind: 'empty-page' }]);
    const { pages } = await readTask(source, items());
    expect(pages.map((page) => JSON.parse(textOf(page)).ConfigRules.length)).toEqual([0, 2]);
  });

  test('a token that comes again is handed on as it is, for the run to see', async () => {
    await start();
    aws.setFaults([{ kind: 'token-loop' }]);
    const first = await read();
    const second = await source.read(items(), first.cursor, new AbortController().signal);
    expect(first.cursor).not.toBeNull();
    expect(second.cursor).toBe(first.cursor);
  });

  test('an answer of two megabytes is kept whole', async () => {
    await start();
    aws.setFaults([{ kind: 'two-megabytes', about: 'AWS::S3::Bucket' }]);
    const all = await readAll(source, optionsWith());
    const page = all.find(({ task }) => task.label === 'Items of AWS::S3::Bucket')?.pages[0];
    expect(page?.rawBytes).toBeGreaterThan(4 << 20);
    expect(page?.bytes.length).toBe(page?.rawBytes);
  });

  test('no network at all pauses rather than fails', async () => {
    await start();
    await aws.close();
    // The first call may still meet the socket that was open.
    await errorOf(read());
    expect((await errorOf(read())).fault).toBe('offline');
    aws = await startSample();
  });

  test('no call is tried twice by itself: the run decides', async () => {
    await start();
    for (const kind of ['throttle-429', 'error-500', 'reset'] as const) {
      aws.setFaults([{ kind }]);
      const before = aws.requests.length;
      await errorOf(read());
      expect(aws.requests.length - before).toBe(1);
    }
  });
});

describe('a cancel', () => {
  test('ends a hanging call at once, as an abort and not as a fault', async () => {
    await start();
    aws.setFaults([{ kind: 'hang', ms: 5_000 }]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('cancelled by the person')), 50);
    const begun = performance.now();
    await expect(read(stop.signal)).rejects.toThrow('cancelled by the person');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

describe('secrets of the session (B-33)', () => {
  test('stand in no error, page, identity or warning, whatever goes wrong', async () => {
    aws = await startSample();
    const canaries = [
      'consultant-secret-key-0000000000',
      'consultant-session-token',
      'secret-of-ASIA',
      'token-of-ASIA',
    ];
    const seen: unknown[] = [];
    const shown = (error: unknown): unknown =>
      error instanceof Error
        ? [
            error.name,
            error.message,
            error.stack,
            shown(error.cause),
            Object.entries(error).map(([key, value]) => [key, String(value)]),
          ]
        : String(error);
    for (const kind of faultKinds) {
      for (const action of ['AssumeRole', 'GetCallerIdentity', 'DescribeConfigRules']) {
        aws.setFaults([{ kind, action, ms: 50, times: 1 }]);
        try {
          const { loopbackHandler } = await import('../../../../loopback/aws/handler.ts');
          const opened = await connectAws(reach, toolsWith(), loopbackHandler(aws.port));
          seen.push(opened.identities, opened.warnings);
          const task = opened.plan(optionsWith()).find(({ operation }) => operation === 'config-rules');
          if (task !== undefined)
            seen.push(
              await opened
                .read(task, null, new AbortController().signal)
                .then(({ bytes, ...page }) => [page, Buffer.from(bytes).toString('utf8')]),
            );
        } catch (error) {
          seen.push(shown(error));
        }
      }
    }
    const text = JSON.stringify(seen);
    expect(seen.length).toBeGreaterThan(60);
    expect(text).toContain(productionAccount);
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  });
});
