import { isDay } from './period.ts';
import type { Provider } from './resource.ts';
import { instantInWords } from './words.ts';

/** What a person states of answers that do not say it. Empty and null: not stated. */
export interface Statement {
  readonly account: string;
  readonly region: string;
  /** When it was read, ISO 8601 UTC. */
  readonly readAt: string | null;
}

/** A statement that was taken, with who made it. */
export interface Stated extends Statement {
  readonly by: string;
}

/** `111122223333 eu-west-1, read 30 Sep 2026 12:00 UTC, by Ann`: what was stated, without what was left open. */
export function statedWords({ account, region, readAt, by }: Stated): string {
  const parts = [`${account} ${region}`.trim(), readAt === null ? '' : `read ${instantInWords(readAt)}`, `by ${by}`];
  return parts.filter((part) => part !== '').join(', ');
}

const accountOf: Readonly<Record<Provider, { readonly form: RegExp; readonly problem: string }>> = {
  aws: { form: /^\d{12}$/, problem: 'An AWS account is twelve digits.' },
  azure: {
    form: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
    problem: 'An Azure subscription is an id such as 0f1e2d3c-0000-4000-8000-000000000000.',
  },
};
const regionForm = /^[a-z][a-z\d-]{1,39}$/;
const both = 'Give account and region together.';

function accountProblem(account: string, provider: Provider | null): string | null {
  const asked = provider === null ? Object.values(accountOf) : [accountOf[provider]];
  return asked.some(({ form }) => form.test(account)) ? null : asked.map(({ problem }) => problem).join(' ');
}

/** Why a statement cannot be taken, field by field; empty when it can. Without a provider either cloud's account will do. */
export function statementProblems(
  { account, region, readAt }: Statement,
  provider: Provider | null,
  now: string,
): Partial<Record<keyof Statement, string>> {
  const isPlace = account !== '' || region !== '';
  const problems: Record<keyof Statement, string | null> = {
    account: account === '' ? (isPlace ? both : null) : accountProblem(account, provider),
    region:
      region === ''
        ? isPlace
          ? both
          : null
        : regionForm.test(region)
          ? null
          : 'A region is a name such as eu-west-1, or global.',
    readAt: readAt !== null && readAt > now ? 'The time it was read lies in the future.' : null,
  };
  if (!isPlace && readAt === null) return { account: 'State account and region, or when it was read.' };
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

/** The instant a person wrote, such as `2026-09-30T12:00:00Z` or `2026-09-30 12:00`, read as UTC where no zone is named; null when it is none. */
export function statedInstant(text: string): string | null {
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/i.exec(text.trim());
  const [, day = '', time = '', zone = 'Z'] = parts ?? [];
  const date = new Date(`${day}T${time}${zone.toUpperCase()}`);
  return isDay(day) && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
