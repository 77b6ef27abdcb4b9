import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { first, seen, text } from './read.ts';

/** The verdict on a database instance whose settings live on its cluster; null for everything else. */
export function ifClusterMember(database: Resource): Verdict | null {
  const cluster = first(database, 'configuration.dBClusterIdentifier');
  if (database.type !== 'AWS::RDS::DBInstance' || text(cluster) === null) return null;
  return notApplicable(`The instance is a member of the cluster ${text(cluster)}, which is judged instead.`, [
    seen(cluster),
  ]);
}
