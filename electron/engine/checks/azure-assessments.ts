import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { comparable, nameIn } from './azure-rows.ts';
import { indexedBy } from './indexed.ts';
import { first, text } from './read.ts';

export const assessmentType = 'microsoft.security/assessments';

/** The assessments of Defender for Cloud by family. Source: its list of recommendations, as published in 2026. */
export const assessmentFamilies: Readonly<Record<string, readonly string[]>> = {
  'system updates': ['e1145ab1-eb4f-43d8-911b-36ddf771d13f', '4ab6e3c5-74dd-8b35-9ab9-f61b30875b27'],
  'vulnerability findings': ['1195afff-c881-495e-9bc5-1486211ae03f'],
  'container image findings': [
    'c0b7cfc6-3172-465a-b378-53c7ff2cc0d5',
    'c609cf0f-71ab-41e9-a3c6-9a1f7fe1b8d5',
    '33422d8f-ab1e-42be-bc9a-38685bb567b9',
    'dbd0cb49-b563-45e7-9724-889e799fa648',
  ],
  'sql vulnerability findings': ['82e20e14-edc5-4373-bfc4-f13121257c37', 'f97aa83c-9b63-4f9a-99f6-b22c4398f936'],
};

/** The assessments that speak of malware protection on a machine: installed, and set up well. */
export const protectionAssessments: readonly string[] = [
  '06e3a6db-6c0c-4ad9-943f-31d9d73ecf6c',
  'dc5357d0-3858-4d17-a1a3-072840bff5be',
  '83f577bd-a1b6-b7e1-0891-12ca19d1e6df',
  '4fb67663-9ab9-475d-b026-8c544cced439',
  '37a3689a-818e-4a0e-82ac-b1392b9bb000',
  '3bcd234d-c9c7-c2a2-89e0-c01f419c1a8a',
];

/** The id that says what an assessment is about, the same in every tenant. */
export const assessmentIdOf = (row: Resource): string => nameIn(comparable(row.id));

/** The resource that an assessment speaks of: the part of its id before the assessment, or the one it names. */
function assessedIdOf(row: Resource): string {
  const named = text(first(row, 'properties.resourceDetails.Id'));
  return comparable(named ?? comparable(row.id).split(`/providers/${assessmentType}`)[0] ?? '');
}

const byAssessed = indexedBy((row) => [assessedIdOf(row)]);

/** The assessments of one resource. */
export const assessmentsOf = (resource: Resource, scene: Scene): readonly Resource[] =>
  byAssessed(scene.of(assessmentType, resource.account), comparable(resource.id));
