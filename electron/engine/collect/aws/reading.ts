import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { redact } from '../redact.ts';
import type { ConnectTools, Page, PlannedTask } from '../run/source.ts';
import type { RawAnswer } from './client.ts';
import type { Sending } from './commands.ts';
import { callErrorOf } from './faults.ts';
import type { AwsSession } from './session.ts';

/** One answer, read and as it came. */
export interface Answer {
  readonly raw: RawAnswer;
  readonly json: JsonObject;
  readonly sending: Sending;
  readonly sentAt: string;
  readonly answeredAt: string;
}

/** What reading one page of a task needs. */
export interface Reading {
  readonly session: AwsSession;
  readonly tools: Pick<ConnectTools, 'clock' | 'salt'>;
  readonly task: PlannedTask;
  readonly signal: AbortSignal;
}

/** Sends one call and reads its answer; every failure comes out as a CallError in words. */
export async function ask({ session, tools, task, signal }: Reading, sending: Sending): Promise<Answer> {
  let raw: RawAnswer | null = null;
  const sentAt = tools.clock();
  const onAnswer = (answer: RawAnswer): void => {
    raw = answer;
  };
  const kept = (): RawAnswer | null => raw;
  try {
    await sending.send(session.client(task.account, task.region), { abortSignal: signal, onAnswer });
    const answer = kept();
    if (answer === null) throw new Error('No answer was kept.');
    const json: Json = JSON.parse(Buffer.from(answer.bytes).toString('utf8'));
    if (!isObject(json)) throw new SyntaxError('the answer is no object');
    session.answered.add(task.bucket);
    return { raw: answer, json, sending, sentAt, answeredAt: tools.clock() };
  } catch (error) {
    signal.throwIfAborted();
    const { account, region } = task;
    const hasAnswered = session.answered.has(task.bucket);
    const retryAfterMs = kept()?.retryAfterMs ?? null;
    throw callErrorOf(error, { operation: sending.operation, account, region, retryAfterMs, hasAnswered });
  }
}

/** The cloud's token of the next page; null after the last. */
export const tokenIn = ({ json }: Answer): string | null => {
  const token = json.NextToken ?? json.nextToken;
  return typeof token === 'string' && token !== '' ? token : null;
};

type Rest = Partial<Pick<Page, 'cursor' | 'next' | 'notes'>>;

/** A page of an answer: secrets replaced, everything else as it came. */
export function pageOf({ tools }: Reading, answer: Answer, rest: Rest = {}): Page {
  const { raw, sending, sentAt, answeredAt } = answer;
  const { bytes, redactions } = redact(raw.bytes, tools.salt);
  const { requestId, serverDate } = raw;
  const { operation, parameters } = sending;
  return {
    bytes,
    ...(redactions === 0 ? { json: answer.json } : {}),
    rawSha256: raw.sha256,
    rawBytes: raw.bytes.length,
    redactions,
    cursor: tokenIn(answer),
    request: { operation, parameters, requestId, sentAt, answeredAt, serverDate },
    next: [],
    notes: [],
    waitMs: 0,
    ...rest,
  };
}
