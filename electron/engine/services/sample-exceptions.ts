import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract } from '@shared/contract/contract.ts';
import { typedResponse } from '@shared/contract/exceptions.ts';
import type { Origin } from '@shared/domain/exception.ts';
import { emptyResponse } from '@shared/domain/response.ts';
import { AppError } from '@shared/errors.ts';
import { z } from 'zod';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { attachEvidence } from './evidence.ts';
import { moveExceptions } from './exception-move.ts';
import { keepResponse, raiseException, typeResponse, updateException } from './exceptions.ts';
import { planException } from './plan.ts';

/** An exception as it is written down for the sample: what a person would enter, in the order of entering it. */
const written = z.strictObject({
  /** All failing findings of a rule, a scope difference, a deviation of a sample, or nothing of these. */
  check: z.string().optional(),
  origins: contract['exception.raise'].input.shape.origins.optional(),
  raise: contract['exception.raise'].input.omit({ origins: true }),
  facts: contract['exception.update'].input.shape.change,
  evidence: z.array(z.strictObject({ file: z.string(), source: z.string() })),
  response: z.record(z.string(), z.unknown()).transform((given) => typedResponse.parse({ ...emptyResponse, ...given })),
  plan: contract['exception.plan'].input.shape.actions,
  moves: z.array(contract['exception.move'].input.omit({ ids: true })),
});
type Written = z.infer<typeof written>;

const originsOf = ({ check, origins = [] }: Written, workspace: Workspace): readonly Origin[] =>
  check === undefined ? origins : workspace.findings.failing([check]).map(({ id }) => ({ kind: 'finding', id }));

async function enter(workspace: Workspace, deps: Deps, source: string, one: Written): Promise<void> {
  const origins = [...originsOf(one, workspace)];
  const { id } = raiseException(workspace, deps, { ...one.raise, origins }).row.exception;
  updateException(workspace, deps, { id, change: one.facts });
  for (const { file, source: from } of one.evidence)
    await attachEvidence(workspace, deps, { id, paths: [join(source, 'evidence', file)], source: from });
  typeResponse(workspace, deps, { id, response: one.response });
  keepResponse(workspace, deps, id);
  if (one.plan.length > 0) planException(workspace, deps, { id, actions: one.plan });
  for (const move of one.moves) {
    const [refused] = moveExceptions(workspace, deps, { ids: [id], ...move }).refused;
    if (refused !== undefined) throw new AppError('internal', `The sample cannot be made: ${refused.why}`);
  }
}

/** Enters the sample's exceptions with their responses, evidence and plans: the same road a person's entries take. */
export async function enterExceptions(workspace: Workspace, deps: Deps): Promise<void> {
  const source = join(deps.resources, 'sample');
  const all = z.array(written).parse(JSON.parse(readFileSync(join(source, 'exceptions.json'), 'utf8')));
  for (const one of all) await enter(workspace, deps, source, one);
}
