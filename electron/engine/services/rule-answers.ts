import type { OtherRule } from '@shared/domain/coverage.ts';
import type { Resource, ResourceRef } from '@shared/domain/resource.ts';
import { text } from '../checks/read.ts';
import { recorderType } from '../checks/recorders.ts';
import { checks } from '../checks/registry.ts';
import {
  cell,
  complianceType,
  evaluationType,
  identifierOf,
  resultOf,
  rowNamed,
  ruleType,
  statusType,
  timeAt,
} from '../checks/rule-rows.ts';
import type { Place } from '../evaluate/place.ts';
import type { ResultRow, RuleAnswers } from '../evaluate/rule-results.ts';
import { containerOf } from '../normalise/aws/resource.ts';
import type { Workspace } from '../store/open.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';
import { readRecorders } from './places.ts';
import { readResource, readResources } from './raw-item.ts';

/** Results on what does not exist yet say nothing about the client's cloud. */
function resultRows(workspace: Workspace, account: string): readonly ResultRow[] {
  return workspace.resources.ofType(account, evaluationType).flatMap((stored): readonly ResultRow[] => {
    const of = resultOf(readResource(workspace, stored));
    if (of === null || of.isProactive) return [];
    const { region, capturedAt, sha256, snapshotId } = stored;
    const { rule, type, id } = of;
    return [{ region, capturedAt, sha256, snapshotId, rule, type, id, whole: () => readResource(workspace, stored) }];
  });
}

/** Everything read about the rules of an account; null where no rule was read, which costs nothing. */
export function readRuleAnswers(
  workspace: Workspace,
  rows: readonly TypeInPlace[],
  places: readonly Place[],
  account: string,
  asOf: string,
): RuleAnswers | null {
  if (!rows.some((row) => row.account === account && row.type === ruleType)) return null;
  const beside = [statusType, complianceType].map((type) => [type, readResources(workspace, account, type)] as const);
  return {
    account,
    rules: readResources(workspace, account, ruleType),
    beside: new Map([...beside, [recorderType, readRecorders(workspace, account).flat()]]),
    results: resultRows(workspace, account),
    identifierOf,
    ranUntil: (rule, scene) =>
      timeAt(rowNamed(scene, statusType, account, rule.region, rule.name), 'LastSuccessfulEvaluationTime'),
    resourceOf: (type, id) => workspace.resources.latest({ account, type, id }),
    whyUnread: (region) => {
      const place = places.find((it) => it.account === account && it.region === region);
      const listed = place?.listed.get(evaluationType);
      return listed === undefined || listed.isComplete ? null : listed.because;
    },
    containerOf: (region) => containerOf(account, region, asOf),
  };
}

/** The raw item that a finding quotes: the resource's own, or the row of the result that a rule of the client gave. */
export const quotedItem = (workspace: Workspace, resource: ResourceRef, sha256: string): StoredResource | null =>
  workspace.resources.find(resource, sha256) ?? workspace.resources.findHash(resource.account, evaluationType, sha256);

/** Looks up many quoted items: the results of an account are listed once, because nothing orders them by their hash. */
export function quotedItemReader(
  workspace: Workspace,
): (resource: ResourceRef, sha256: string) => StoredResource | null {
  const results = new Map<string, ReadonlyMap<string, StoredResource>>();
  const resultsOf = (account: string): ReadonlyMap<string, StoredResource> => {
    const known = results.get(account);
    if (known !== undefined) return known;
    const rows = workspace.resources.ofType(account, evaluationType);
    const listed = new Map(rows.map((row) => [row.sha256, row]));
    results.set(account, listed);
    return listed;
  };
  return (resource, sha256) =>
    workspace.resources.find(resource, sha256) ?? resultsOf(resource.account).get(sha256) ?? null;
}

const mapped = new Set(checks.flatMap(({ judgedBy }) => (judgedBy === undefined ? [] : [judgedBy.rule])));

/** Where a rule comes from: the managed rule, the kind of its own code, or the service that made it. */
function sourceOf(rule: Resource): string {
  const word = (path: string) => text(cell(rule, path));
  const maker = word('CreatedBy');
  const source = [word('Source.Owner'), word('Source.Owner') === 'AWS' ? word('Source.SourceIdentifier') : null];
  return [...source, maker === null ? null : `made by ${maker}`].filter((part) => part !== null).join(' ');
}

/** The rules of an account whose results are not taken for findings, newest description of each. */
function otherRulesIn(workspace: Workspace, account: string): readonly OtherRule[] {
  const compliances = readResources(workspace, account, complianceType);
  const rules = readResources(workspace, account, ruleType);
  const newest = new Map(rules.map((rule) => [`${rule.region} ${rule.name}`, rule]));
  return [...newest.values()]
    .filter((rule) => !mapped.has(identifierOf(rule) ?? ''))
    .map((rule) => {
      const compliance = compliances.findLast(({ region, name }) => region === rule.region && name === rule.name);
      const overall = compliance === undefined ? null : text(cell(compliance, 'Compliance.ComplianceType'));
      return { account, region: rule.region, name: rule.name, source: sourceOf(rule), compliance: overall };
    });
}

/** The rules read whose results are shown and never taken for a verdict: custom rules, rules of other services, rules not known here. */
export function otherRules(workspace: Workspace): readonly OtherRule[] {
  const accounts = [...new Set((workspace.judgements.get()?.cells ?? []).map(({ account }) => account))];
  return accounts.flatMap((account) => otherRulesIn(workspace, account));
}
