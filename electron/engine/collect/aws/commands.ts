import {
  BatchGetAggregateResourceConfigCommand,
  BatchGetResourceConfigCommand,
  type ConfigServiceClient,
  type ConfigServiceClientResolvedConfig,
  DescribeAggregateComplianceByConfigRulesCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigRulesCommand,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationAggregatorsCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConformancePackComplianceCommand,
  DescribeConformancePacksCommand,
  DescribeDeliveryChannelStatusCommand,
  DescribeDeliveryChannelsCommand,
  DescribeRetentionConfigurationsCommand,
  GetAggregateComplianceDetailsByConfigRuleCommand,
  GetAggregateDiscoveredResourceCountsCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetConformancePackComplianceDetailsCommand,
  GetDiscoveredResourceCountsCommand,
  GetResourceConfigHistoryCommand,
  ListAggregateDiscoveredResourcesCommand,
  ListConfigurationRecordersCommand,
  ListDiscoveredResourcesCommand,
  type ResourceKey,
  type ResourceType,
  SelectAggregateResourceConfigCommand,
  SelectResourceConfigCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-config-service';
import { asJson, isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Command } from '@smithy/types';
import type { PlannedTask } from '../run/source.ts';
import type { CallOptions } from './client.ts';
import { isOperationName, type OperationName, operations } from './operations.ts';

/** A call ready to be sent. */
export interface Sending {
  /** `config:SelectResourceConfig`. */
  readonly operation: string;
  /** What is sent, but for the page token. */
  readonly parameters: Json;
  send(client: ConfigServiceClient, options: CallOptions): Promise<unknown>;
}

type ConfigCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes> = Command<
  ServiceInputTypes,
  I,
  ServiceOutputTypes,
  O,
  ConfigServiceClientResolvedConfig
>;

function withoutToken(input: object): Json {
  const sent = asJson(input);
  if (!isObject(sent)) return sent;
  return Object.fromEntries(Object.entries(sent).filter(([key]) => key.toLowerCase() !== 'nexttoken'));
}

const sending = <I extends ServiceInputTypes, O extends ServiceOutputTypes>(
  action: string,
  command: ConfigCommand<I, O>,
): Sending => ({
  operation: `config:${action}`,
  parameters: withoutToken(command.input),
  send: (client, options) => client.send(command, options),
});

/** The union of the SDK grows monthly, and a type it lacks is asked for all the same. */
const resourceType = (type: string): ResourceType => type as ResourceType;

const fields =
  'accountId, awsRegion, arn, resourceId, resourceName, resourceType, availabilityZone, resourceCreationTime, configurationItemCaptureTime, configurationItemStatus, configurationStateId';
const wholes = { full: ', tags, relationships', short: '' } as const;
export type Width = keyof typeof wholes;

const quoted = (type: string): string => type.replace(/[^\w:]/g, '');

/** One query per type, with whole items: absence and arrays cannot be judged in the query language. */
const expression = (type: string, width: Width): string =>
  `SELECT ${fields}${wholes[width]}, configuration, supplementaryConfiguration WHERE resourceType = '${quoted(type)}'`;

/** A resource by its name; account and region where an aggregator lists it. */
export interface Name {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

const text = (parameters: JsonObject, key: string): string => {
  const value = parameters[key];
  return typeof value === 'string' ? value : '';
};

interface Asked {
  readonly about: JsonObject;
  readonly token: string | undefined;
  readonly limit: number;
}

const aggregator = ({ about, token }: Pick<Asked, 'about' | 'token'>) => ({
  ConfigurationAggregatorName: text(about, 'aggregator'),
  NextToken: token,
});

/** The whole items of one type, in a place or through an aggregator. */
export function selectItems(about: JsonObject, width: Width, token: string | undefined, limit: number): Sending {
  const Expression = expression(text(about, 'type'), width);
  if (about.aggregator === undefined) {
    const command = new SelectResourceConfigCommand({ Expression, Limit: limit, NextToken: token });
    return sending('SelectResourceConfig', command);
  }
  const command = new SelectAggregateResourceConfigCommand({
    ...aggregator({ about, token }),
    Expression,
    Limit: limit,
  });
  return sending('SelectAggregateResourceConfig', command);
}

/** The names of the resources of one type; those of deleted ones too when the task asks for them. */
export function listNames(about: JsonObject, token: string | undefined, limit: number): Sending {
  const type = resourceType(text(about, 'type'));
  if (about.aggregator !== undefined) {
    const asked = { ...aggregator({ about, token }), ResourceType: type, Limit: limit };
    return sending('ListAggregateDiscoveredResources', new ListAggregateDiscoveredResourcesCommand(asked));
  }
  const includeDeletedResources = about.isWithDeleted === true;
  const command = new ListDiscoveredResourcesCommand({
    resourceType: type,
    includeDeletedResources,
    limit,
    nextToken: token,
  });
  return sending('ListDiscoveredResources', command);
}

/** Items by name, 100 at most. */
export function batchItems(about: JsonObject, names: readonly Name[]): Sending {
  const type = resourceType(text(about, 'type'));
  if (about.aggregator === undefined) {
    const resourceKeys: ResourceKey[] = names.map(({ id }) => ({ resourceType: type, resourceId: id }));
    return sending('BatchGetResourceConfig', new BatchGetResourceConfigCommand({ resourceKeys }));
  }
  const command = new BatchGetAggregateResourceConfigCommand({
    ConfigurationAggregatorName: text(about, 'aggregator'),
    ResourceIdentifiers: names.map(({ id, account, region }) => ({
      SourceAccountId: account,
      SourceRegion: region,
      ResourceId: id,
      ResourceType: type,
    })),
  });
  return sending('BatchGetAggregateResourceConfig', command);
}

const most = (limit: number, cap: number): number => Math.min(limit, cap);

const makers: Readonly<Record<OperationName, (asked: Asked) => Sending>> = {
  recorders: () => sending('DescribeConfigurationRecorders', new DescribeConfigurationRecordersCommand({})),
  'recorder-status': () =>
    sending('DescribeConfigurationRecorderStatus', new DescribeConfigurationRecorderStatusCommand({})),
  'recorder-list': ({ token, limit }) =>
    sending(
      'ListConfigurationRecorders',
      new ListConfigurationRecordersCommand({ MaxResults: most(limit, 20), NextToken: token }),
    ),
  'delivery-channels': () => sending('DescribeDeliveryChannels', new DescribeDeliveryChannelsCommand({})),
  'delivery-channel-status': () =>
    sending('DescribeDeliveryChannelStatus', new DescribeDeliveryChannelStatusCommand({})),
  retention: ({ token }) =>
    sending('DescribeRetentionConfigurations', new DescribeRetentionConfigurationsCommand({ NextToken: token })),
  'resource-counts': ({ token, limit }) =>
    sending('GetDiscoveredResourceCounts', new GetDiscoveredResourceCountsCommand({ limit, nextToken: token })),
  items: ({ about, token, limit }) => selectItems(about, 'full', token, limit),
  'listed-items': ({ about, token, limit }) => listNames(about, token, limit),
  deleted: ({ about, token, limit }) => listNames(about, token, limit),
  history: ({ about, token, limit }) =>
    sending(
      'GetResourceConfigHistory',
      new GetResourceConfigHistoryCommand({
        resourceType: resourceType(text(about, 'type')),
        resourceId: text(about, 'id'),
        laterTime: new Date(text(about, 'until')),
        chronologicalOrder: 'Reverse',
        limit,
        nextToken: token,
      }),
    ),
  'config-rules': ({ token }) => sending('DescribeConfigRules', new DescribeConfigRulesCommand({ NextToken: token })),
  'rule-evaluation-status': ({ token, limit }) =>
    sending(
      'DescribeConfigRuleEvaluationStatus',
      new DescribeConfigRuleEvaluationStatusCommand({ Limit: most(limit, 50), NextToken: token }),
    ),
  'rule-compliance': ({ token }) =>
    sending('DescribeComplianceByConfigRule', new DescribeComplianceByConfigRuleCommand({ NextToken: token })),
  'rule-details': ({ about, token, limit }) =>
    sending(
      'GetComplianceDetailsByConfigRule',
      new GetComplianceDetailsByConfigRuleCommand({
        ConfigRuleName: text(about, 'rule'),
        Limit: limit,
        NextToken: token,
      }),
    ),
  'conformance-packs': ({ token, limit }) =>
    sending(
      'DescribeConformancePacks',
      new DescribeConformancePacksCommand({ Limit: most(limit, 20), NextToken: token }),
    ),
  'pack-compliance': ({ about, token, limit }) =>
    sending(
      'DescribeConformancePackCompliance',
      new DescribeConformancePackComplianceCommand({
        ConformancePackName: text(about, 'pack'),
        Limit: limit,
        NextToken: token,
      }),
    ),
  'pack-details': ({ about, token, limit }) =>
    sending(
      'GetConformancePackComplianceDetails',
      new GetConformancePackComplianceDetailsCommand({
        ConformancePackName: text(about, 'pack'),
        Limit: limit,
        NextToken: token,
      }),
    ),
  aggregators: ({ about }) =>
    sending(
      'DescribeConfigurationAggregators',
      new DescribeConfigurationAggregatorsCommand({ ConfigurationAggregatorNames: [text(about, 'aggregator')] }),
    ),
  'aggregator-sources': (asked) =>
    sending(
      'DescribeConfigurationAggregatorSourcesStatus',
      new DescribeConfigurationAggregatorSourcesStatusCommand({ ...aggregator(asked), Limit: asked.limit }),
    ),
  'aggregate-counts': (asked) =>
    sending(
      'GetAggregateDiscoveredResourceCounts',
      new GetAggregateDiscoveredResourceCountsCommand({
        ...aggregator(asked),
        GroupByKey: 'RESOURCE_TYPE',
        Limit: asked.limit,
      }),
    ),
  'aggregate-items': ({ about, token, limit }) => selectItems(about, 'full', token, limit),
  'aggregate-compliance': (asked) =>
    sending(
      'DescribeAggregateComplianceByConfigRules',
      new DescribeAggregateComplianceByConfigRulesCommand({ ...aggregator(asked), Limit: asked.limit }),
    ),
  'aggregate-details': (asked) =>
    sending(
      'GetAggregateComplianceDetailsByConfigRule',
      new GetAggregateComplianceDetailsByConfigRuleCommand({
        ...aggregator(asked),
        ConfigRuleName: text(asked.about, 'rule'),
        AccountId: text(asked.about, 'account'),
        AwsRegion: text(asked.about, 'region'),
        Limit: asked.limit,
      }),
    ),
};

/** The call of a task at a page, `limit` rows at most where the call knows a limit. */
export function sendingOf(task: PlannedTask, token: string | undefined, limit: number): Sending {
  if (!isOperationName(task.operation)) throw new Error(`There is no operation ${task.operation}.`);
  const about = isObject(task.parameters) ? task.parameters : {};
  return makers[task.operation]({ about, token, limit });
}

/** The permission a task needs. */
export const permissionOf = (name: OperationName): string => `config:${operations[name].action}`;
