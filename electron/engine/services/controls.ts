import type { Input, Output } from '@shared/contract/contract.ts';
import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { loadRelated } from './library.ts';
import { readReadings } from './readings.ts';
import { record } from './record.ts';

/** The control matrix with each control's standing. */
export const listControls = (workspace: Workspace, deps: Deps): readonly ControlReading[] =>
  readReadings(workspace, deps).controls;

function readingOf(workspace: Workspace, deps: Deps, id: string): ControlReading {
  const found = listControls(workspace, deps).find(({ control }) => control.id === id);
  if (found === undefined) throw new AppError('not-found', `There is no control ${id} in the matrix.`);
  return found;
}

/** One control with its checks, its history in the log and what other frameworks say near it. */
export function controlDetail(workspace: Workspace, deps: Deps, id: string): Output<'control.detail'> {
  const reading = readingOf(workspace, deps, id);
  return {
    reading,
    checks: readReadings(workspace, deps).checks.filter(({ checkId }) => reading.control.checks.includes(checkId)),
    history: workspace.log.ofObject('control', id),
    related: loadRelated(deps.resources, reading.control.criteria),
  };
}

const words = (before: Control, after: Control): string =>
  (['title', 'statement', 'owner', 'frequency', 'status', 'reason'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field}: ${before[field] ?? 'none'} → ${after[field] ?? 'none'}`)
    .join('; ');

/** Changes what people may edit of a control. Not applicable needs a written reason. */
export function updateControl(
  workspace: Workspace,
  deps: Deps,
  { id, change }: Input<'control.update'>,
): ControlReading {
  const { control: before } = readingOf(workspace, deps, id);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: Control = { ...before, ...given };
  if (after.status === 'not-applicable' && !after.reason)
    throw new AppError(
      'bad-input',
      `Control ${id} can only be not applicable with a written reason.`,
      'Write the reason.',
    );
  const settled = after.status === 'not-applicable' ? after : { ...after, reason: null };
  const reason = words(before, settled);
  if (reason === '') return readingOf(workspace, deps, id);
  record(
    workspace,
    deps,
    {
      action: 'control.changed',
      objectType: 'control',
      objectId: id,
      before: { ...before },
      after: { ...settled },
      reason,
    },
    () => workspace.controls.update(settled),
  );
  return readingOf(workspace, deps, id);
}
