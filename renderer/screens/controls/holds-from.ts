import type { Control } from '@shared/domain/control.ts';
import { dayWords } from '@shared/domain/words.ts';

/** From when an edited wording holds: today, a day, or from the day the wording in force began. */
export type HoldsFrom =
  | { readonly kind: 'today' }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'correct' };

/** What the engine is told: nothing means today, null corrects the wording in force. */
export function fromOf(holds: HoldsFrom): { readonly from?: string | null } {
  if (holds.kind === 'today') return {};
  return { from: holds.kind === 'day' ? holds.day : null };
}

/** `Edits hold from today` */
export function holdsWords(holds: HoldsFrom): string {
  if (holds.kind === 'correct') return 'Edits correct the wording in force';
  return `Edits hold from ${holds.kind === 'day' ? dayWords(holds.day) : 'today'}`;
}

/** What a changed wording of a control does to its versions. `what` is `frequency` and the like. */
export function versionWords(
  { version, effectiveFrom }: Pick<Control, 'version' | 'effectiveFrom'>,
  holds: HoldsFrom,
  today: string,
  what: string,
): string {
  const now = `version ${version}`;
  if (holds.kind === 'correct') return `A new ${what} corrects ${now}; no version starts.`;
  const day = holds.kind === 'day' ? holds.day : today;
  const when = day === today ? 'today' : `on ${dayWords(day)}`;
  if (day === effectiveFrom) return `A new ${what} changes ${now}, which starts ${when}.`;
  return `A new ${what} starts version ${version + 1} ${when}. Days before ${dayWords(day)} keep ${now}.`;
}
