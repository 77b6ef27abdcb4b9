import type {
  actionStatuses,
  ExceptionKind,
  ExceptionSource,
  ExceptionStatus,
  exposures,
} from '@shared/domain/exception.ts';
import type { Band, RootCauseCategory } from '@shared/domain/response.ts';

export const statusWords: Readonly<Record<ExceptionStatus, string>> = {
  open: 'Open',
  'response-drafted': 'Response drafted',
  'response-approved': 'Approved',
  'in-remediation': 'In remediation',
  remediated: 'Remediated',
  verified: 'Verified',
  'accepted-risk': 'Accepted risk',
  disputed: 'Disputed',
  withdrawn: 'Withdrawn',
};
/** The states a response goes through when nothing else is decided. */
export const road: readonly ExceptionStatus[] = [
  'open',
  'response-drafted',
  'response-approved',
  'in-remediation',
  'remediated',
  'verified',
];
const steps: Readonly<Record<Exclude<ExceptionStatus, 'response-drafted'>, string>> = {
  open: 'Open again…',
  'response-approved': 'Approve…',
  'in-remediation': 'Begin remediation…',
  remediated: 'Mark remediated…',
  verified: 'Verify…',
  'accepted-risk': 'Accept the risk…',
  disputed: 'Dispute…',
  withdrawn: 'Withdraw…',
};
/** What the button says that leads from one state to another. */
export function moveWords(from: ExceptionStatus, to: ExceptionStatus): string {
  if (to !== 'response-drafted') return steps[to];
  return from === 'open' ? 'Send for approval…' : 'Return to the draft…';
}
export const actionStatusWords: Readonly<Record<(typeof actionStatuses)[number], string>> = {
  planned: 'Planned',
  'in-progress': 'In progress',
  done: 'Done',
};
export const exposureWords: Readonly<Record<(typeof exposures)[number], string>> = {
  none: 'Nothing was exposed',
  possible: 'Exposure is possible',
  confirmed: 'Exposure is confirmed',
};
export const kindWords: Readonly<Record<ExceptionKind, string>> = {
  design: 'Design',
  operating: 'Operating',
  evidence: 'Evidence',
  timing: 'Timing',
  scope: 'Scope',
};
export const sourceWords: Readonly<Record<ExceptionSource, string>> = {
  test: 'Test',
  drift: 'Reading of the cloud',
  'self-assessment': 'Self-assessment',
  incident: 'Incident',
};
export const bandWords: Readonly<Record<Band, string>> = {
  weak: 'Weak',
  adequate: 'Adequate',
  substantive: 'Substantive',
};
export const causeWords: Readonly<Record<RootCauseCategory, string>> = {
  'process-not-defined': 'Process not defined',
  'process-not-followed': 'Process not followed',
  'tool-or-integration-gap': 'Gap in a tool or integration',
  'capacity-or-turnover': 'Capacity or turnover',
  'ownership-unclear': 'Ownership unclear',
  'design-flaw': 'Flaw in the design',
  'evidence-not-kept': 'Evidence not kept',
  'vendor-failure': 'Failure of a vendor',
  'scope-not-known': 'Scope not known',
  'change-not-assessed': 'Change not assessed',
};

/** `6 of 10`, `6.5 of 10` */
export const scoreWords = (score: number): string => `${score} of 10`;
