import type { Related } from '../report/matrix/columns.ts';
import { openCrosswalk } from './library.ts';

/** Opens the crosswalk of the control matrix: what it says near some criteria, by framework. */
export function relatedTo(resources: string): (criteria: readonly string[]) => Related {
  const crosswalk = openCrosswalk(resources);
  const kept = new Map<string, Related>();
  const among = (all: readonly string[], name: string): readonly string[] =>
    all.filter((it) => it.startsWith(`${name} `)).map((it) => it.slice(name.length + 1));
  return (criteria) => {
    const key = criteria.join(' ');
    const all = kept.has(key) ? [] : crosswalk(criteria);
    const related = kept.get(key) ?? {
      iso27001: among(all, 'ISO 27001:2022'),
      nistCsf: among(all, 'NIST CSF 2.0'),
      dora: among(all, 'DORA'),
    };
    kept.set(key, related);
    return related;
  };
}
