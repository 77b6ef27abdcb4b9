import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { isWord, readChildren } from './azure-rows.ts';
import { seenOn } from './evidence.ts';
import { first, seen } from './read.ts';

export const sqlServer = 'microsoft.sql/servers';
export const sqlInstance = 'microsoft.sql/managedinstances';
export const sqlDatabase = 'microsoft.sql/servers/databases';
export const postgres = 'microsoft.dbforpostgresql/flexibleservers';
export const mysql = 'microsoft.dbformysql/flexibleservers';
export const postgresParameters = `${postgres}/configurations`;
export const mysqlParameters = `${mysql}/configurations`;

/** The verdict on a flexible server that is being removed; null for one in use. */
export function ifLeaving(server: Resource): Verdict | null {
  const state = first(server, 'properties.state');
  return isWord(state, 'Dropping', 'Dropped') ? notApplicable('The server is being removed.', [seen(state)]) : null;
}

/** The verdict on the system database of a SQL server; null for every other database. */
export function ifMaster(database: Resource): Verdict | null {
  if (database.name.toLowerCase() !== 'master') return null;
  return notApplicable('The database is master, which belongs to the platform.', [seen(first(database, 'name'))]);
}

/** A parameter of a flexible server, with the row that holds it. */
interface ServerParameter {
  readonly row: Resource;
  readonly value: Property;
}

/** The parameter of that name, or why it is not known. */
export function serverParameter(server: Resource, name: string, scene: Scene): ServerParameter | Verdict {
  const { rows, unread } = readChildren(server, `${server.type}/configurations`, scene);
  const row = rows.find((one) => one.name.toLowerCase() === name);
  if (row !== undefined) return { row, value: first(row, 'properties.value') };
  const because = unread ?? `${rows.length} other parameters were.`;
  return unknown(`The parameter ${name} of the server was not read: ${because}`);
}

/** The parameter as evidence. */
export const parameterSeen = ({ row, value }: ServerParameter) => seenOn(row, value);
