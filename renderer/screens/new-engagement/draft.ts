import type { Input } from '@shared/contract/contract.ts';
import { type TrustCategory, trustCategories } from '@shared/domain/engagement.ts';
import { isDay } from '@shared/domain/period.ts';

/** The five answers while they are typed. */
export interface Draft {
  readonly client: string;
  readonly reportType: 1 | 2;
  readonly asOfOn: string;
  readonly from: string;
  readonly to: string;
  readonly categories: readonly TrustCategory[];
  readonly folder: { readonly handle: string; readonly label: string } | null;
}

export const emptyDraft: Draft = {
  client: '',
  reportType: 2,
  asOfOn: '',
  from: '',
  to: '',
  categories: ['security'],
  folder: null,
};

export type DraftErrors = Partial<Readonly<Record<'client' | 'asOfOn' | 'from' | 'to' | 'folder', string>>>;

const dayError = (value: string): string | null => {
  if (value === '') return 'Give a date, such as 2026-12-31.';
  return isDay(value) ? null : `${value} is not a calendar date. Write it as 2026-12-31.`;
};

function clientError(client: string): string | null {
  const { length } = client.trim();
  if (length === 0) return 'Give the name of the client.';
  return length > 120 ? `The name has ${length} characters; 120 fit.` : null;
}

function dateErrors({ reportType, asOfOn, from, to }: Draft): readonly (readonly [string, string | null])[] {
  if (reportType === 1) return [['asOfOn', dayError(asOfOn)]];
  const late = isDay(from) && isDay(to) && to < from ? `The last day is before the first, ${from}.` : null;
  return [
    ['from', dayError(from)],
    ['to', dayError(to) ?? late],
  ];
}

/** What keeps a draft from becoming an engagement, by field; empty when nothing does. */
export function draftErrors(draft: Draft): DraftErrors {
  const found = [
    ['client', clientError(draft.client)],
    ...dateErrors(draft),
    ['folder', draft.folder === null ? 'Choose the folder to make it in.' : null],
  ] as const;
  return Object.fromEntries(found.filter(([, error]) => error !== null));
}

/** The input of the route that creates the engagement; null while something is missing. */
export function draftInput(draft: Draft): Input<'engagement.create'> | null {
  if (Object.keys(draftErrors(draft)).length > 0 || draft.folder === null) return null;
  const { client, reportType, asOfOn, from, to, categories, folder } = draft;
  return {
    handle: folder.handle,
    client: client.trim(),
    scope: reportType === 1 ? { reportType, asOfOn } : { reportType, period: { from, to } },
    categories: trustCategories.filter((category) => categories.includes(category)),
  };
}
