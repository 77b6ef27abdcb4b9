import type { Control, PastWording, Wording } from '@shared/domain/control.ts';
import type { Engagement, ReportScope } from '@shared/domain/engagement.ts';

export const period = (from: string, to: string): ReportScope => ({ reportType: 2, period: { from, to } });
export const asOf = (asOfOn: string): ReportScope => ({ reportType: 1, asOfOn });
export const year2026 = period('2026-01-01', '2026-12-31');

/** An invented engagement with the facts a test is about. */
export const engagement = (facts: Partial<Engagement> = {}): Engagement => ({
  id: 'e-1',
  client: 'Tidewater Payments',
  service: 'Card processing',
  scope: year2026,
  categories: ['security'],
  timeZone: 'UTC',
  auditor: 'Northgate CPAs',
  reportOn: null,
  previous: null,
  people: [],
  stalenessAnchor: 'period-end',
  rolledFrom: null,
  createdAt: '2025-11-01T09:00:00.000Z',
  ...facts,
});

const wording: Wording = {
  statement: 'Access rights are reviewed.',
  nature: 'manual',
  frequency: 'quarterly',
  population: 'The calendar.',
  declares: [],
};

/** A wording that was in force before. */
export const past = (version: number, effectiveFrom: string | null): PastWording => ({
  ...wording,
  version,
  effectiveFrom,
});

/** An invented control with the fields a test is about. */
export const control = (fields: Partial<Control> = {}): Control => ({
  ...wording,
  id: 'IAM-05',
  domain: 'IAM',
  title: 'Access is reviewed',
  criteria: ['CC6.2', 'CC6.3'],
  type: 'detective',
  targetCadence: 'quarterly',
  owner: 'Security lead',
  performer: '',
  systems: [],
  isKey: true,
  risk: '',
  evidence: [],
  testOfDesign: '',
  testOfOperation: [],
  policy: '',
  status: 'in-place',
  reason: null,
  checks: [],
  version: 1,
  effectiveFrom: null,
  effectiveTo: null,
  earlier: [],
  ...fields,
});
