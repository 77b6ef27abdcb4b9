import type { Control } from '@shared/domain/control.ts';
import { isSameControl } from '@shared/domain/control-change.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import type { Turn } from './matrix-plan.ts';
import { record } from './record.ts';
import { standardsText } from './standards.ts';

/** A turn that was written, with the log entry that says so. */
export interface Written extends Turn {
  readonly seq: number;
}
interface Step {
  readonly words: string;
  readonly turns: readonly Written[];
}
interface Steps {
  readonly done: Step[];
  readonly undone: Step[];
  /** Steps that changed what the checks compare with. */
  restated: number;
}

/** What can be undone lasts as long as the engagement is open; the log lasts for ever. */
const kept = new WeakMap<Workspace, Steps>();

/** The steps of an open engagement. */
export function stepsOf(workspace: Workspace): Steps {
  const steps = kept.get(workspace) ?? { done: [], undone: [], restated: 0 };
  kept.set(workspace, steps);
  return steps;
}

/** How many steps changed the values that checks compare with: when it grows, the findings must be judged again. */
export const restatedSteps = (workspace: Workspace): number => stepsOf(workspace).restated;

const actionOf = ({ before, after }: Turn): string => {
  if (before === null) return 'control.added';
  return after === null ? 'control.removed' : 'control.changed';
};

/** Writes one turn with its log entry, and gives the entry's number. */
function write(workspace: Workspace, deps: Deps, turn: Turn, reason: string | null, isUndo: boolean): number {
  const { id, before, after } = turn;
  const change = { before: before ?? undefined, after: after ?? undefined, reason };
  record(workspace, deps, { action: actionOf(turn), objectType: 'control', objectId: id, ...change }, () => {
    if (after !== null) workspace.controls.put(after);
    else if (isUndo) workspace.controls.drop(id);
    else workspace.controls.remove(id, deps.clock());
  });
  return workspace.log.head().entries;
}

/** The matrix after turns. */
function turned(controls: readonly Control[], turns: readonly Turn[]): readonly Control[] {
  const touched = new Set(turns.map(({ id }) => id));
  return [...controls.filter(({ id }) => !touched.has(id)), ...turns.flatMap(({ after }) => after ?? [])];
}

/** Refuses when the findings cannot be judged now: a step that changes what checks compare with must wait. */
export type MayJudge = () => void;

/** Turns to write on the matrix as it stands. */
interface Writing<T extends Turn> {
  readonly controls: readonly Control[];
  readonly turns: readonly T[];
  readonly reasonOf: (turn: T) => string | null;
  readonly isUndo: boolean;
  readonly mayJudge: MayJudge | undefined;
}

/** Writes all turns of a step, or none. */
export function writeAll<T extends Turn>(
  workspace: Workspace,
  deps: Deps,
  writing: Writing<T>,
): readonly (T & Written)[] {
  const { controls, turns, reasonOf, isUndo, mayJudge } = writing;
  const isRestated = standardsText(controls) !== standardsText(turned(controls, turns));
  if (isRestated) mayJudge?.();
  const written = workspace.transaction(() =>
    turns.map((turn) => ({ ...turn, seq: write(workspace, deps, turn, reasonOf(turn), isUndo) })),
  );
  if (isRestated) stepsOf(workspace).restated += 1;
  return written;
}

/** Refuses when a control is not as a step left it: what came after would be lost. */
export function refuseStrangers(controls: readonly Control[], turns: readonly Turn[], word: string): void {
  const now = new Map(controls.map((control) => [control.id, control]));
  const stranger = turns.find(({ id, before }) => !isSameControl(now.get(id) ?? null, before));
  if (stranger === undefined) return;
  throw new AppError(
    'conflict',
    `${stranger.id} is no longer as the step left it, so the step cannot be ${word}.`,
    'Change the control by hand.',
  );
}
