import type { Control } from '@shared/domain/control.ts';
import { type ControlReading, noCounts } from '@shared/domain/reading.ts';

/** A control of the matrix with what a test changes of it. */
export const control = (change: Partial<Control> = {}): Control => ({
  id: 'IAM-05',
  domain: 'IAM',
  title: 'Quarterly access review',
  statement: 'Owners review access each quarter.',
  criteria: ['CC6.2', 'CC6.3'],
  type: 'detective',
  nature: 'hybrid',
  frequency: 'quarterly',
  targetCadence: 'quarterly',
  owner: 'Security lead',
  performer: '',
  systems: [],
  isKey: true,
  risk: '',
  population: '',
  evidence: [],
  testOfDesign: '',
  testOfOperation: [],
  policy: '',
  status: 'in-place',
  reason: null,
  checks: [],
  declares: [],
  version: 1,
  effectiveFrom: null,
  effectiveTo: null,
  earlier: [],
  ...change,
});

/** A control with a standing. */
export const reading = (
  change: Partial<Control> = {},
  standing: ControlReading['reading'] = 'silent',
): ControlReading => ({
  control: control(change),
  reading: standing,
  counts: noCounts,
  segments: [],
  words: '',
});
