import { counted, expression, living } from './items.ts';
import { type ConfigCall, ConfigRefusal, page, rowsIn } from './paging.ts';
import { compliance, ruleDetails, rulesOf } from './rules.ts';
import { baseItem, instant, queryRow, type Row } from './world.ts';

/** Every account and region an aggregator sees, but for the sources it lost. */
function sources(call: ConfigCall): readonly ConfigCall[] {
  const asked = call.input.ConfigurationAggregatorName;
  const found = call.world.accounts[call.account]?.aggregators?.find(
    ({ name, region }) => name === asked && region === call.region,
  );
  if (found === undefined)
    throw new ConfigRefusal('NoSuchConfigurationAggregatorException', 'The configuration aggregator does not exist.');
  return Object.entries(call.world.accounts).flatMap(([account, { regions }]) =>
    Object.entries(regions)
      .filter(() => found.failed?.includes(account) !== true)
      .map(([region, place]) => ({ ...call, account, region, place })),
  );
}

export function aggregateSelect(call: ConfigCall): Row {
  const { fields, type } = expression(call);
  const rows = sources(call).flatMap((source) =>
    living(source.place.items)
      .filter((item) => item.type === type)
      .map((item) => JSON.stringify(queryRow(item, source.account, source.region, fields))),
  );
  return page(call, rows, { list: 'Results', token: 'NextToken', size: 100 });
}

export function aggregateList(call: ConfigCall): Row {
  const rows = sources(call).flatMap(({ account, region, place }) =>
    living(place.items)
      .filter(({ type }) => type === call.input.ResourceType)
      .map(({ type, id }) => ({ SourceAccountId: account, SourceRegion: region, ResourceId: id, ResourceType: type })),
  );
  return page(call, rows, { list: 'ResourceIdentifiers', token: 'NextToken', size: 100 });
}

export function aggregateBatch(call: ConfigCall): Row {
  const all = sources(call);
  const found = rowsIn(call.input.ResourceIdentifiers).flatMap((name) =>
    all
      .filter(({ account, region }) => account === name.SourceAccountId && region === name.SourceRegion)
      .flatMap(({ account, region, place }) =>
        living(place.items)
          .filter(({ type, id }) => type === name.ResourceType && id === name.ResourceId)
          .map((item) => baseItem(item, account, region)),
      ),
  );
  return { BaseConfigurationItems: found, UnprocessedResourceIdentifiers: [] };
}

export function aggregateCounts(call: ConfigCall): Row {
  const rows = counted(sources(call).flatMap(({ place }) => place.items)).map(([GroupName, ResourceCount]) => ({
    GroupName,
    ResourceCount,
  }));
  const more = {
    TotalDiscoveredResources: rows.reduce((sum, { ResourceCount }) => sum + ResourceCount, 0),
    GroupByKey: 'RESOURCE_TYPE',
  };
  return page(call, rows, { list: 'GroupedResourceCounts', token: 'NextToken', size: 100, more });
}

export function aggregateCompliance(call: ConfigCall): Row {
  const rows = sources(call).flatMap((source) =>
    rulesOf(source).map((rule) => ({
      ConfigRuleName: rule.name,
      Compliance: compliance(rule),
      AccountId: source.account,
      AwsRegion: source.region,
    })),
  );
  return page(call, rows, { list: 'AggregateComplianceByConfigRules', token: 'NextToken', size: 100 });
}

export function aggregateDetails(call: ConfigCall): Row {
  const source = sources(call).find(
    ({ account, region }) => account === call.input.AccountId && region === call.input.AwsRegion,
  );
  if (source === undefined) throw new ConfigRefusal('ValidationException', 'The account is not a source.');
  return ruleDetails({ ...source, input: call.input, action: 'aggregate' });
}

export const aggregatorRows = (call: ConfigCall): readonly Row[] =>
  (call.world.accounts[call.account]?.aggregators ?? [])
    .filter(({ region }) => region === call.region)
    .map(({ name }) => ({
      ConfigurationAggregatorName: name,
      ConfigurationAggregatorArn: `arn:aws:config:${call.region}:${call.account}:config-aggregator/config-aggregator-1`,
      AccountAggregationSources: [{ AccountIds: Object.keys(call.world.accounts), AllAwsRegions: true }],
    }));

export function sourcesStatus(call: ConfigCall): Row {
  sources(call);
  const found = call.world.accounts[call.account]?.aggregators?.find(
    ({ name }) => name === call.input.ConfigurationAggregatorName,
  );
  const rows = Object.entries(call.world.accounts).flatMap(([SourceId, { regions }]) =>
    Object.keys(regions).map((AwsRegion) => ({
      SourceId,
      SourceType: 'ACCOUNT',
      AwsRegion,
      LastUpdateStatus: found?.failed?.includes(SourceId) === true ? 'FAILED' : 'SUCCEEDED',
      LastUpdateTime: instant('2026-03-01T06:00:00Z'),
    })),
  );
  return page(call, rows, { list: 'AggregatedSourceStatusList', token: 'NextToken', size: 100 });
}
