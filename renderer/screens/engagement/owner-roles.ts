import type { Control } from '@shared/domain/control.ts';
import type { OwnerRole } from './people-fields.tsx';

/** The owner roles that the matrix names, those with the most controls first. */
export function ownerRoles(controls: readonly Control[]): readonly OwnerRole[] {
  const counts = new Map<string, number>();
  for (const { owner, status } of controls)
    if (owner !== '' && status !== 'not-applicable') counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts]
    .map(([role, number]) => ({ role, controls: number }))
    .sort((a, b) => b.controls - a.controls || (a.role < b.role ? -1 : 1));
}
