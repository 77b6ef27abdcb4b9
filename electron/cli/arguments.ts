import { parseArgs } from 'node:util';
import { isDay } from '@shared/domain/period.ts';

/** A wrong use of the command: printed with the usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  client: { type: 'string' },
  service: { type: 'string' },
  'time-zone': { type: 'string' },
  type: { type: 'string' },
  'as-of': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  category: { type: 'string', multiple: true },
  verdict: { type: 'string' },
  check: { type: 'string' },
  out: { type: 'string' },
  account: { type: 'string' },
  region: { type: 'string' },
  'read-at': { type: 'string' },
  paper: { type: 'string' },
  reason: { type: 'string' },
  map: { type: 'string', multiple: true },
  finding: { type: 'string', multiple: true },
  difference: { type: 'string' },
  title: { type: 'string' },
  control: { type: 'string' },
  kind: { type: 'string' },
  file: { type: 'string' },
  set: { type: 'string', multiple: true },
  keep: { type: 'boolean' },
  by: { type: 'string' },
  until: { type: 'string' },
  evidence: { type: 'string', multiple: true },
  source: { type: 'string' },
  id: { type: 'string', multiple: true },
  take: { type: 'string' },
  profile: { type: 'string' },
  'role-arn': { type: 'string' },
  'external-id': { type: 'string' },
  regions: { type: 'string' },
  accounts: { type: 'string' },
  aggregator: { type: 'string' },
  'aggregator-region': { type: 'string' },
  history: { type: 'string' },
  credential: { type: 'string' },
  tenant: { type: 'string' },
  subscriptions: { type: 'string' },
  cloud: { type: 'string' },
  'client-id': { type: 'string' },
  certificate: { type: 'string' },
  principal: { type: 'string' },
  'role-name': { type: 'string' },
  format: { type: 'string' },
  resume: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'with-scores': { type: 'boolean' },
  correct: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export type Values = ReturnType<typeof readArguments>['values'];
/** Options that take one word. */
type Name = {
  [N in keyof typeof options]: (typeof options)[N] extends { type: 'boolean' } | { multiple: true } ? never : N;
}[keyof typeof options];

/** Splits a command line into its words and options; an unknown option is a usage error. */
export function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The option's value, or a usage error that names it. */
export function required(values: Values, name: Name): string {
  const value = values[name];
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing.`);
  return value;
}

/** A calendar day given as an option. */
export function dayOption(values: Values, name: Name): string {
  const value = required(values, name);
  if (!isDay(value)) throw new UsageError(`--${name} must be a calendar day such as 2026-12-31, not ${value}.`);
  return value;
}

/** An instant: a day means its first moment in UTC. */
export function instantOption(values: Values, name: Name): string | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const date = new Date(value);
  if (Number.isNaN(date.getTime()))
    throw new UsageError(`--${name} must be an instant such as 2026-09-30T12:00:00Z, not ${value}.`);
  return date.toISOString();
}

/** The option's value when it is one of the words allowed. */
export function wordOption<T extends string>(
  value: string | undefined,
  allowed: readonly T[],
  name: string,
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((it) => it === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, not ${value}.`);
  return found;
}
