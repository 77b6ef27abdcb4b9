import type { Control, ControlStatus, Frequency } from '@shared/domain/control.ts';
import type { TrustCategory } from '@shared/domain/engagement.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';

export type Standing = ControlReading['reading'];

/** How often a control is declared to run, as the matrix prints it. */
export const frequencyWords: Readonly<Record<Frequency, string>> = {
  annual: 'Annual',
  'semi-annual': 'Semi-annual',
  quarterly: 'Quarterly',
  monthly: 'Monthly',
  weekly: 'Weekly',
  daily: 'Daily',
  'many-daily': 'Many a day',
  'per-event': 'Per event',
  continuous: 'Continuous',
};

export const statusWords: Readonly<Record<ControlStatus, string>> = {
  'in-place': 'In place',
  planned: 'Planned',
  'not-applicable': 'Not applicable',
};

export const natureNames: Readonly<Record<Control['nature'], string>> = {
  manual: 'Manual',
  automated: 'Automated',
  hybrid: 'Hybrid',
};

export const typeNames: Readonly<Record<Control['type'], string>> = {
  preventive: 'Preventive',
  detective: 'Detective',
  corrective: 'Corrective',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  contradicted: 'Contradicted',
  unknown: 'Unknown',
  silent: 'Silent',
  supported: 'Supported',
};

/** What each group of controls is called, by the letters its ids begin with. */
export const domainNames: Readonly<Record<string, string>> = {
  GOV: 'Governance',
  HR: 'People',
  RSK: 'Risk',
  MON: 'Monitoring of controls',
  IAM: 'Identity and access',
  NET: 'Network',
  DAT: 'Data',
  END: 'Endpoints',
  PHY: 'Physical safeguards',
  VUL: 'Vulnerabilities',
  LOG: 'Logging and detection',
  INC: 'Incidents',
  CHG: 'Change',
  VEN: 'Vendors',
  AVL: 'Availability',
  PI: 'Processing integrity',
  PRI: 'Privacy',
};

/** `Identity and access` for `IAM`; a domain without a name shows its letters. */
export const domainName = (domain: string): string => domainNames[domain] ?? domain;

/** Criterion ids begin with the letters of their category: `CC6.1`, `A1.2`, `C1.1`, `PI1.3`, `P4.2`. */
const prefixes: readonly (readonly [string, TrustCategory])[] = [
  ['CC', 'security'],
  ['PI', 'processing-integrity'],
  ['A', 'availability'],
  ['C', 'confidentiality'],
  ['P', 'privacy'],
];

/** The trust services categories a control speaks to, read from its criteria. */
export function categoriesOf({ criteria }: Pick<Control, 'criteria'>): ReadonlySet<TrustCategory> {
  const found = criteria.flatMap((id) => prefixes.find(([prefix]) => id.startsWith(prefix))?.[1] ?? []);
  return new Set(found);
}

/** From what needs a look first. */
export const standingOrder: readonly Standing[] = ['contradicted', 'unknown', 'silent', 'supported'];

/** `11 controls: 4 contradicted, 2 unknown, 1 silent, 4 supported` */
export function standingCounts(readings: readonly ControlReading[]): string {
  const parts = standingOrder.flatMap((standing) => {
    const number = readings.filter(({ reading }) => reading === standing).length;
    return number === 0 ? [] : [`${number} ${standing}`];
  });
  return parts.length === 0 ? '0 controls' : `${counted(readings.length, 'control')}: ${parts.join(', ')}`;
}

/** `Hybrid, detective` */
export const natureWords = ({ nature, type }: Pick<Control, 'nature' | 'type'>): string =>
  `${natureNames[nature]}, ${type}`;
