import type { Input, Output } from '@shared/contract/contract.ts';
import type { Conclusion } from '@shared/domain/criterion.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { today } from './known.ts';
import { openCrosswalk } from './library.ts';
import { readReadings } from './readings.ts';
import { record } from './record.ts';

/** Every criterion of the categories in scope with the pieces behind its word. */
export function listCriteria(workspace: Workspace, deps: Deps): Output<'criterion.list'> {
  const { criteria, controls } = readReadings(workspace, deps);
  const conclusions = new Map(workspace.conclusions.all().map((it) => [it.criterion, it]));
  const relatedTo = openCrosswalk(deps.resources);
  return criteria.map((reading) => ({
    reading,
    controls: controls
      .filter(({ control }) => reading.controls.includes(control.id))
      .map(({ control, reading: standing, words }) => ({ control, reading: standing, words })),
    conclusion: conclusions.get(reading.criterion.id) ?? null,
    related: relatedTo([reading.criterion.id]),
  }));
}

/** A conclusion stands for a person's judgement, so it is never without the person or the reason. */
function conclusionOf(input: Input<'criterion.conclude'>, concludedOn: string): Conclusion | null {
  const { criterion, word } = input;
  if (word === null) return null;
  const [by, reason] = [input.by.trim(), input.reason.trim()];
  if (by === '' || reason === '')
    throw new AppError(
      'bad-input',
      `A conclusion on ${criterion} needs the name of the person who concludes and a reason.`,
      by === '' ? 'Write the name.' : 'Write the reason.',
    );
  return { criterion, word, by, reason, concludedOn };
}

function refuseUnknown(workspace: Workspace, deps: Deps, id: string): void {
  if (readReadings(workspace, deps).criteria.some(({ criterion }) => criterion.id === id)) return;
  throw new AppError(
    'not-found',
    `There is no criterion ${id} in scope.`,
    'Choose a criterion of a category in scope.',
  );
}

/** Writes down, or takes back, a named person's conclusion on a criterion. Findings never make one. */
export function concludeCriterion(
  workspace: Workspace,
  deps: Deps,
  input: Input<'criterion.conclude'>,
): Output<'criterion.conclude'> {
  refuseUnknown(workspace, deps, input.criterion);
  const before = workspace.conclusions.all().find(({ criterion }) => criterion === input.criterion);
  const after = conclusionOf(input, today(workspace, deps));
  if (before === undefined && after === null)
    throw new AppError('not-found', `There is no conclusion on ${input.criterion} to withdraw.`);
  const action = after === null ? 'criterion.conclusion-withdrawn' : 'criterion.concluded';
  const states = { before, after: after ?? undefined, reason: input.reason.trim().slice(0, 400) || null };
  record(workspace, deps, { action, objectType: 'criterion', objectId: input.criterion, ...states }, () => {
    if (after === null) workspace.conclusions.remove(input.criterion);
    else workspace.conclusions.put(after);
  });
  return listCriteria(workspace, deps);
}
