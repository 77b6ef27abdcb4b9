// What a loopback AWS holds, in the real shapes of AWS Config but without any real client's data.

export type Row = Readonly<Record<string, unknown>>;

/** One recorded resource as a test writes it down; the server gives it in each of the three shapes of AWS Config. */
export interface LoopbackItem {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly arn?: string;
  readonly configuration: Row;
  readonly supplementaryConfiguration?: Row;
  readonly tags?: Readonly<Record<string, string>>;
  readonly relationships?: readonly Row[];
  /** ISO 8601 UTC. */
  readonly capturedAt: string;
  readonly createdAt?: string;
  /** Earlier states, any order. */
  readonly earlier?: readonly { readonly capturedAt: string; readonly configuration: Row }[];
  /** Deleted then: listed with the deleted ones and in the history, nowhere else. */
  readonly deletedAt?: string;
}

/** A rule with the results it gave. */
export interface LoopbackRule {
  readonly name: string;
  readonly identifier: string;
  readonly parameters?: Row;
  readonly evaluatedAt: string;
  readonly results: readonly { readonly type: string; readonly id: string; readonly compliance: string }[];
}

export interface LoopbackRegion {
  /** `all` records everything with global types, `regional` without; `none` was never set up; an object is taken as it is. */
  readonly recorder?: 'all' | 'regional' | 'stopped' | 'none' | Row;
  readonly items: readonly LoopbackItem[];
  readonly rules?: readonly LoopbackRule[];
  readonly packs?: readonly { readonly name: string; readonly rules: readonly string[] }[];
  readonly retentionDays?: number;
  /** Types a query refuses with InvalidExpressionException. */
  readonly unsearchable?: readonly string[];
  /** Types a query answers with nothing although there are some. */
  readonly silent?: readonly string[];
  /** Queries that select whole `tags` and `relationships` are refused. */
  readonly refusesWholeObjects?: boolean;
  /** False: every call answers as in a region that is not enabled. */
  readonly isEnabled?: boolean;
}

export interface LoopbackAccount {
  readonly regions: Readonly<Record<string, LoopbackRegion>>;
  /** AssumeRole must bring it; any is taken when absent. */
  readonly externalId?: string;
  /** AssumeRole must bring the device and this code, which works once; the next code is the next of the list. */
  readonly mfa?: { readonly device: string; readonly codes: readonly string[] };
  /** False: no role of the account may be assumed. */
  readonly trusts?: boolean;
  /** Aggregators by name, with the region that holds them and the sources they lost. */
  readonly aggregators?: readonly {
    readonly name: string;
    readonly region: string;
    readonly failed?: readonly string[];
  }[];
}

export interface LoopbackWorld {
  readonly accounts: Readonly<Record<string, LoopbackAccount>>;
}

export const instant = (iso: string): number => Date.parse(iso) / 1000;

const arnOf = (item: LoopbackItem, account: string, region: string): string =>
  item.arn ?? `arn:aws:config:${region}:${account}:item/${item.type}/${item.id}`;

const texts = (object: Row): Record<string, string> =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, JSON.stringify(value)]));

/** A row of SelectResourceConfig: everything inside as values, times as text. */
export const queryRow = (item: LoopbackItem, account: string, region: string, fields: ReadonlySet<string>): Row => {
  const row: Row = {
    accountId: account,
    awsRegion: region,
    arn: arnOf(item, account, region),
    resourceId: item.id,
    ...(item.name === undefined ? {} : { resourceName: item.name }),
    resourceType: item.type,
    resourceCreationTime: item.createdAt,
    configurationItemCaptureTime: item.capturedAt,
    configurationItemStatus: 'OK',
    configurationStateId: String(Date.parse(item.capturedAt)),
    tags: Object.entries(item.tags ?? {}).map(([key, value]) => ({ key, value, tag: `${key}=${value}` })),
    relationships: item.relationships ?? [],
    configuration: item.configuration,
    supplementaryConfiguration: item.supplementaryConfiguration ?? {},
  };
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== undefined && fields.has(key)));
};

/** An item of BatchGetResourceConfig: no tags and no relationships, configuration as JSON text, times as epoch seconds. */
export const baseItem = (item: LoopbackItem, account: string, region: string): Row => ({
  version: '1.3',
  accountId: account,
  configurationItemCaptureTime: instant(item.capturedAt),
  configurationItemStatus: 'OK',
  configurationStateId: String(Date.parse(item.capturedAt)),
  arn: arnOf(item, account, region),
  resourceType: item.type,
  resourceId: item.id,
  ...(item.name === undefined ? {} : { resourceName: item.name }),
  awsRegion: region,
  ...(item.createdAt === undefined ? {} : { resourceCreationTime: instant(item.createdAt) }),
  configuration: JSON.stringify(item.configuration),
  supplementaryConfiguration: texts(item.supplementaryConfiguration ?? {}),
});

/** The states of a resource as GetResourceConfigHistory gives them, newest first. */
export function historyOf(item: LoopbackItem, account: string, region: string): readonly Row[] {
  const state = (capturedAt: string, configuration: Row): Row => ({
    ...baseItem({ ...item, capturedAt, configuration }, account, region),
    configurationItemMD5Hash: '',
    tags: item.tags ?? {},
    relatedEvents: [],
    relationships: item.relationships ?? [],
  });
  const gone: readonly Row[] =
    item.deletedAt === undefined
      ? []
      : [{ ...state(item.deletedAt, {}), configurationItemStatus: 'ResourceDeleted', configuration: undefined }];
  return [
    ...gone,
    state(item.capturedAt, item.configuration),
    ...(item.earlier ?? []).map((it) => state(it.capturedAt, it.configuration)),
  ].sort((a, b) => Number(b.configurationItemCaptureTime) - Number(a.configurationItemCaptureTime));
}

/** The recorder of a region as DescribeConfigurationRecorders gives it; null where there is none. */
export function recorderOf(region: LoopbackRegion, account: string, name: string): Row | null {
  const kind = region.recorder ?? 'all';
  if (kind === 'none') return null;
  if (typeof kind === 'object') return kind;
  return {
    arn: `arn:aws:config:${name}:${account}:configuration-recorder/default/${account.slice(0, 8)}`,
    name: 'default',
    roleARN: `arn:aws:iam::${account}:role/config-recorder`,
    recordingGroup: {
      allSupported: true,
      includeGlobalResourceTypes: kind !== 'regional',
      resourceTypes: [],
      exclusionByResourceTypes: { resourceTypes: [] },
      recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    },
    recordingMode: { recordingFrequency: 'CONTINUOUS', recordingModeOverrides: [] },
    recordingScope: 'PAID',
  };
}

/** A recorder's status: stopped ones say since when. */
export function statusOf(region: LoopbackRegion, account: string, name: string): Row | null {
  const recorder = recorderOf(region, account, name);
  if (recorder === null) return null;
  const isStopped = region.recorder === 'stopped';
  return {
    arn: recorder.arn,
    name: recorder.name,
    lastStartTime: instant('2025-11-03T09:00:00Z'),
    ...(isStopped ? { lastStopTime: instant('2026-02-11T17:20:00Z') } : {}),
    recording: !isStopped,
    lastStatus: 'SUCCESS',
    lastStatusChangeTime: instant('2026-03-01T06:00:00Z'),
  };
}
