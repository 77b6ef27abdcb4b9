import { isObject, type Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { type TablePlace, tableRow, tablesIn } from '../collect/file/read-azure.ts';
import { decode } from '../normalise/aws/decode.ts';
import { type Identity, resourceOf } from '../normalise/aws/resource.ts';
import { azureResourceOf } from '../normalise/azure/resource.ts';
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
function rawJson(bytes: Buffer): Json {
  const value: Json = JSON.parse(bytes.toString('utf8'));
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** A raw item in the internal shape, by the rules of its cloud. */
export const asResource = (value: Json, identity: Identity): Resource =>
  identity.provider === 'azure' ? azureResourceOf(value, identity) : resourceOf(value, identity);

const tables = new WeakMap<Workspace, Map<string, readonly TablePlace[]>>();

/** The tables of a body, looked up once: only old answers of Resource Graph have them, of 1,000 rows at most. */
function tablesOf(workspace: Workspace, snapshotId: string): readonly TablePlace[] {
  const known = tables.get(workspace) ?? new Map<string, readonly TablePlace[]>();
  tables.set(workspace, known);
  const body = bodyOf(workspace, snapshotId);
  const found = known.get(body) ?? tablesIn(Buffer.concat([...workspace.objects.pieces(body)]));
  known.set(body, found);
  return found;
}

/** The raw item as an object: a row of bare values gets its names from the head of its table. */
function storedJson(workspace: Workspace, stored: StoredResource, bytes: Buffer): Json {
  const value = rawJson(bytes);
  if (!Array.isArray(value)) return value;
  const table = tablesOf(workspace, stored.snapshotId).find(
    ({ from, to }) => from <= stored.offset && stored.offset < to,
  );
  return table === undefined ? value : tableRow(table.columns, value);
}

/** The item as people read it, under the paths that findings quote: decoded, and a row of Azure in the form of the resource manager. */
export const readableItem = (workspace: Workspace, stored: StoredResource, bytes: Buffer): Json =>
  stored.provider === 'azure' ? readResource(workspace, stored).configuration : decode(rawJson(bytes));

/** How the paths of a finding lead into the raw bytes, where they do not do so by themselves; null where they do. */
export function formWords(stored: StoredResource, bytes: Buffer): string | null {
  if (stored.provider !== 'azure') return null;
  const value = rawJson(bytes);
  if (Array.isArray(value)) return 'item.json is a row of values; the columns of its table in FILE name them in order.';
  const isFlat = isObject(value) && !isObject(value.properties);
  return isFlat
    ? 'item.json is flat, as the CLI printed it: what the path has below properties stands at its top.'
    : null;
}

/** Reads one version from its raw bytes in the internal shape. */
export const readResource = (workspace: Workspace, stored: StoredResource): Resource =>
  asResource(storedJson(workspace, stored, rawBytes(workspace, stored)), stored);

/** All versions of a type in an account, in line order. */
export const readResources = (workspace: Workspace, account: string, type: string): readonly Resource[] =>
  workspace.resources.ofType(account, type).map((stored) => readResource(workspace, stored));
