import { type Engagement, type PreviousReport, type ReportScope, reportPeriod } from './engagement.ts';
import { addMonths, dayCount, isTimeZone } from './period.ts';
import { counted, dayWords } from './words.ts';

/** The longest period of a report, in months. */
const longestMonths = 18;

/** A fact of an engagement that is not taken, as a sentence that names the field; `field` is where a form shows it. */
export interface EngagementProblem {
  readonly field:
    | 'client'
    | 'service'
    | 'scope'
    | 'timeZone'
    | 'reportOn'
    | 'previousScope'
    | 'previousReportedOn'
    | 'people';
  readonly message: string;
}

type Facts = Pick<Engagement, 'client' | 'service' | 'scope' | 'timeZone' | 'reportOn' | 'previous' | 'people'>;
/** How sentences name the period of the report before. */
export const previousPeriod = 'The period of the previous report';

type Problem = EngagementProblem | null;

/** Why a report cannot have these dates; null when it can. `what` names its period at the head of the sentence. */
export function scopeProblem(scope: ReportScope, what = 'The period'): string | null {
  if (scope.reportType === 1) return null;
  const { from, to } = scope.period;
  if (from >= to) {
    const how = from === to ? 'the same day as its start' : `not after its start on ${from}`;
    return `${what} ends on ${to}, ${how}. Give a later last day, or an earlier first day.`;
  }
  const end = addMonths(from, longestMonths);
  if (to < end) return null;
  return `${what} from ${from} to ${to} has ${counted(dayCount(scope.period), 'day')}, more than ${longestMonths} months. Give a last day before ${end}.`;
}

const timeZoneProblem = (timeZone: string): string | null =>
  isTimeZone(timeZone)
    ? null
    : `The time zone ${timeZone === '' ? 'is empty' : `${timeZone} is not known`}. Give a name such as Europe/Berlin, America/New_York or UTC.`;

const reportedEarly = (what: string, reportedOn: string | null, scope: ReportScope): string | null => {
  const { to } = reportPeriod(scope);
  const end = scope.reportType === 1 ? 'its as-of date' : 'the last day of its period';
  return reportedOn !== null && reportedOn < to
    ? `${what}, ${dayWords(reportedOn)}, is before ${end}, ${dayWords(to)}. Give a day from ${to} on.`
    : null;
};

const previousEarly = ({ reportedOn, scope }: PreviousReport): string | null =>
  reportedEarly('The date of the previous report', reportedOn, scope);

function peopleProblem(people: Engagement['people']): string | null {
  const roles = people.map(({ role }) => role.trim().toLowerCase());
  const twice = people.find((_, place) => roles.indexOf(roles[place] ?? '') < place);
  return twice === undefined ? null : `The role ${twice.role} stands twice under people. Keep one of the two lines.`;
}

const longest = { client: 120, service: 200 } as const;

/** Why a client or a service cannot have this name; null when it can. */
export function nameProblem(what: keyof typeof longest, text: string): string | null {
  const { length } = text.trim();
  if (what === 'client' && length === 0) return 'The client has no name. Give one; it is printed on every page.';
  if (length <= longest[what]) return null;
  return `The name of the ${what} has ${length} characters; ${longest[what]} fit. Shorten it.`;
}

const at = (field: EngagementProblem['field'], message: string | null): Problem =>
  message === null ? null : { field, message };

/** Every reason an engagement may not be saved as it is; empty when there is none. */
export function engagementProblems({ previous, ...facts }: Facts): readonly EngagementProblem[] {
  return [
    at('client', nameProblem('client', facts.client)),
    at('service', nameProblem('service', facts.service)),
    at('scope', scopeProblem(facts.scope)),
    at('timeZone', timeZoneProblem(facts.timeZone)),
    at('reportOn', reportedEarly('The report date', facts.reportOn, facts.scope)),
    at('previousScope', previous === null ? null : scopeProblem(previous.scope, previousPeriod)),
    at('previousReportedOn', previous === null ? null : previousEarly(previous)),
    at('people', peopleProblem(facts.people)),
  ].filter((problem) => problem !== null);
}
