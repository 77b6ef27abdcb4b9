/** The parts of AWS that share nothing: names, keys and endpoints of one mean nothing in another. */
export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

export interface Region {
  readonly id: string;
  readonly name: string;
  readonly partition: Partition;
  /** Off until the account enables it. */
  readonly isOptIn: boolean;
}

const places = (partition: Partition, isOptIn: boolean, names: Readonly<Record<string, string>>): readonly Region[] =>
  Object.entries(names).map(([id, name]) => ({ id, name, partition, isOptIn }));

/** The regions a run may name. No call of AWS Config lists them, so the list is data. */
export const regions: readonly Region[] = [
  ...places('aws', false, {
    'us-east-1': 'US East (N. Virginia)',
    'us-east-2': 'US East (Ohio)',
    'us-west-1': 'US West (N. California)',
    'us-west-2': 'US West (Oregon)',
    'ca-central-1': 'Canada (Central)',
    'sa-east-1': 'South America (São Paulo)',
    'eu-central-1': 'Europe (Frankfurt)',
    'eu-west-1': 'Europe (Ireland)',
    'eu-west-2': 'Europe (London)',
    'eu-west-3': 'Europe (Paris)',
    'eu-north-1': 'Europe (Stockholm)',
    'ap-northeast-1': 'Asia Pacific (Tokyo)',
    'ap-northeast-2': 'Asia Pacific (Seoul)',
    'ap-northeast-3': 'Asia Pacific (Osaka)',
    'ap-south-1': 'Asia Pacific (Mumbai)',
    'ap-southeast-1': 'Asia Pacific (Singapore)',
    'ap-southeast-2': 'Asia Pacific (Sydney)',
  }),
  ...places('aws', true, {
    'af-south-1': 'Africa (Cape Town)',
    'ap-east-1': 'Asia Pacific (Hong Kong)',
    'ap-east-2': 'Asia Pacific (Taipei)',
    'ap-south-2': 'Asia Pacific (Hyderabad)',
    'ap-southeast-3': 'Asia Pacific (Jakarta)',
    'ap-southeast-4': 'Asia Pacific (Melbourne)',
    'ap-southeast-5': 'Asia Pacific (Malaysia)',
    'ap-southeast-6': 'Asia Pacific (New Zealand)',
    'ap-southeast-7': 'Asia Pacific (Thailand)',
    'ca-west-1': 'Canada West (Calgary)',
    'eu-central-2': 'Europe (Zurich)',
    'eu-south-1': 'Europe (Milan)',
    'eu-south-2': 'Europe (Spain)',
    'il-central-1': 'Israel (Tel Aviv)',
    'me-central-1': 'Middle East (UAE)',
    'me-south-1': 'Middle East (Bahrain)',
    'mx-central-1': 'Mexico (Central)',
  }),
  ...places('aws-cn', false, { 'cn-north-1': 'China (Beijing)', 'cn-northwest-1': 'China (Ningxia)' }),
  ...places('aws-us-gov', false, {
    'us-gov-east-1': 'AWS GovCloud (US-East)',
    'us-gov-west-1': 'AWS GovCloud (US-West)',
  }),
];

const byId: ReadonlyMap<string, Region> = new Map(regions.map((region) => [region.id, region]));

/** A region of the list; null for anything else. */
export const regionOf = (id: string): Region | null => byId.get(id) ?? null;

const suffixes: Readonly<Record<Partition, string>> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-us-gov': 'amazonaws.com',
};

/** The services Fieldwork speaks with. `sso`, `oidc` and `signin` only renew a sign-in that the AWS CLI began. */
export type Service = 'config' | 'sts' | 'portal.sso' | 'oidc';

/** The one host of a service in a region; null for a region that is not on the list. */
export function hostOf(service: Service, region: string): string | null {
  const found = regionOf(region);
  return found === null ? null : `${service}.${found.id}.${suffixes[found.partition]}`;
}
