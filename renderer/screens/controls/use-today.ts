import { dayOf } from '@shared/domain/period.ts';
import { useEngagement } from '../../engagement.store.ts';

/** Today in the client's zone: the day a new wording begins to hold. */
export function useToday(): string {
  const timeZone = useEngagement((state) => state.summary?.engagement.timeZone ?? 'UTC');
  return dayOf(new Date().toISOString(), timeZone);
}
