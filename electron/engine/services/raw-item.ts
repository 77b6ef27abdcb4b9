import type { Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { resourceOf } from '../normalise/aws/resource.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredResource } from '../store/repos/resource.repo.ts';

/** The exact bytes of a version's raw item, out of the object its snapshot's body lies in. */
export function rawBytes(workspace: Workspace, stored: StoredResource): Buffer {
  const body = bodyOf(workspace, stored.snapshotId);
  return workspace.objects.read(body, stored.offset, stored.length);
}

const bodies = new WeakMap<Workspace, Map<string, string>>();

/** Snapshots never change, so their body is looked up once. */
function bodyOf(workspace: Workspace, snapshotId: string): string {
  const known = bodies.get(workspace) ?? new Map<string, string>();
  bodies.set(workspace, known);
  const body = known.get(snapshotId) ?? workspace.snapshots.find(snapshotId)?.bodySha256;
  if (body === undefined) throw new Error(`Snapshot ${snapshotId} is not in the workspace.`);
  known.set(snapshotId, body);
  return body;
}

/** The raw item as JSON; a query row is JSON inside a JSON string. */
export function rawJson(bytes: Buffer): Json {
  const value: Json = JSON.parse(bytes.toString('utf8'));
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** Reads one version from its raw bytes in the internal shape. */
export const readResource = (workspace: Workspace, stored: StoredResource): Resource =>
  resourceOf(rawJson(rawBytes(workspace, stored)), stored);

/** All versions of a type in an account, in line order. */
export const readResources = (workspace: Workspace, account: string, type: string): readonly Resource[] =>
  workspace.resources.ofType(account, type).map((stored) => readResource(workspace, stored));
