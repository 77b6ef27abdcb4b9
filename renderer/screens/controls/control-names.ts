import type { Output } from '@shared/contract/contract.ts';
import type { System } from '@shared/domain/system.ts';

/** What ids in the matrix stand for: criteria in scope, systems of the register, and what other frameworks say nearby. */
export interface ControlNames {
  readonly criteria: readonly { readonly id: string; readonly title: string }[];
  readonly systems: readonly Pick<System, 'id' | 'name'>[];
  /** `ISO 27001:2022 A.5.15` and the like, by criterion. */
  readonly related: ReadonlyMap<string, readonly string[]>;
}

export const noNames: ControlNames = { criteria: [], systems: [], related: new Map() };

/** The names of the criteria in scope, with what is related to each. */
export const criterionNames = (views: Output<'criterion.list'>): Pick<ControlNames, 'criteria' | 'related'> => ({
  criteria: views.map(({ reading }) => ({ id: reading.criterion.id, title: reading.criterion.title })),
  related: new Map(views.map(({ reading, related }) => [reading.criterion.id, related])),
});

/** The name of a system; its id when the register does not hold it. */
export const systemName = ({ systems }: Pick<ControlNames, 'systems'>, id: string): string =>
  systems.find((system) => system.id === id)?.name ?? id;

const frameworks = { iso27001: 'ISO 27001:2022 ', nistCsf: 'NIST CSF 2.0 ', dora: 'DORA ' } as const;

/** Ids of another framework near some criteria, sorted: "related", never "equivalent". */
export function relatedIds(
  { related }: Pick<ControlNames, 'related'>,
  criteria: readonly string[],
  framework: keyof typeof frameworks,
): readonly string[] {
  const prefix = frameworks[framework];
  const all = criteria.flatMap((id) => related.get(id) ?? []).filter((it) => it.startsWith(prefix));
  return [...new Set(all)].sort().map((it) => it.slice(prefix.length));
}
