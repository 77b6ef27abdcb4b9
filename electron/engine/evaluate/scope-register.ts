import type { Location, System } from '@shared/domain/system.ts';
import { isCloud } from './scope-declared.ts';

/** One change of the register; a null id asks for a new one. */
export type SystemEdit =
  | { readonly kind: 'put'; readonly id: string | null; readonly system: Omit<System, 'id'> }
  | { readonly kind: 'remove'; readonly id: string };

/** The register after changes, or why it cannot be so: one sentence a problem. */
export interface EditedRegister {
  readonly systems: readonly System[];
  readonly problems: readonly string[];
}

const uuid = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;
const awsRegion = /^[a-z]{2,4}(?:-[a-z]+)+-\d+$/;
const azureRegion = /^[a-z\d]+$/;

const trimmed = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => text.trim()).filter((text) => text !== '');

/** The system without stray spaces and letter case where neither means anything. */
function settled({ locations, expected, userControls, ...system }: Omit<System, 'id'>): Omit<System, 'id'> {
  const identifier = system.identifier.trim();
  return {
    ...system,
    name: system.name.trim(),
    identifier: isCloud(system) ? identifier.toLowerCase() : identifier,
    owner: system.owner.trim(),
    reason: system.reason.trim(),
    locations: locations.map(({ region, stance, reason }) => ({
      region: region.trim().toLowerCase(),
      stance,
      reason: reason.trim(),
    })),
    expected: trimmed(expected),
    userControls: trimmed(userControls),
  };
}

function identifierProblem({ kind, identifier }: System): readonly string[] {
  if (kind === 'aws-account' && !/^\d{12}$/.test(identifier))
    return [`An AWS account number has 12 digits, and ${identifier || 'none'} was given.`];
  if (kind === 'azure-subscription' && !uuid.test(identifier))
    return [
      `A subscription id looks like 8a1d2c40-0000-4000-8000-00000000003f, and ${identifier || 'none'} was given.`,
    ];
  return [];
}

function locationProblem({ kind }: System, { region, stance, reason }: Location): readonly string[] {
  if (region === 'global') return ['What lies outside of regions is declared with the account, not as a region.'];
  if (kind === 'aws-account' && !awsRegion.test(region)) return [`${region} is not a region such as eu-west-1.`];
  if (kind === 'azure-subscription' && !azureRegion.test(region))
    return [`${region} is not a region such as westeurope.`];
  return stance === 'excluded' && reason === '' ? [`${region} can only be left out with a written reason.`] : [];
}

function locationProblems(system: System): readonly string[] {
  const { locations } = system;
  if (!isCloud(system))
    return locations.length === 0 ? [] : ['Regions are declared of accounts and subscriptions only.'];
  const regions = locations.map(({ region }) => region);
  const twice = [...new Set(regions.filter((region, at) => regions.indexOf(region) !== at))];
  return [
    ...twice.map((region) => `The region ${region} is named twice.`),
    ...locations.flatMap((location) => locationProblem(system, location)),
  ];
}

function problemsOf(system: System, others: readonly System[]): readonly string[] {
  const { name, stance, reason, kind, method, identifier } = system;
  const same = others.find((one) => identifier !== '' && one.identifier.toLowerCase() === identifier.toLowerCase());
  return [
    ...(name === '' ? ['The name is empty.'] : []),
    ...identifierProblem(system),
    ...(same === undefined ? [] : [`${same.id} ${same.name} has the identifier ${identifier} already.`]),
    ...(stance === 'excluded' && reason === '' ? ['It can only be left out with a written reason.'] : []),
    ...(kind === 'subservice' && method === null
      ? ['A subservice organisation is either carved out or included; the method is missing.']
      : []),
    ...(kind !== 'subservice' && method !== null
      ? ['Only a subservice organisation is carved out or included; the method must be empty.']
      : []),
    ...locationProblems(system),
  ].map((words) => `${system.id} ${name || kind}: ${words}`);
}

const numberOf = (id: string): number => Number(/^SYS-(\d+)$/.exec(id)?.[1] ?? 0);

/** `SYS-03`: the number after the highest that was ever given. */
const nextId = (given: readonly string[]): string =>
  `SYS-${String(Math.max(0, ...given.map(numberOf)) + 1).padStart(2, '0')}`;

/** In the order of their numbers. */
export const inOrder = (systems: readonly System[]): readonly System[] =>
  systems.toSorted((a, b) => numberOf(a.id) - numberOf(b.id) || (a.id < b.id ? -1 : 1));

const put = (systems: readonly System[], system: System): readonly System[] => [
  ...systems.filter(({ id }) => id !== system.id),
  system,
];

/**
 * The register after edits, one after the other. `given` are all ids ever given, which are never given again; `naming`
 * tells which controls name a system.
 */
export function editedRegister(
  systems: readonly System[],
  given: readonly string[],
  edits: readonly SystemEdit[],
  naming: (id: string) => readonly string[],
): EditedRegister {
  const taken = [...given];
  const problems: string[] = [];
  const written = new Set<string>();
  let all = systems;
  for (const edit of edits) {
    const id = edit.id ?? nextId(taken);
    if (edit.id !== null && !all.some((one) => one.id === id)) problems.push(`There is no system ${id}.`);
    else if (edit.kind === 'put') {
      taken.push(id);
      written.add(id);
      all = put(all, { id, ...settled(edit.system) });
    } else if (naming(id).length > 0)
      problems.push(`${id} is named by ${naming(id).join(', ')}; take it out of these controls first.`);
    else all = all.filter((one) => one.id !== id);
  }
  const now = inOrder(all);
  const wrong = now
    .filter(({ id }) => written.has(id))
    .flatMap((one) =>
      problemsOf(
        one,
        now.filter(({ id }) => id !== one.id),
      ),
    );
  return { systems: now, problems: [...problems, ...wrong] };
}
