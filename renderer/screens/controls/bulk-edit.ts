import type { Control } from '@shared/domain/control.ts';
import type { CellText } from './matrix-plan.ts';

/** What is changed of every selected control; undefined leaves a field as it is. */
export interface BulkDraft {
  readonly owner?: string | undefined;
  readonly performer?: string | undefined;
  readonly frequency?: string | undefined;
  readonly status?: string | undefined;
  readonly nature?: string | undefined;
  readonly type?: string | undefined;
  readonly isKey?: string | undefined;
  readonly reason?: string | undefined;
  readonly addCriteria: readonly string[];
  readonly removeCriteria: readonly string[];
  readonly addSystems: readonly string[];
  readonly removeSystems: readonly string[];
}

export const noBulk: BulkDraft = { addCriteria: [], removeCriteria: [], addSystems: [], removeSystems: [] };

const words = ['owner', 'performer', 'frequency', 'status', 'nature', 'type', 'isKey'] as const;

/** A list without some of its pieces and with others at its end, as text; nothing when neither is asked. */
function listText(
  control: Control,
  field: 'criteria' | 'systems',
  add: readonly string[],
  remove: readonly string[],
): readonly CellText[] {
  if (add.length === 0 && remove.length === 0) return [];
  const list = control[field];
  const kept = list.filter((one) => !remove.includes(one));
  return [{ control, field, text: [...kept, ...add.filter((one) => !list.includes(one))].join(', ') }];
}

/** The texts a bulk edit writes into each control. */
export function bulkTexts(draft: BulkDraft, controls: readonly Control[]): readonly CellText[] {
  const { addCriteria, removeCriteria, addSystems, removeSystems, reason = '' } = draft;
  const wantsReason = draft.status === 'not-applicable' && reason.trim() !== '';
  return controls.flatMap((control): readonly CellText[] => [
    ...words.flatMap((field) => {
      const text = draft[field];
      return text === undefined ? [] : [{ control, field, text }];
    }),
    ...(wantsReason && control.status !== 'not-applicable'
      ? [{ control, field: 'reason' as const, text: reason }]
      : []),
    ...listText(control, 'criteria', addCriteria, removeCriteria),
    ...listText(control, 'systems', addSystems, removeSystems),
  ]);
}
