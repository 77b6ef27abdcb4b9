import type { Input, Output } from '@shared/contract/contract.ts';
import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { AppError } from '@shared/errors.ts';
import { checks as allChecks } from '../checks/registry.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { fieldChanges } from './history.ts';
import { openCrosswalk } from './library.ts';
import { editMatrix } from './matrix.ts';
import { readReadings } from './readings.ts';

/** The control matrix with each control's standing. */
export const listControls = (workspace: Workspace, deps: Deps): readonly ControlReading[] =>
  readReadings(workspace, deps).controls;

function found(readings: readonly ControlReading[], id: string): ControlReading {
  const reading = readings.find(({ control }) => control.id === id);
  if (reading === undefined) throw new AppError('not-found', `There is no control ${id} in the matrix.`);
  return reading;
}

/** One control as it stands. */
export const readControl = (workspace: Workspace, deps: Deps, id: string): ControlReading =>
  found(listControls(workspace, deps), id);

/** What a control can declare: the parameters of the checks that read it. */
const parametersOf = ({ checks }: Control): Output<'control.detail'>['parameters'] =>
  allChecks
    .filter(({ id }) => checks.includes(id))
    .flatMap(({ id, parameters }) => parameters.map((parameter) => ({ checkId: id, ...parameter })));

/** The changes of a control, newest first. The wordings before are not told again: each stands in the entry that ended it. */
const historyOf = (workspace: Workspace, id: string): Output<'control.detail'>['history'] =>
  workspace.log.ofObject('control', id).map(({ before, after, ...entry }) => ({
    entry,
    fields: fieldChanges(before, after).filter(({ field }) => field !== 'earlier'),
  }));

/** One control with its checks, its history in the log and what other frameworks say near it. */
export function controlDetail(workspace: Workspace, deps: Deps, id: string): Output<'control.detail'> {
  const { checks, controls } = readReadings(workspace, deps);
  const reading = found(controls, id);
  return {
    reading,
    checks: checks.filter(({ checkId }) => reading.control.checks.includes(checkId)),
    history: historyOf(workspace, id),
    related: openCrosswalk(deps.resources)(reading.control.criteria),
    parameters: parametersOf(reading.control),
  };
}

/** Changes one control from today. */
export function updateControl(
  workspace: Workspace,
  deps: Deps,
  { id, change }: Input<'control.update'>,
  mayJudge?: () => void,
): ControlReading {
  editMatrix(workspace, deps, { edits: [{ kind: 'change', id, change }] }, mayJudge);
  return readControl(workspace, deps, id);
}
