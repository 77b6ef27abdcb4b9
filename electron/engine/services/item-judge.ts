import { hash } from 'node:crypto';
import type { Resource } from '@shared/domain/resource.ts';
import { checks } from '../checks/registry.ts';
import { createItemJudge } from '../evaluate/item-verdicts.ts';
import { type KeptVerdicts, packVerdicts } from '../store/kept-verdicts.ts';

/** Judges items while they are at hand, under the rules of this program. */
export interface ItemJudge {
  /** The verdicts that rest on the item alone, with what they were judged on. */
  judge(resource: Resource, ownAccounts: readonly string[]): KeptVerdicts;
  /** True when verdicts judged on this would be judged the same today. */
  isCurrent(judgedOn: string | null, ownAccounts: readonly string[]): boolean;
}

/** What AWS Config judged is not judged again. */
const own = checks.filter(({ judgedBy }) => judgedBy === undefined);
const judge = createItemJudge(own);
const types = new Set(own.flatMap(({ looksAt, reads }) => [...looksAt, ...reads]));

/** True when a check looks at the type or reads it: of the rest nothing needs to be kept. */
export const isJudged = (type: string): boolean => types.has(type);

/** Another version of the program, or of a check, is another set of rules. */
export const rulesOf = (toolVersion: string): string =>
  hash('sha256', [toolVersion, ...checks.map(({ id, version }) => `${id} ${version}`)].join('\n'), 'hex').slice(0, 16);

/** Opens the judging of items for a program version. */
export function openItemJudge(toolVersion: string): ItemJudge {
  const rules = rulesOf(toolVersion);
  const amongAccounts = (ownAccounts: readonly string[]): string => `${rules} ${ownAccounts.join(' ')}`;
  return {
    judge(resource, ownAccounts) {
      const { verdicts, asksAccounts } = judge(resource, ownAccounts);
      const judgedOn = asksAccounts ? amongAccounts(ownAccounts) : rules;
      return { judgedOn, createdAt: resource.createdAt, ...packVerdicts(verdicts) };
    },
    isCurrent: (judgedOn, ownAccounts) =>
      judgedOn === rules || (judgedOn?.startsWith(rules) === true && judgedOn === amongAccounts(ownAccounts)),
  };
}
