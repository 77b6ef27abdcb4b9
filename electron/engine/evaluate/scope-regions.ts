import { listed } from '@shared/domain/words.ts';

/**
 * Regions that every AWS account has switched on from its first day; later ones must be opted into. Source: AWS account
 * management reference guide, regions enabled by default.
 */
export const startingRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
];

/** True for regions of China and of government clouds, whose accounts have none of the others. */
export const isApart = (region: string): boolean => /^(cn|us-gov|us-iso[a-z]*|eu-isoe|eusc)-/.test(region);

/** `ap-northeast-1/2/3 and eu-west-3`: regions that differ only in their number together. */
export function regionList(regions: readonly string[]): string {
  const stems = new Map<string, string[]>();
  for (const region of [...regions].sort()) {
    const [, stem = region, number] = /^(.+-)(\d+)$/.exec(region) ?? [];
    stems.set(stem, [...(stems.get(stem) ?? []), ...(number === undefined ? [] : [number])]);
  }
  return listed([...stems].map(([stem, numbers]) => `${stem}${numbers.join('/')}`));
}
