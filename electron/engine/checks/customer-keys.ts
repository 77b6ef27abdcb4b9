import type { Parameter } from '@shared/domain/check.ts';

/** Types for which the declared policy promises customer-managed keys. */
export const customerKeyTypes: Parameter = {
  name: 'customerKeyTypes',
  unit: 'list',
  meaning: 'types for which own keys are promised',
  default: [],
  stricter: 'longer-list',
};
