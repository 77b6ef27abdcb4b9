import type { Input } from '@shared/contract/contract.ts';
import type { Engagement, Person, PreviousReport, StalenessAnchor, TrustCategory } from '@shared/domain/engagement.ts';
import { engagementProblems, previousPeriod } from '@shared/domain/engagement-problems.ts';
import {
  type DateErrors,
  dateErrors,
  datesOf,
  noDates,
  present,
  type ReportDates,
  scopeOf,
} from '../../ui/report-dates.ts';

export interface PreviousDraft extends ReportDates {
  readonly reportedOn: string;
  readonly auditor: string;
  readonly opinion: string;
}

/** A line of the list of people; `id` tells lines apart while their roles are typed. */
export interface PersonDraft extends Person {
  readonly id: number;
}

/** The facts of an engagement while they are typed; a day not given is empty. */
export interface FactsDraft extends ReportDates {
  readonly client: string;
  readonly service: string;
  readonly timeZone: string;
  readonly categories: readonly TrustCategory[];
  readonly auditor: string;
  readonly reportOn: string;
  readonly stalenessAnchor: StalenessAnchor;
  readonly previous: PreviousDraft | null;
  readonly people: readonly PersonDraft[];
}

export type FactsErrors = DateErrors &
  Partial<Readonly<Record<'client' | 'service' | 'timeZone' | 'reportOn' | 'people', string>>> & {
    readonly previous: DateErrors & { readonly reportedOn?: string | undefined };
  };

type Change = Input<'engagement.update'>['change'];

export const noPrevious: PreviousDraft = { ...noDates, reportedOn: '', auditor: '', opinion: '' };

const previousDraft = ({ scope, reportedOn, auditor, opinion }: PreviousReport): PreviousDraft => ({
  ...datesOf(scope),
  reportedOn: reportedOn ?? '',
  auditor,
  opinion,
});

/** The facts as a form shows them. */
export const draftOf = (engagement: Engagement): FactsDraft => ({
  ...datesOf(engagement.scope),
  client: engagement.client,
  service: engagement.service,
  timeZone: engagement.timeZone,
  categories: engagement.categories,
  auditor: engagement.auditor,
  reportOn: engagement.reportOn ?? '',
  stalenessAnchor: engagement.stalenessAnchor,
  previous: engagement.previous === null ? null : previousDraft(engagement.previous),
  people: engagement.people.map((person, id) => ({ ...person, id })),
});

const dayOrNone = (day: string): string | null => (day === '' ? null : day);

/** A line without role and name is one that was never filled in. */
const isFilled = ({ role, name }: Person): boolean => role.trim() !== '' || name.trim() !== '';

/** The draft as facts; its days may still be none of the calendar. */
const factsOf = (draft: FactsDraft) => ({
  client: draft.client.trim(),
  service: draft.service.trim(),
  scope: scopeOf(draft),
  categories: draft.categories,
  timeZone: draft.timeZone,
  auditor: draft.auditor.trim(),
  reportOn: dayOrNone(draft.reportOn),
  previous:
    draft.previous === null
      ? null
      : {
          scope: scopeOf(draft.previous),
          reportedOn: dayOrNone(draft.previous.reportedOn),
          auditor: draft.previous.auditor.trim(),
          opinion: draft.previous.opinion.trim(),
        },
  people: draft.people.filter(isFilled).map(({ role, name }) => ({ role: role.trim(), name: name.trim() })),
  stalenessAnchor: draft.stalenessAnchor,
});

/** Only what differs from the engagement as it is; empty when nothing does. */
export function draftChange(draft: FactsDraft, engagement: Engagement): Change {
  const facts = factsOf(draft);
  const saved: Readonly<Record<string, unknown>> = factsOf(draftOf(engagement));
  return Object.fromEntries(
    Object.entries(facts).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(saved[name])),
  );
}

function unfilled({ people }: FactsDraft): string | null {
  const half = people.filter(isFilled).find(({ role, name }) => role.trim() === '' || name.trim() === '');
  if (half === undefined) return null;
  return half.role.trim() === ''
    ? `Give the role of ${half.name.trim()}, or remove the line.`
    : `Give the name of the ${half.role.trim()}, or remove the line.`;
}

/** What keeps the draft from being saved, by field. */
export function factsErrors(draft: FactsDraft): FactsErrors {
  const problems = engagementProblems(factsOf(draft));
  const told = (field: (typeof problems)[number]['field']): string | null =>
    problems.find((problem) => problem.field === field)?.message ?? null;
  return {
    ...present({
      client: told('client'),
      service: told('service'),
      timeZone: told('timeZone'),
      reportOn: told('reportOn'),
      people: unfilled(draft) ?? told('people'),
    }),
    ...dateErrors(draft),
    previous:
      draft.previous === null
        ? {}
        : { ...present({ reportedOn: told('previousReportedOn') }), ...dateErrors(draft.previous, previousPeriod) },
  };
}

/** How many fields keep the draft from being saved. */
export const errorCount = ({ previous, ...own }: FactsErrors): number =>
  Object.keys(own).length + Object.keys(previous).length;

/** Names a role, adding its line where there is none; an empty name takes the line of a role of the matrix away. */
export function namePerson(people: readonly PersonDraft[], role: string, name: string): readonly PersonDraft[] {
  const others = people.filter((person) => person.role !== role);
  const found = people.find((person) => person.role === role);
  if (name === '') return others;
  return found === undefined
    ? [...people, { id: nextId(people), role, name }]
    : people.map((person) => (person === found ? { ...person, name } : person));
}

/** A number that no line of the list has. */
export const nextId = (people: readonly PersonDraft[]): number => 1 + Math.max(-1, ...people.map(({ id }) => id));
