import {
  aggregateBatch,
  aggregateCompliance,
  aggregateCounts,
  aggregateDetails,
  aggregateList,
  aggregateSelect,
  aggregatorRows,
  sourcesStatus,
} from './aggregate.ts';
import { batch, counted, history, listed, select } from './items.ts';
import { type ConfigCall, page } from './paging.ts';
import { compliance, describeRules, packId, packRules, ruleDetails, ruleStatus, rulesOf } from './rules.ts';
import { instant, type Row, recorderOf, statusOf } from './world.ts';

const one = (list: string, row: Row | null): Row => ({ [list]: row === null ? [] : [row] });

function channels(call: ConfigCall): Row {
  const has = recorderOf(call.place, call.account, call.region) !== null;
  return one('DeliveryChannels', has ? { name: 'default', s3BucketName: `config-${call.account}` } : null);
}

function channelStatus(call: ConfigCall): Row {
  const has = recorderOf(call.place, call.account, call.region) !== null;
  const delivered = { lastStatus: 'SUCCESS', lastSuccessfulTime: instant('2026-03-01T06:00:00Z') };
  return one('DeliveryChannelsStatus', has ? { name: 'default', configHistoryDeliveryInfo: delivered } : null);
}

function counts(call: ConfigCall): Row {
  const rows = recorderOf(call.place, '', '') === null ? [] : counted(call.place.items);
  const resourceCounts = rows.map(([resourceType, count]) => ({ resourceType, count }));
  const more = { totalDiscoveredResources: rows.reduce((sum, [, count]) => sum + count, 0) };
  return page(call, resourceCounts, { list: 'resourceCounts', token: 'nextToken', size: 100, more });
}

/** Every operation the loopback knows; another one is refused as an unknown operation is. */
export const configOperations: Readonly<Record<string, (call: ConfigCall) => Row>> = {
  DescribeConfigurationRecorders: (call) =>
    one('ConfigurationRecorders', recorderOf(call.place, call.account, call.region)),
  DescribeConfigurationRecorderStatus: (call) =>
    one('ConfigurationRecordersStatus', statusOf(call.place, call.account, call.region)),
  ListConfigurationRecorders: (call) =>
    one('ConfigurationRecorderSummaries', recorderOf(call.place, call.account, call.region)),
  DescribeDeliveryChannels: channels,
  DescribeDeliveryChannelStatus: channelStatus,
  DescribeRetentionConfigurations: (call) =>
    one(
      'RetentionConfigurations',
      call.place.retentionDays === undefined
        ? null
        : { Name: 'default', RetentionPeriodInDays: call.place.retentionDays },
    ),
  GetDiscoveredResourceCounts: counts,
  SelectResourceConfig: select,
  ListDiscoveredResources: listed,
  BatchGetResourceConfig: batch,
  GetResourceConfigHistory: history,
  DescribeConfigRules: describeRules,
  DescribeConfigRuleEvaluationStatus: ruleStatus,
  DescribeComplianceByConfigRule: (call) =>
    page(
      call,
      rulesOf(call).map((rule) => ({ ConfigRuleName: rule.name, Compliance: compliance(rule) })),
      { list: 'ComplianceByConfigRules', token: 'NextToken', size: 100 },
    ),
  GetComplianceDetailsByConfigRule: ruleDetails,
  DescribeConformancePacks: (call) =>
    page(
      call,
      (call.place.packs ?? []).map(({ name }) => packId(call, name)),
      { list: 'ConformancePackDetails', token: 'NextToken', size: 20 },
    ),
  DescribeConformancePackCompliance: (call) => packRules(call, false),
  GetConformancePackComplianceDetails: (call) => packRules(call, true),
  DescribeConfigurationAggregators: (call) =>
    page(call, aggregatorRows(call), { list: 'ConfigurationAggregators', token: 'NextToken', size: 100 }),
  DescribeConfigurationAggregatorSourcesStatus: sourcesStatus,
  SelectAggregateResourceConfig: aggregateSelect,
  GetAggregateDiscoveredResourceCounts: aggregateCounts,
  ListAggregateDiscoveredResources: aggregateList,
  BatchGetAggregateResourceConfig: aggregateBatch,
  DescribeAggregateComplianceByConfigRules: aggregateCompliance,
  GetAggregateComplianceDetailsByConfigRule: aggregateDetails,
};
