import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { redact } from '../redact.ts';
import { CallError, type ConnectTools, type Page } from '../run/source.ts';
import type { CloudHosts } from './clouds.ts';
import type { Signed } from './credentials.ts';
import { answerError, brokenError, type FailedCall, saidIn, saysNone } from './faults.ts';
import type { Outgoing, RawAnswer, Transport } from './transport.ts';

/** What every call of a session goes through. */
export interface Line {
  readonly cloud: CloudHosts;
  readonly transport: Transport;
  readonly signed: Signed;
  readonly tools: Pick<ConnectTools, 'clock' | 'salt'>;
}

/** A call as it is written down: its own name, and everything sent but the page token. */
export interface Call extends FailedCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: JsonObject | null;
  readonly parameters: Json;
  /** An answer that says there is nothing counts as an empty one. */
  readonly mayBeNone: boolean;
}

/** One answer, read and as it came. */
export interface Answer {
  readonly raw: RawAnswer;
  readonly json: JsonObject;
  readonly call: Call;
  readonly sentAt: string;
  readonly answeredAt: string;
  /** Why there is nothing, in a sentence; null for an answer with content. */
  readonly none: string | null;
}

async function tokenFor({ signed }: Line, signal: AbortSignal): Promise<string> {
  try {
    return (await signed.token(signal)).token;
  } catch (error) {
    signal.throwIfAborted();
    const sentence = 'The sign-in could not be renewed in silence; sign in again as the same principal.';
    throw new CallError('expired', 'SignIn', sentence, null, { cause: error });
  }
}

const outgoing = ({ method, url, body }: Call, token: string): Outgoing => {
  const text = body === null ? null : JSON.stringify(body);
  const sent =
    text === null ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) };
  return {
    method,
    url,
    headers: { accept: 'application/json', authorization: `Bearer ${token}`, ...sent },
    body: text,
  };
};

/** Some old lists come bare, without the object around them. */
function parsed({ bytes }: RawAnswer): JsonObject {
  const json: Json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  if (Array.isArray(json)) return { value: json };
  if (!isObject(json)) throw new SyntaxError('the answer is no object');
  return json;
}

/** Sends one call and reads its answer; every failure comes out as a CallError in words. */
export async function ask(line: Line, call: Call, signal: AbortSignal): Promise<Answer> {
  const token = await tokenFor(line, signal);
  const sentAt = line.tools.clock();
  try {
    const raw = await line.transport(outgoing(call, token), signal);
    const isNone = call.mayBeNone && saysNone(raw);
    if (!isNone && raw.status !== 200) throw answerError(raw, call);
    const none = isNone ? `There is none: Azure answered ${raw.status} ${saidIn(raw).code}.` : null;
    return { raw, json: parsed(raw), call, sentAt, answeredAt: line.tools.clock(), none };
  } catch (error) {
    signal.throwIfAborted();
    throw brokenError(error, call);
  }
}

/**
 * Where a list goes on; null after the last page. Some answers name the usual port or leave blanks in the address, which the
 * guard refuses, so it is written anew; another host or port stays what it is, and is refused.
 */
export function nextLinkIn({ nextLink }: JsonObject): string | null {
  if (typeof nextLink !== 'string' || nextLink === '') return null;
  return URL.canParse(nextLink) ? new URL(nextLink).href : nextLink;
}

/** `hh:mm:ss` in milliseconds. */
function clockMs(value: string | undefined): number {
  const [hours = 0, minutes = 0, seconds = 0] = (value ?? '').split(':').map(Number);
  const total = (hours * 3600 + minutes * 60 + seconds) * 1000;
  return Number.isFinite(total) ? total : 0;
}

/** Milliseconds without reads where Resource Manager says that none are left but not until when. */
const restMs = 5_000;

function waitMs(headers: RawAnswer['headers']): number {
  if (headers['x-ms-user-quota-remaining'] === '0') return clockMs(headers['x-ms-user-quota-resets-after']);
  return headers['x-ms-ratelimit-remaining-subscription-reads'] === '0' ? restMs : 0;
}

function serverDate(value: string | undefined): string | null {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

type Rest = Partial<Pick<Page, 'cursor' | 'next' | 'notes'>>;

/** A page of an answer: secrets replaced, everything else as it came. */
export function pageOf({ tools }: Line, answer: Answer, rest: Rest): Page {
  const { raw, call, sentAt, answeredAt, none } = answer;
  const { headers } = raw;
  const { bytes, redactions } = redact(raw.bytes, tools.salt);
  const isLimited = headers['x-ms-tenant-subscription-limit-hit'] === 'true';
  return {
    bytes,
    ...(redactions === 0 ? { json: answer.json } : {}),
    rawSha256: raw.sha256,
    rawBytes: raw.bytes.length,
    redactions,
    cursor: null,
    request: {
      operation: call.operation,
      parameters: call.parameters,
      requestId: headers['x-ms-request-id'] ?? headers['x-ms-correlation-request-id'] ?? null,
      sentAt,
      answeredAt,
      serverDate: serverDate(headers.date),
    },
    next: [],
    ...rest,
    notes: [
      ...(rest.notes ?? []),
      ...(none === null ? [] : [none]),
      ...(isLimited
        ? ['The tenant has more subscriptions than Resource Graph answers for, so the answer is partial.']
        : []),
    ],
    waitMs: waitMs(headers),
  };
}
