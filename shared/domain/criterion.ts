import type { TrustCategory } from './engagement.ts';

/** `direct`: a configuration snapshot can evidence it; `partial`: it helps; `none`: a human record is needed. */
type CloudEvidence = 'direct' | 'partial' | 'none';

/** A trust services criterion, carried by its id and a title of our own (the AICPA text is not shipped). */
export interface Criterion {
  readonly id: string;
  readonly title: string;
  readonly category: TrustCategory;
  /** `CC6`, `A1`: the group it is printed under. */
  readonly group: string;
  readonly groupTitle: string;
  readonly cloudEvidence: CloudEvidence;
}

/** How a criterion or a control stands on what has been seen. Never "met": concluding is the CPA firm's work. */
export const standings = ['contradicted', 'supported', 'silent'] as const;
export type Reading = (typeof standings)[number];
