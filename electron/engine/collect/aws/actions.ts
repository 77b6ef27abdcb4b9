import { type Operation, operations, type Purpose } from './operations.ts';

const all: readonly Operation[] = Object.values(operations);

/** Listing and fetching by name are steps of rows of other names. */
const steps: Readonly<Partial<Record<Purpose, readonly string[]>>> = {
  'recorded-state': ['ListDiscoveredResources', 'BatchGetResourceConfig'],
  aggregator: ['ListAggregateDiscoveredResources', 'BatchGetAggregateResourceConfig'],
};

/** The actions of AWS Config a role must allow, by purpose, sorted: what the operations call and nothing else. */
export function actionsOf(purpose: Purpose): readonly string[] {
  const own = all.filter((operation) => operation.purpose === purpose).map(({ action }) => action);
  return [...new Set([...own, ...(steps[purpose] ?? [])])].sort().map((action) => `config:${action}`);
}

/** The calls of AWS Config the guard lets pass. */
export const configActions: readonly string[] = [
  ...new Set([...all.map(({ action }) => action), ...Object.values(steps).flat()]),
].sort();
