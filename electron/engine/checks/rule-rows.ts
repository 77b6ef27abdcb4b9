import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { indexedBy } from './indexed.ts';
import { instantOf } from './instants.ts';
import { first, seen, text } from './read.ts';

/** The types under which the answers about rules of AWS Config are kept. */
export const ruleType = 'aws.config-rule';
export const statusType = 'aws.config-rule-status';
export const complianceType = 'aws.config-rule-compliance';
export const evaluationType = 'aws.config-rule-evaluation';

/** A property of an answer's row; the path is the row's own, without the part that items have. */
export function cell(row: Resource, path: string): Property {
  const found = first(row, `configuration.${path}`);
  return { ...found, path: found.path.replace(/^configuration\./, '') };
}

/** A cell of another row than the one judged, as evidence. */
export const cellOn = (row: Resource, path: string) => {
  const { path: at, value } = seen(cell(row, path));
  return { path: `${row.type}/${row.name} ${at}`, value };
};

/** An instant of a row as ISO 8601 UTC; null when the row states none. */
export function timeAt(row: Resource | undefined, path: string): string | null {
  const instant = row === undefined ? null : instantOf(cell(row, path));
  return instant === null ? null : new Date(instant).toISOString();
}

const qualifier = 'EvaluationResultIdentifier.EvaluationResultQualifier';

/** What a result speaks of, and by which rule. */
export interface ResultOf {
  readonly rule: string;
  readonly type: string;
  readonly id: string;
  /** True for a result on something that does not exist yet. */
  readonly isProactive: boolean;
}

/** Reads the qualifier of a result; null when it names no rule or no resource. */
export function resultOf(row: Resource): ResultOf | null {
  const word = (key: string) => text(cell(row, `${qualifier}.${key}`));
  const [rule, type, id] = [word('ConfigRuleName'), word('ResourceType'), word('ResourceId')];
  if (rule === null || type === null || id === null) return null;
  return { rule, type, id, isProactive: word('EvaluationMode')?.toUpperCase() === 'PROACTIVE' };
}

/** AWS Config's own ways of deploying a client's rules: conformance packs and rules of the organisation. */
const deployers = ['config-conforms.amazonaws.com', 'config-multiaccountsetup.amazonaws.com'];

/** The managed rule behind a deployed rule; null for rules of the client's own making and those that another service made. */
export function identifierOf(rule: Resource): string | null {
  const maker = text(cell(rule, 'CreatedBy'));
  if (text(cell(rule, 'Source.Owner')) !== 'AWS' || (maker !== null && !deployers.includes(maker))) return null;
  return text(cell(rule, 'Source.SourceIdentifier'));
}

const byName = indexedBy(({ name }) => [name]);

/** The row of a rule by its name, in one account and region. */
export const rowNamed = (scene: Scene, type: string, account: string, region: string, name: string) =>
  byName(scene.of(type, account, region), name)[0];
