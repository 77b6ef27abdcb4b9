import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { isWord } from './azure-rows.ts';
import { first, seen } from './read.ts';

/** The verdict on a cluster that is stopped; null for one that runs. */
export function ifClusterStopped(cluster: Resource): Verdict | null {
  const power = first(cluster, 'properties.powerState.code');
  return isWord(power, 'Stopped') ? notApplicable('The cluster is stopped.', [seen(power)]) : null;
}

/**
 * The last day of community support of each minor version on the service. Source: the release calendar of Azure
 * Kubernetes Service as published in 2026; a month without a day ends on its last day.
 */
export const clusterSupportEnds: Readonly<Record<string, string>> = {
  '1.27': '2024-07-31',
  '1.28': '2025-01-31',
  '1.29': '2025-03-31',
  '1.30': '2025-08-22',
  '1.31': '2025-11-01',
  '1.32': '2026-03-31',
  '1.33': '2026-07-31',
  '1.34': '2026-11-30',
  '1.35': '2027-03-31',
  '1.36': '2027-06-30',
  '1.37': '2027-10-31',
};
