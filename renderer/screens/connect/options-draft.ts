import type { RunOptions } from '@shared/domain/collection.ts';
import { daysBetween, type Period } from '@shared/domain/period.ts';
import { regionColumn } from '@shared/domain/pictures/region-columns.ts';
import { counted } from '@shared/domain/words.ts';

/** What a run is asked to read, as it is chosen on screen. */
export interface OptionsDraft {
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  readonly depth: RunOptions['history']['depth'];
  /** Types whose whole history is read, one a line. */
  readonly types: string;
  readonly usesAggregator: boolean;
  readonly aggregatorName: string;
  readonly aggregatorRegion: string;
}

interface Offers {
  readonly provider: 'aws' | 'azure';
  /** Regions a run may name; for Azure the accounts are the choice. */
  readonly regions: readonly { readonly id: string; readonly isOptIn: boolean }[];
  readonly accounts: readonly string[];
  readonly declaredRegions: readonly string[];
  /** Accounts the scope register does not declare: they are read only when a person chooses them. */
  readonly undeclared: readonly string[];
}

/** Declared regions first; where none is declared, every region that is on by default. */
function firstRegions({ provider, regions, declaredRegions }: Offers): readonly string[] {
  if (provider === 'azure') return [];
  const declared = regions.filter(({ id }) => declaredRegions.includes(id));
  return (declared.length > 0 ? declared : regions.filter(({ isOptIn }) => !isOptIn)).map(({ id }) => id);
}

/** What the screen begins with: an earlier run's own options, or what the scope register declares. */
export function firstOptions(offers: Offers, earlier: RunOptions | null): OptionsDraft {
  const known = new Set(offers.regions.map(({ id }) => id));
  const declared = offers.accounts.filter((account) => !offers.undeclared.includes(account));
  const wanted = earlier === null || earlier.accounts.length === 0 ? declared : earlier.accounts;
  const accounts = offers.accounts.filter((account) => wanted.includes(account));
  return {
    regions: earlier === null ? firstRegions(offers) : earlier.regions.filter((region) => known.has(region)),
    accounts: accounts.length === 0 ? offers.accounts : accounts,
    depth: earlier?.history.depth ?? 'none',
    types: earlier?.history.depth === 'types' ? earlier.history.types.join('\n') : '',
    usesAggregator: earlier?.aggregator != null,
    aggregatorName: earlier?.aggregator?.name ?? '',
    aggregatorRegion: earlier?.aggregator?.region ?? '',
  };
}

/** Types typed one a line. */
const typesIn = (text: string): readonly string[] => text.split(/[\s,]+/).filter((part) => part !== '');

export type OptionErrors = Readonly<
  Partial<Record<'regions' | 'accounts' | 'types' | 'aggregatorName' | 'aggregatorRegion', string>>
>;

/** What must be chosen before anything can be read. */
export function optionErrors(draft: OptionsDraft, provider: 'aws' | 'azure'): OptionErrors {
  const isAws = provider === 'aws';
  const types = typesIn(draft.types);
  const wrong = types.find((type) => !/^AWS::\w+::\w+$/.test(type));
  const asksTypes = isAws && draft.depth === 'types';
  return {
    ...(isAws && !draft.usesAggregator && draft.regions.length === 0 ? { regions: 'Choose a region.' } : {}),
    ...(draft.accounts.length === 0 ? { accounts: isAws ? 'Choose an account.' : 'Choose a subscription.' } : {}),
    ...(asksTypes && types.length === 0 ? { types: 'Name a resource type.' } : {}),
    ...(asksTypes && wrong !== undefined
      ? { types: `${wrong} is not a resource type such as AWS::EC2::SecurityGroup.` }
      : {}),
    ...(isAws && draft.usesAggregator && draft.aggregatorName.trim() === ''
      ? { aggregatorName: 'Give the name of the aggregator.' }
      : {}),
    ...(isAws && draft.usesAggregator && draft.aggregatorRegion === ''
      ? { aggregatorRegion: 'Choose the region of the aggregator.' }
      : {}),
  };
}

function historyOf({ depth, types }: OptionsDraft, provider: 'aws' | 'azure'): RunOptions['history'] {
  if (depth !== 'types') return { depth };
  // Azure keeps events of all types together.
  return { depth, types: provider === 'aws' ? typesIn(types) : [] };
}

/** The options of a run. */
export function optionsOf(draft: OptionsDraft, provider: 'aws' | 'azure'): RunOptions {
  const isAws = provider === 'aws';
  const usesAggregator = isAws && draft.usesAggregator;
  return {
    regions: isAws ? draft.regions : [],
    accounts: draft.accounts,
    history: historyOf(draft, provider),
    aggregator: usesAggregator ? { name: draft.aggregatorName.trim(), region: draft.aggregatorRegion } : null,
  };
}

/** Regions by part of the world, as the heads of the pictures name them. */
export function regionGroups<T extends { readonly id: string }>(
  regions: readonly T[],
): readonly { readonly area: string; readonly regions: readonly T[] }[] {
  const groups = new Map<string, T[]>();
  for (const region of regions) {
    const { area } = regionColumn(region.id);
    groups.set(area, [...(groups.get(area) ?? []), region]);
  }
  return [...groups].map(([area, here]) => ({ area, regions: here }));
}

interface DepthWords {
  readonly label: string;
  /** What it brings and what it costs, in calls a person can compare. */
  readonly description: string;
}

/** How far back a run can read, by what each cloud keeps. */
export function depthWords(
  provider: 'aws' | 'azure',
  period: Period,
): Readonly<Record<RunOptions['history']['depth'], DepthWords>> {
  const none = {
    label: 'None',
    description: 'The state now, and no call more. Lapses inside the period stay unobserved.',
  };
  if (provider === 'azure') {
    return {
      none,
      sampled: { label: 'Events of the last week', description: 'The Activity Log of seven days, page by page.' },
      types: {
        label: 'Events of 89 days',
        description: 'All that Azure keeps of the Activity Log. A busy subscription has hundreds of pages.',
      },
    };
  }
  const weeks = Math.max(1, Math.ceil(daysBetween(period.from, period.to) / 7));
  return {
    none,
    sampled: {
      label: 'A sample of resources',
      description:
        'A few resources of each type, newest first, with all their past states. One call or more for each resource sampled.',
    },
    types: {
      label: 'Every resource of some types',
      description: `Every resource of the types named, ${counted(weeks, 'week')} in steps of seven days: ${counted(weeks, 'call')} or more for each resource.`,
    },
  };
}
