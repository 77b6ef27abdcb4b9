import type { Input } from '@shared/contract/contract.ts';
import { type TrustCategory, trustCategories } from '@shared/domain/engagement.ts';
import { nameProblem } from '@shared/domain/engagement-problems.ts';
import { type DateErrors, dateErrors, noDates, present, type ReportDates, scopeOf } from '../../ui/report-dates.ts';

/** The five answers while they are typed. */
export interface Draft extends ReportDates {
  readonly client: string;
  readonly service: string;
  readonly timeZone: string;
  readonly categories: readonly TrustCategory[];
  readonly folder: { readonly handle: string; readonly label: string } | null;
}

export const emptyDraft: Draft = {
  ...noDates,
  client: '',
  service: '',
  timeZone: 'UTC',
  categories: ['security'],
  folder: null,
};

export type DraftErrors = DateErrors & Partial<Readonly<Record<'client' | 'service' | 'folder', string>>>;

/** What keeps a draft from becoming an engagement, by field; empty when nothing does. */
export const draftErrors = (draft: Draft): DraftErrors => ({
  ...present({ client: nameProblem('client', draft.client), service: nameProblem('service', draft.service) }),
  ...dateErrors(draft),
  ...present({ folder: draft.folder === null ? 'Choose the folder to make it in.' : null }),
});

/** The input of the route that creates the engagement; null while something is missing. */
export function draftInput(draft: Draft): Input<'engagement.create'> | null {
  if (Object.keys(draftErrors(draft)).length > 0 || draft.folder === null) return null;
  const { client, service, timeZone, categories, folder } = draft;
  return {
    handle: folder.handle,
    client: client.trim(),
    service: service.trim(),
    scope: scopeOf(draft),
    timeZone,
    categories: trustCategories.filter((category) => categories.includes(category)),
  };
}
