import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { placeOfArn } from './arn.ts';
import type { Envelope } from './envelope.ts';
import { timeOf } from './time.ts';

/** The type under which the rows of each answer are kept; `aws.` marks what is no resource of the client. */
const types: Readonly<Partial<Record<SnapshotKind, string>>> = {
  recorders: 'aws.config-recorder',
  'recorder-status': 'aws.config-recorder-status',
  'delivery-channels': 'aws.config-delivery-channel',
  'delivery-channel-status': 'aws.config-delivery-channel-status',
  retention: 'aws.config-retention',
  'config-rules': 'aws.config-rule',
  'rule-evaluation-status': 'aws.config-rule-status',
  'rule-compliance': 'aws.config-rule-compliance',
  'rule-evaluations': 'aws.config-rule-evaluation',
  'conformance-packs': 'aws.config-conformance-pack',
  aggregators: 'aws.config-aggregator',
  'aggregator-sources': 'aws.config-aggregator-source',
};

const nameKeys = ['name', 'configrulename', 'conformancepackname', 'configurationaggregatorname', 'sourceid'];
const timeKeys = [
  'laststatuschangetime',
  'resultrecordedtime',
  'lastsuccessfulevaluationtime',
  'lastupdatetime',
  'lastupdatedtime',
];

const text = (row: JsonObject, keys: readonly string[]): string => {
  const key = Object.keys(row).find((name) => keys.includes(name.toLowerCase()));
  return key === undefined ? '' : String(row[key] ?? '');
};

/** A rule's result is named by rule and resource; one on something that does not exist yet is another result. */
function evaluationName(row: JsonObject): string {
  const identifier = row.EvaluationResultIdentifier;
  const qualifier = isObject(identifier) ? identifier.EvaluationResultQualifier : undefined;
  if (!isObject(qualifier)) return '';
  const { ConfigRuleName, ResourceType, ResourceId, EvaluationMode } = qualifier;
  const mode = EvaluationMode === 'PROACTIVE' ? [EvaluationMode] : [];
  return [ConfigRuleName, ResourceType, ResourceId, ...mode].map((part) => String(part ?? '')).join(' ');
}

/** Answers of an aggregator about rules name the account and region of each row. */
function aggregatedPlace(kind: SnapshotKind, row: JsonObject): { readonly account: string; readonly region: string } {
  const isOfRule = kind === 'rule-compliance' || kind === 'rule-evaluations';
  return isOfRule
    ? { account: text(row, ['accountid']), region: text(row, ['awsregion']) }
    : { account: '', region: '' };
}

/** The envelope of one row of an answer. The place comes from its ARN, else from what the person said of the file. */
export function answerEnvelope(kind: SnapshotKind, row: Json): Envelope | null {
  const type = types[kind];
  if (type === undefined || !isObject(row)) return null;
  const name = text(row, nameKeys) || evaluationName(row) || 'default';
  const arn = text(row, ['arn', 'configrulearn', 'conformancepackarn', 'configurationaggregatorarn']);
  const place = placeOfArn(arn);
  const aggregated = aggregatedPlace(kind, row);
  const roleAccount = placeOfArn(text(row, ['rolearn'])).account;
  return {
    account: place.account || roleAccount || aggregated.account,
    region: place.region || aggregated.region,
    type,
    id: name,
    name,
    arn: arn === '' ? null : arn,
    capturedAt: timeOf(text(row, timeKeys)),
    stateId: '',
    isDeleted: false,
    standing: 'evidence',
  };
}
