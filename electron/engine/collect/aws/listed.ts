import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Page } from '../run/source.ts';
import { batchItems, listNames, type Name } from './commands.ts';
import { fromItems, itemRows } from './leads.ts';
import { type Answer, ask, pageOf, type Reading, tokenIn } from './reading.ts';
import { pageSize } from './tasks.ts';

const about = ({ task }: Reading): JsonObject => (isObject(task.parameters) ? task.parameters : {});

const text = (row: JsonObject, ...keys: readonly string[]): string => {
  const found = keys.map((key) => row[key]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : '';
};

const rowsIn = (answer: JsonObject, ...keys: readonly string[]): readonly JsonObject[] =>
  keys.flatMap((key) => {
    const rows = answer[key];
    return Array.isArray(rows) ? rows.filter(isObject) : [];
  });

/** A name as either call writes it: with its account and region where an aggregator lists it. */
const nameOf = (row: JsonObject): Name => ({
  id: text(row, 'resourceId', 'ResourceId'),
  account: text(row, 'SourceAccountId'),
  region: text(row, 'SourceRegion'),
});

/** Keys that AWS left out for now are asked for again before the list goes on. */
const leftOut = ({ json }: Answer): readonly Name[] =>
  rowsIn(json, 'unprocessedResourceKeys', 'UnprocessedResourceIdentifiers').map(nameOf);

async function batched(
  reading: Reading,
  names: readonly Name[],
  after: string | null,
  isFirst: boolean,
): Promise<Page> {
  const items = await ask(reading, batchItems(about(reading), names));
  const left = leftOut(items);
  const gone = names.length - left.length - itemRows(items.json).length;
  const type = text(about(reading), 'type');
  const notes =
    gone > 0
      ? [
          `${gone} of ${names.length} listed ${type} had no item when it was asked for: deleted meanwhile, or not recorded.`,
        ]
      : [];
  const next = after === null ? null : `list:${after}`;
  const cursor = left.length > 0 ? `rest:${JSON.stringify({ names: left, after })}` : next;
  return pageOf(reading, items, { cursor, notes, next: fromItems(reading.task, items.json, isFirst) });
}

/** Names first, then their items: for types that cannot be searched. Both calls make one page. */
export async function listed(reading: Reading, token: string | undefined): Promise<Page> {
  const answer = await ask(reading, listNames(about(reading), token, pageSize));
  const names = rowsIn(answer.json, 'resourceIdentifiers', 'ResourceIdentifiers').map(nameOf);
  const after = tokenIn(answer);
  if (names.length > 0) return batched(reading, names, after, token === undefined);
  return pageOf(reading, answer, { cursor: after === null ? null : `list:${after}` });
}

/** Goes on with names that AWS left out before, as a cursor holds them. */
export async function remaining(reading: Reading, kept: string): Promise<Page> {
  const parsed: Json = JSON.parse(kept);
  const held = isObject(parsed) ? parsed : {};
  const names = rowsIn(held, 'names').map((row) => ({
    id: text(row, 'id'),
    account: text(row, 'account'),
    region: text(row, 'region'),
  }));
  return batched(reading, names, typeof held.after === 'string' ? held.after : null, false);
}
