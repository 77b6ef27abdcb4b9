import type { Json } from '@shared/domain/json.ts';
import type { Identity } from '../normalise/aws/resource.ts';
import type { KeptVerdicts } from '../store/kept-verdicts.ts';
import { type ItemJudge, isJudged } from './item-judge.ts';
import { asResource, rawJson } from './raw-item.ts';

/** An item to judge: who it is, and its raw bytes. */
export interface RawItemToJudge {
  readonly identity: Identity;
  readonly bytes: Buffer;
}

/** The account an item lies in is the client's, also where it is the first one read of it. */
const withAccount = (known: readonly string[], account: string): readonly string[] =>
  account === '' || known.includes(account) ? known : [...known, account].sort();

/** The verdicts to keep of an item; null for a type that no check looks at or reads. */
export const judgeItem = (
  identity: Identity,
  value: Json,
  judge: ItemJudge,
  ownAccounts: readonly string[],
): KeptVerdicts | null =>
  isJudged(identity.type) ? judge.judge(asResource(value, identity), withAccount(ownAccounts, identity.account)) : null;

/** The same, of an item that is at hand as bytes only. */
export const judgeRawItem = (
  { identity, bytes }: RawItemToJudge,
  judge: ItemJudge,
  ownAccounts: readonly string[],
): KeptVerdicts | null => (isJudged(identity.type) ? judgeItem(identity, rawJson(bytes), judge, ownAccounts) : null);
