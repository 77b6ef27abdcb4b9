import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@shared/domain/json.ts';
import { account, region } from './items.ts';
import { temporaryFolder } from './workspace.ts';

interface Rule {
  readonly name: string;
  readonly identifier: string;
  readonly owner?: string;
  readonly region?: string;
  readonly createdBy?: string;
  readonly frequency?: string;
  readonly input?: JsonObject;
}

/** A row of DescribeConfigRules. */
export const rule = ({ name, identifier, owner = 'AWS', createdBy, frequency, input, ...told }: Rule): JsonObject => ({
  ConfigRuleName: name,
  ConfigRuleArn: `arn:aws:config:${told.region ?? region}:${account}:config-rule/config-rule-${name}`,
  ConfigRuleId: `config-rule-${name}`,
  Source: { Owner: owner, SourceIdentifier: identifier },
  ConfigRuleState: 'ACTIVE',
  ...(input === undefined ? {} : { InputParameters: JSON.stringify(input) }),
  ...(frequency === undefined ? {} : { MaximumExecutionFrequency: frequency }),
  ...(createdBy === undefined ? {} : { CreatedBy: createdBy }),
});

/** A row of DescribeConfigRuleEvaluationStatus; `failed` is a run that ended with AccessDenied. */
export const ruleStatus = (name: string, succeeded: string, failed?: string): JsonObject => ({
  ConfigRuleName: name,
  ConfigRuleArn: `arn:aws:config:${region}:${account}:config-rule/config-rule-${name}`,
  LastSuccessfulEvaluationTime: succeeded,
  FirstEvaluationStarted: true,
  ...(failed === undefined ? {} : { LastFailedEvaluationTime: failed, LastErrorCode: 'AccessDenied' }),
});

interface Result {
  readonly rule: string;
  readonly at: string;
  readonly word: string;
  readonly type?: string;
  readonly id?: string;
  readonly mode?: string;
  readonly note?: string;
}

/** A row of GetComplianceDetailsByConfigRule; on the account itself unless it names a resource. */
export const result = ({ rule: name, at, word, type, id, mode = 'DETECTIVE', note }: Result): JsonObject => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: {
      ConfigRuleName: name,
      ResourceType: type ?? 'AWS::::Account',
      ResourceId: id ?? account,
      EvaluationMode: mode,
    },
    OrderingTimestamp: at,
  },
  ComplianceType: word,
  ResultRecordedTime: at,
  ConfigRuleInvokedTime: at,
  ...(note === undefined ? {} : { Annotation: note }),
});

function answer(name: string, content: JsonObject): string {
  const path = join(temporaryFolder(), `${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

export const rulesFile = (...ConfigRules: readonly JsonObject[]): string => answer('rules', { ConfigRules });
export const statusFile = (...ConfigRulesEvaluationStatus: readonly JsonObject[]): string =>
  answer('status', { ConfigRulesEvaluationStatus });
export const resultsFile = (...EvaluationResults: readonly JsonObject[]): string =>
  answer('results', { EvaluationResults });
/** The same of an aggregator, whose rows name their account and region. */
export const aggregatedFile = (...AggregateEvaluationResults: readonly JsonObject[]): string =>
  answer('aggregated', { AggregateEvaluationResults });
export const complianceFile = (name: string, ComplianceType: string): string =>
  answer('compliance', { ComplianceByConfigRules: [{ ConfigRuleName: name, Compliance: { ComplianceType } }] });
