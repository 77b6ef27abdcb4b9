import type { Input, Output } from '@shared/contract/contract.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { knownTo, removedOn, today } from './known.ts';
import { gapsOf } from './matrix-gaps.ts';
import { planned, stepWords, type Turn, turnReason } from './matrix-plan.ts';
import { type MayJudge, refuseStrangers, stepsOf, type Written, writeAll } from './matrix-steps.ts';
import { type Readings, readReadings } from './readings.ts';

type Answer = Output<'matrix.edit'>;

function stateOf(workspace: Workspace, readings: Readings): Output<'matrix.state'> {
  const { done, undone } = stepsOf(workspace);
  return { gaps: gapsOf(readings), undo: done.at(-1)?.words ?? null, redo: undone.at(-1)?.words ?? null };
}

/** What the matrix leaves open, and what undo and redo would do. */
export const matrixState = (workspace: Workspace, deps: Deps): Output<'matrix.state'> =>
  stateOf(workspace, readReadings(workspace, deps));

/** Some controls as they stand now, those that are gone, and the state of the matrix. */
export function readRows(workspace: Workspace, deps: Deps, ids: readonly string[]): Answer {
  const readings = readReadings(workspace, deps);
  const asked = new Set(ids);
  const changed = readings.controls.filter(({ control }) => asked.has(control.id));
  const present = new Set(changed.map(({ control }) => control.id));
  return { changed, removed: ids.filter((id) => !present.has(id)), ...stateOf(workspace, readings) };
}

const rowsOf = (workspace: Workspace, deps: Deps, turns: readonly Turn[]): Answer =>
  readRows(
    workspace,
    deps,
    turns.map(({ id }) => id),
  );

/** One step of work on the matrix: all of its edits or none. A new wording holds from today unless another day is named. */
export function editMatrix(
  workspace: Workspace,
  deps: Deps,
  { edits, from }: Input<'matrix.edit'>,
  mayJudge?: MayJudge,
): Answer {
  const base = {
    controls: workspace.controls.all(),
    known: knownTo(workspace, deps),
    removed: removedOn(workspace),
    today: today(workspace, deps),
  };
  const turns = planned(base, edits, from === undefined ? base.today : from);
  if (turns.length > 0) {
    const { done, undone } = stepsOf(workspace);
    const writing = { controls: base.controls, turns, reasonOf: turnReason, isUndo: false, mayJudge };
    done.push({ words: stepWords(turns), turns: writeAll(workspace, deps, writing) });
    undone.length = 0;
  }
  return rowsOf(workspace, deps, turns);
}

const nothing = (word: string): AppError =>
  new AppError('conflict', `There is nothing to ${word}.`, 'Steps can be undone while the engagement stays open.');

/** Takes the last step back: every control stands as before it, versions included. */
export function undoMatrix(workspace: Workspace, deps: Deps, mayJudge?: MayJudge): Answer {
  const { done, undone } = stepsOf(workspace);
  const step = done.at(-1);
  if (step === undefined) throw nothing('undo');
  const controls = workspace.controls.all();
  const turns = step.turns.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }));
  refuseStrangers(controls, turns, 'undone');
  const reasonOf = ({ seq }: Written): string => `Undo of entry ${seq}.`;
  writeAll(workspace, deps, { controls, turns, reasonOf, isUndo: true, mayJudge });
  done.pop();
  undone.push(step);
  return rowsOf(workspace, deps, turns);
}

/** Brings the last step that was taken back again. */
export function redoMatrix(workspace: Workspace, deps: Deps, mayJudge?: MayJudge): Answer {
  const { done, undone } = stepsOf(workspace);
  const step = undone.at(-1);
  if (step === undefined) throw nothing('redo');
  const controls = workspace.controls.all();
  refuseStrangers(controls, step.turns, 'redone');
  const reasonOf = ({ seq }: Written): string => `Redo of entry ${seq}.`;
  const turns = writeAll(workspace, deps, { controls, turns: step.turns, reasonOf, isUndo: false, mayJudge });
  undone.pop();
  done.push({ ...step, turns });
  return rowsOf(workspace, deps, turns);
}
