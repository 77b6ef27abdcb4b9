import type { SnapshotKind } from '@shared/domain/collection.ts';

/** Why an action is needed, as the client's policy groups them. */
export type Purpose = 'recorded-state' | 'rule-results' | 'aggregator';

/** One row of a run's matrix: the call it makes and what its answers hold. */
export interface Operation {
  /** The call of AWS Config, which is also the name of its permission. */
  readonly action: string;
  readonly kind: SnapshotKind;
  /** `{}` stands for what the task is about. */
  readonly label: string;
  readonly purpose: Purpose;
}

const state = (action: string, kind: SnapshotKind, label: string): Operation => ({
  action,
  kind,
  label,
  purpose: 'recorded-state',
});
const rule = (action: string, kind: SnapshotKind, label: string): Operation => ({
  action,
  kind,
  label,
  purpose: 'rule-results',
});
const aggregate = (action: string, kind: SnapshotKind, label: string): Operation => ({
  action,
  kind,
  label,
  purpose: 'aggregator',
});

/** Everything a run may ask of AWS Config, by the row of the matrix. The guard lets nothing else pass. */
export const operations = {
  recorders: state('DescribeConfigurationRecorders', 'recorders', 'Recorder'),
  'recorder-status': state('DescribeConfigurationRecorderStatus', 'recorder-status', 'Recorder status'),
  'recorder-list': state('ListConfigurationRecorders', 'names', 'Recorders of other services'),
  'delivery-channels': state('DescribeDeliveryChannels', 'delivery-channels', 'Delivery channel'),
  'delivery-channel-status': state('DescribeDeliveryChannelStatus', 'delivery-channel-status', 'Delivery status'),
  retention: state('DescribeRetentionConfigurations', 'retention', 'Retention'),
  'resource-counts': state('GetDiscoveredResourceCounts', 'resource-counts', 'Resource counts'),
  items: state('SelectResourceConfig', 'query-result', 'Items of {}'),
  'listed-items': state('BatchGetResourceConfig', 'batch-items', 'Items of {} (listed)'),
  deleted: state('ListDiscoveredResources', 'names', 'Deleted {}'),
  history: state('GetResourceConfigHistory', 'resource-history', 'History of {}'),
  'config-rules': rule('DescribeConfigRules', 'config-rules', 'Config rules'),
  'rule-evaluation-status': rule(
    'DescribeConfigRuleEvaluationStatus',
    'rule-evaluation-status',
    'Rule evaluation status',
  ),
  'rule-compliance': rule('DescribeComplianceByConfigRule', 'rule-compliance', 'Rule compliance'),
  'rule-details': rule('GetComplianceDetailsByConfigRule', 'rule-evaluations', 'Results of rule {}'),
  'conformance-packs': rule('DescribeConformancePacks', 'conformance-packs', 'Conformance packs'),
  'pack-compliance': rule('DescribeConformancePackCompliance', 'conformance-packs', 'Rules of pack {}'),
  'pack-details': rule('GetConformancePackComplianceDetails', 'conformance-packs', 'Results of pack {}'),
  aggregators: aggregate('DescribeConfigurationAggregators', 'aggregators', 'Aggregator {}'),
  'aggregator-sources': aggregate(
    'DescribeConfigurationAggregatorSourcesStatus',
    'aggregator-sources',
    'Sources of aggregator {}',
  ),
  'aggregate-counts': aggregate(
    'GetAggregateDiscoveredResourceCounts',
    'resource-counts',
    'Resource counts of aggregator {}',
  ),
  'aggregate-items': aggregate('SelectAggregateResourceConfig', 'query-result', 'Items of {} (aggregator)'),
  'aggregate-compliance': aggregate(
    'DescribeAggregateComplianceByConfigRules',
    'rule-compliance',
    'Rule compliance of aggregator {}',
  ),
  'aggregate-details': aggregate(
    'GetAggregateComplianceDetailsByConfigRule',
    'rule-evaluations',
    'Results of rule {} (aggregator)',
  ),
} as const satisfies Readonly<Record<string, Operation>>;
export type OperationName = keyof typeof operations;

/** The names of the matrix rows. */
export const isOperationName = (name: string): name is OperationName => Object.hasOwn(operations, name);

/** The only two calls of STS. */
export const stsActions: readonly string[] = ['AssumeRole', 'GetCallerIdentity'];
