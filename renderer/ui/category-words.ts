import type { TrustCategory } from '@shared/domain/engagement.ts';

/** The trust services categories as screens print them. */
export const categoryWords: Readonly<Record<TrustCategory, string>> = {
  security: 'Security',
  availability: 'Availability',
  confidentiality: 'Confidentiality',
  'processing-integrity': 'Processing integrity',
  privacy: 'Privacy',
};
