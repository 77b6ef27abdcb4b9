import { type ConfigCall, ConfigRefusal, page } from './paging.ts';
import { instant, type LoopbackRule, type Row } from './world.ts';

/** Marks calls that come through an aggregator. */
interface Aggregate {
  readonly action?: string;
}

export const rulesOf = (call: ConfigCall): readonly LoopbackRule[] => call.place.rules ?? [];
const ruleArn = (call: ConfigCall, name: string): string =>
  `arn:aws:config:${call.region}:${call.account}:config-rule/config-rule-${name.slice(0, 6)}`;
export const compliance = (rule: LoopbackRule): Row => {
  const failing = rule.results.filter((result) => result.compliance === 'NON_COMPLIANT').length;
  const type = rule.results.length === 0 ? 'INSUFFICIENT_DATA' : failing > 0 ? 'NON_COMPLIANT' : 'COMPLIANT';
  const count = { CappedCount: Math.min(failing, 25), CapExceeded: failing > 25 };
  return { ComplianceType: type, ...(failing > 0 ? { ComplianceContributorCount: count } : {}) };
};

export function describeRules(call: ConfigCall): Row {
  const rows = rulesOf(call).map((rule) => ({
    ConfigRuleName: rule.name,
    ConfigRuleArn: ruleArn(call, rule.name),
    ConfigRuleId: `config-rule-${rule.name.slice(0, 6)}`,
    Source: { Owner: 'AWS', SourceIdentifier: rule.identifier },
    InputParameters: JSON.stringify(rule.parameters ?? {}),
    ConfigRuleState: 'ACTIVE',
    EvaluationModes: [{ Mode: 'DETECTIVE' }],
  }));
  return page(call, rows, { list: 'ConfigRules', token: 'NextToken', size: 25 });
}

export function ruleStatus(call: ConfigCall): Row {
  const rows = rulesOf(call).map((rule) => ({
    ConfigRuleName: rule.name,
    ConfigRuleArn: ruleArn(call, rule.name),
    LastSuccessfulInvocationTime: instant(rule.evaluatedAt),
    LastSuccessfulEvaluationTime: instant(rule.evaluatedAt),
    FirstActivatedTime: instant('2025-11-03T09:00:00Z'),
    FirstEvaluationStarted: true,
  }));
  return page(call, rows, { list: 'ConfigRulesEvaluationStatus', token: 'NextToken', size: 50 });
}

const result = (call: ConfigCall & Aggregate, rule: LoopbackRule, it: LoopbackRule['results'][number]): Row => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: {
      ConfigRuleName: rule.name,
      ResourceType: it.type,
      ResourceId: it.id,
      EvaluationMode: 'DETECTIVE',
    },
    OrderingTimestamp: instant(rule.evaluatedAt),
  },
  ComplianceType: it.compliance,
  ResultRecordedTime: instant(rule.evaluatedAt),
  ConfigRuleInvokedTime: instant(rule.evaluatedAt),
  ...(call.action === 'aggregate' ? { AccountId: call.account, AwsRegion: call.region } : {}),
});

export function ruleDetails(call: ConfigCall & Aggregate): Row {
  const rule = rulesOf(call).find(({ name }) => name === call.input.ConfigRuleName);
  if (rule === undefined)
    throw new ConfigRefusal(
      'NoSuchConfigRuleException',
      `The ConfigRule '${call.input.ConfigRuleName}' provided in the request is invalid.`,
    );
  const list = call.action === 'aggregate' ? 'AggregateEvaluationResults' : 'EvaluationResults';
  return page(
    call,
    rule.results.map((it) => result(call, rule, it)),
    { list, token: 'NextToken', size: 100 },
  );
}

export const packId = (call: ConfigCall, name: string): Row => ({
  ConformancePackName: name,
  ConformancePackArn: `arn:aws:config:${call.region}:${call.account}:conformance-pack/${name}/conformance-pack-1`,
  ConformancePackId: 'conformance-pack-1',
});

export function packRules(call: ConfigCall, isDetailed: boolean): Row {
  const pack = call.place.packs?.find(({ name }) => name === call.input.ConformancePackName);
  if (pack === undefined)
    throw new ConfigRefusal('NoSuchConformancePackException', 'One or more conformance packs do not exist.');
  const rules = rulesOf(call).filter(({ name }) => pack.rules.includes(name));
  const rows = isDetailed
    ? rules.flatMap((rule) => rule.results.map((it) => ({ ...result(call, rule, it) })))
    : rules.map((rule) => ({
        ConfigRuleName: rule.name,
        ComplianceType: compliance(rule).ComplianceType,
        Controls: [],
      }));
  const list = isDetailed ? 'ConformancePackRuleEvaluationResults' : 'ConformancePackRuleComplianceList';
  return page(call, rows, { list, token: 'NextToken', size: 100, more: { ConformancePackName: pack.name } });
}
