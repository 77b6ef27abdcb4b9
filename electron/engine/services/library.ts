import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Control, controlNatures, controlTypes, frequencies } from '@shared/domain/control.ts';
import type { Criterion } from '@shared/domain/criterion.ts';
import { type TrustCategory, trustCategories } from '@shared/domain/engagement.ts';
import { z } from 'zod';
import { checks } from '../checks/registry.ts';

const criteriaFile = z.object({
  groups: z.array(
    z.object({ id: z.string(), title: z.string(), category: z.enum(trustCategories), criteria: z.array(z.string()) }),
  ),
  criteria: z.array(
    z.object({ id: z.string(), title: z.string(), cloudEvidence: z.enum(['direct', 'partial', 'none']) }),
  ),
});

const controlFile = z.object({
  controls: z.array(
    z.object({
      id: z.string(),
      domain: z.string(),
      title: z.string(),
      statement: z.string(),
      criteria: z.array(z.string()),
      type: z.enum(controlTypes),
      nature: z.enum(controlNatures),
      frequency: z.enum(frequencies),
      targetCadence: z.enum(frequencies),
      ownerRole: z.string(),
      risk: z.string(),
      evidence: z.array(z.object({ name: z.string() })),
      population: z.string(),
      testOfDesign: z.string(),
      testOfOperatingEffectiveness: z.array(z.object({ attribute: z.string(), check: z.string() })),
      checks: z.array(z.string()),
    }),
  ),
});

const crosswalkFile = z.object({
  map: z.array(
    z.object({
      criterion: z.string(),
      iso27001_2022: z.array(z.string()),
      nistCsf2: z.array(z.string()),
      dora: z.array(z.string()),
    }),
  ),
});

const read = (resources: string, ...path: string[]): unknown =>
  JSON.parse(readFileSync(join(resources, ...path), 'utf8'));

/** The criteria of the categories chosen, in the order of the standard. Ids are the AICPA's, titles are ours. */
export function loadCriteria(resources: string, categories: readonly TrustCategory[]): readonly Criterion[] {
  const { groups, criteria } = criteriaFile.parse(read(resources, 'frameworks', 'tsc-2017.json'));
  return groups
    .filter(({ category }) => categories.includes(category))
    .flatMap((group) =>
      criteria
        .filter(({ id }) => group.criteria.includes(id))
        .map(({ id, title, cloudEvidence }) => ({
          id,
          title,
          category: group.category,
          group: group.id,
          groupTitle: group.title,
          cloudEvidence,
        })),
    );
}

/** The control library as the rows a new engagement starts with, linked to the checks this program has. */
export function loadControls(resources: string): readonly Control[] {
  const known = new Set(checks.map(({ id }) => id));
  return controlFile.parse(read(resources, 'controls', 'control-library.json')).controls.map((entry) => ({
    id: entry.id,
    domain: entry.domain,
    title: entry.title,
    statement: entry.statement,
    criteria: entry.criteria,
    type: entry.type,
    nature: entry.nature,
    frequency: entry.frequency,
    targetCadence: entry.targetCadence,
    owner: entry.ownerRole,
    risk: entry.risk,
    population: entry.population,
    evidence: entry.evidence.map(({ name }) => name),
    testOfDesign: entry.testOfDesign,
    testOfOperation: entry.testOfOperatingEffectiveness.map(({ attribute, check }) => `${attribute}: ${check}`),
    status: 'in-place',
    reason: null,
    checks: entry.checks.filter((id) => known.has(id)),
    performer: '',
    systems: [],
    isKey: true,
    policy: '',
    declares: [],
    version: 1,
    effectiveFrom: null,
    effectiveTo: null,
    earlier: [],
  }));
}

/** Opens the crosswalk: what other frameworks say near the criteria given. "Related", never "equivalent". */
export function openCrosswalk(resources: string): (criteria: readonly string[]) => readonly string[] {
  const { map } = crosswalkFile.parse(read(resources, 'frameworks', 'crosswalk.json'));
  const of = (name: string, ids: readonly string[]) => [...new Set(ids)].sort().map((id) => `${name} ${id}`);
  return (criteria) => {
    const rows = map.filter(({ criterion }) => criteria.includes(criterion));
    return [
      ...of(
        'ISO 27001:2022',
        rows.flatMap((row) => row.iso27001_2022),
      ),
      ...of(
        'NIST CSF 2.0',
        rows.flatMap((row) => row.nistCsf2),
      ),
      ...of(
        'DORA',
        rows.flatMap((row) => row.dora),
      ),
    ];
  };
}
