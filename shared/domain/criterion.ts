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

/** A person's word on how ready a criterion is for the auditor. Not an opinion: that is the CPA firm's. */
export const conclusionWords = ['ready', 'ready-with-exceptions', 'not-ready', 'not-assessed'] as const;
export type ConclusionWord = (typeof conclusionWords)[number];

/** What a named person concluded on a criterion, why, and on which day. */
export interface Conclusion {
  readonly criterion: string;
  readonly word: ConclusionWord;
  readonly reason: string;
  readonly by: string;
  readonly concludedOn: string;
}
