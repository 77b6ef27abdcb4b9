import type { Json, JsonObject } from '@shared/domain/json.ts';
import type { PlannedTask } from '../run/source.ts';
import { permissionOf } from './commands.ts';
import { type OperationName, operations } from './operations.ts';

/** One account and region, as a run reads them. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What a task is about beside its place. `names` are the parts that make its key and its label. */
export interface About {
  readonly names: readonly string[];
  readonly parameters: JsonObject;
  readonly types?: readonly string[];
  readonly expectedCalls?: number | null;
  /** Added to the label: how a sample was chosen. */
  readonly remark?: string;
}

const nothing: About = { names: [], parameters: {} };

/** Rows a call gives at most. */
export const pageSize = 100;

/** One task of a run. Its key is the same whenever it is planned again. */
export function taskOf(name: OperationName, { account, region }: Place, about: About = nothing): PlannedTask {
  const { label, kind } = operations[name];
  const words = label.replace('{}', about.names.join(' '));
  return {
    key: [name, account, region, ...about.names].map(encodeURIComponent).join('/'),
    account,
    region,
    operation: name,
    label: about.remark === undefined ? words : `${words} (${about.remark})`,
    types: about.types ?? [],
    kind,
    permission: permissionOf(name),
    bucket: `${account} ${region}`,
    expectedCalls: about.expectedCalls ?? null,
    parameters: about.parameters,
  };
}

/** How far back history is read, as tasks hand it on. */
export interface HistoryAsked {
  readonly depth: 'none' | 'sampled' | 'types';
  readonly types: readonly string[];
  /** ISO 8601 UTC. */
  readonly from: string;
  readonly until: string;
}

export const asParameters = ({ depth, types, from, until }: HistoryAsked): JsonObject => ({
  depth,
  types,
  from,
  until,
});

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** Reads what {@link asParameters} wrote. */
export function historyOf(value: JsonObject): HistoryAsked {
  const depth = value.depth === 'sampled' || value.depth === 'types' ? value.depth : 'none';
  const types = Array.isArray(value.types) ? value.types.map((it) => text(it)) : [];
  return { depth, types, from: text(value.from), until: text(value.until) };
}
