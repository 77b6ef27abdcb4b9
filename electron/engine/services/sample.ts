import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { system } from '@shared/contract/scope.ts';
import { declaration } from '@shared/contract/shapes.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { AppError } from '@shared/errors.ts';
import { z } from 'zod';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { createEngagement, openEngagement } from './engagement.ts';
import { evaluate } from './evaluate.ts';
import { startImport } from './import-files.ts';
import { editMatrix } from './matrix.ts';
import { enterExceptions } from './sample-exceptions.ts';
import { decideDifference, editScope } from './scope.ts';

const sampleFile = z.object({
  client: z.string(),
  categories: z.array(z.enum(trustCategories)),
  period: z.object({ from: z.string(), to: z.string() }),
  asOf: z.iso.datetime(),
  places: z.array(
    z.object({ file: z.string(), account: z.string(), region: z.string(), readAt: z.iso.datetime().optional() }),
  ),
  /** Values that controls declare for parameters of checks, for the whole period. */
  declared: z.array(declaration.extend({ control: z.string() })),
  scope: z.object({
    reason: z.string(),
    /** Each with the controls that name it. */
    systems: z.array(system.omit({ id: true }).extend({ controls: z.array(z.string()) })),
    decisions: z.array(z.object({ difference: z.string(), kind: z.enum(['accepted', 'asked']), reason: z.string() })),
  }),
});
type Scope = z.infer<typeof sampleFile>['scope'];
type Declared = z.infer<typeof sampleFile>['declared'];

const sampleId = '00000000-0000-4000-8000-000000000001';

/** Writes the register, then its ids into the controls that name them: the same road a person's edits take. */
function declareScope(workspace: Workspace, deps: Deps, { systems, reason }: Scope): void {
  const edits = systems.map(({ controls: _, ...declared }) => ({ kind: 'put' as const, id: null, system: declared }));
  const register = editScope(workspace, deps, { edits, reason }).systems;
  const idsFor = (control: string) =>
    register.filter((_, at) => systems[at]?.controls.includes(control)).map(({ id }) => id);
  const named = [...new Set(systems.flatMap(({ controls }) => controls))].sort();
  const changes = named.map((id) => ({ kind: 'change' as const, id, change: { systems: idsFor(id) } }));
  editMatrix(workspace, deps, { edits: changes });
}

/** Writes the declared values into the controls, as if they had stood there from the first day. */
function declareValues(workspace: Workspace, deps: Deps, declared: Declared): void {
  const named = [...new Set(declared.map(({ control }) => control))].sort();
  const edits = named.map((id) => {
    const declares = declared.filter(({ control }) => control === id).map(({ control: _, ...value }) => value);
    return { kind: 'change' as const, id, change: { declares } };
  });
  editMatrix(workspace, deps, { edits, from: null });
}

/** Makes the sample engagement in a new folder from the files shipped with the program: the same road a client's files take. */
export async function makeSample(folder: string, deps: Deps): Promise<Workspace> {
  const source = join(deps.resources, 'sample');
  const { client, categories, period, asOf, places, declared, scope } = sampleFile.parse(
    JSON.parse(readFileSync(join(source, 'engagement.json'), 'utf8')),
  );
  // The sample lives at its own instant, so that it is the same for everyone on every day.
  const still: Deps = { ...deps, clock: () => asOf, actor: 'sample' };
  const workspace = createEngagement(folder, { client, categories, scope: { reportType: 2, period }, sampleId }, still);
  declareScope(workspace, still, scope);
  declareValues(workspace, still, declared);
  const placeOf = (label: string) => places.find(({ file }) => file === label.replaceAll('\\', '/'));
  const run = startImport(workspace, still, {
    paths: [join(source, 'files')],
    placeOf,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  if ((await run.ended) !== 'done')
    throw new AppError(
      'internal',
      'The sample files that ship with Fieldwork could not be read.',
      'Install Fieldwork again.',
    );
  evaluate(workspace, still, asOf);
  for (const decision of scope.decisions) decideDifference(workspace, still, decision);
  await enterExceptions(workspace, still);
  return workspace;
}

/** Opens the sample, making it at the first time. It is made beside its place, so that one cut off half-made is never opened. */
export async function openSample(folder: string, deps: Deps): Promise<Workspace> {
  const isThere = existsSync(folder);
  if (isThere && readdirSync(folder).length > 0) return openEngagement(folder);
  const beside = `${folder}.new`;
  rmSync(beside, { recursive: true, force: true });
  (await makeSample(beside, deps)).close();
  if (isThere) rmdirSync(folder);
  renameSync(beside, folder);
  return openEngagement(folder);
}
