import type { SnapshotKind } from '@shared/domain/collection.ts';
import type { Json } from '@shared/domain/json.ts';
import type { Envelope } from '../normalise/aws/envelope.ts';
import type { Identity } from '../normalise/aws/resource.ts';
import type { KeptVerdicts } from '../store/kept-verdicts.ts';
import { sha256Of } from '../store/sha256.ts';
import { type ItemJudge, isJudged } from './item-judge.ts';
import { asResource } from './raw-item.ts';
import { type ReadItem, readItem } from './read-item.ts';

/** What a person states of answers that do not say it: where they come from, and when they were read (ISO 8601 UTC). */
export interface StatedPlace {
  readonly account: string;
  readonly region: string;
  readonly readAt?: string | undefined;
}

/** What holds for all items of a file. */
export interface FileFacts {
  readonly place: StatedPlace | undefined;
  readonly importedAt: string;
  /** The client's accounts as far as they are known. */
  readonly ownAccounts: readonly string[];
}

/** An item to take in: its kind, its bytes, and when its file says it was read. */
export interface ItemToTake {
  readonly kind: SnapshotKind;
  readonly bytes: Buffer;
  readonly readAt: string | null;
}

/** What an item says of itself, with the verdicts that rest on it alone. Plain data, because a thread may hand it over. */
export interface TakenItem extends ReadItem {
  readonly sha256: string;
  /** Null for a type that no check looks at or reads. */
  readonly kept: KeptVerdicts | null;
}

/** Fills the place a person stated where the row itself has none. */
function placed(envelope: Envelope, place: StatedPlace | undefined): Envelope {
  if (place === undefined) return envelope;
  const account = envelope.account || place.account.toLowerCase();
  return { ...envelope, account, region: envelope.region || place.region };
}

/** The account an item lies in is the client's, also where it is the first one read of it. */
const withAccount = (known: readonly string[], account: string): readonly string[] =>
  account === '' || known.includes(account) ? known : [...known, account].sort();

/** The verdicts to keep of an item; null for a type that no check looks at or reads. */
const judgeItem = (value: Json, identity: Identity, judge: ItemJudge, own: readonly string[]): KeptVerdicts | null =>
  isJudged(identity.type) ? judge.judge(asResource(value, identity), withAccount(own, identity.account)) : null;

/** Reads and judges one item; null when it names neither what it is nor where. A capture time nobody said stays null. */
export function takeItem(
  { kind, bytes, readAt }: ItemToTake,
  value: Json,
  { place, importedAt, ownAccounts }: FileFacts,
  judge: ItemJudge,
): TakenItem | null {
  const read = readItem(kind, value);
  if (read === null) return null;
  const { provider, note } = read;
  const said = placed(read.envelope, place);
  const envelope = { ...said, capturedAt: said.capturedAt ?? readAt ?? place?.readAt ?? null };
  const identity = { ...envelope, provider, capturedAt: envelope.capturedAt ?? importedAt };
  return { provider, envelope, note, sha256: sha256Of(bytes), kept: judgeItem(value, identity, judge, ownAccounts) };
}
