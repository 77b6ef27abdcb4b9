import type { AuditException } from '@shared/domain/exception.ts';
import { emptyResponse } from '@shared/domain/response.ts';
import type { ExceptionRow } from '../../renderer/exceptions/exceptions.store.ts';

/** An exception raised by hand, with what a test wants to be otherwise. */
export const anException = (change: Partial<AuditException> = {}): AuditException => ({
  id: 'EX-001',
  title: '2 of 9 leavers kept access',
  controlId: 'IAM-04',
  criteria: ['CC6.2'],
  kind: 'timing',
  source: 'test',
  description: '',
  sampleSize: 9,
  deviationCount: 2,
  affectedItems: [],
  windowStart: null,
  windowEnd: null,
  detectedOn: '2026-06-12',
  detectedBy: 'Lena Example',
  origins: [{ kind: 'manual', id: '' }],
  severityInputs: { exposure: 'none', tolerableRate: null, override: null },
  status: 'open',
  response: emptyResponse,
  evidence: [],
  plan: [],
  acceptedRisk: null,
  verification: null,
  repeatOf: null,
  auditorDisposition: '',
  raisedAt: '2026-06-12T08:00:00Z',
  raisedBy: 'lena',
  ...change,
});

/** A row of the table about it. */
export const aRow = (
  exception: Partial<AuditException> = {},
  row: Partial<Omit<ExceptionRow, 'exception'>> = {},
): ExceptionRow => ({
  exception: anException(exception),
  severity: { level: 'high', proposed: 'high', parts: [] },
  rubric: { score: 0, band: 'weak', cap: null },
  indicator: '',
  daysInPeriod: null,
  dueOn: null,
  isOverdue: false,
  touchesCustomerData: false,
  ...row,
});
