import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Input, Output } from '@shared/contract/contract.ts';
import { type Engagement, type ReportScope, reportLabel } from '@shared/domain/engagement.ts';
import { dayOf } from '@shared/domain/period.ts';
import { readinessWarnings } from '@shared/domain/readiness-warnings.ts';
import {
  carriedControl,
  keptWords,
  nextEngagement,
  nextScope,
  type RolledOver,
  resetWords,
  reviewWords,
} from '@shared/domain/roll-over.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import type { EngineInput } from '../protocol.ts';
import { createWorkspace, type Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { handedOn } from './earlier-exceptions.ts';
import { refuseProblems } from './engagement-facts.ts';
import { record } from './record.ts';

type Told = Omit<Output<'engagement.previewRollOver'>, 'scope'>;

/** The engagement made by a roll-over, open, with what was kept, reset and asks to be looked at again. */
export type RollOver = Told & { readonly workspace: Workspace };

const total = (counts: Iterable<object>): number => {
  let sum = 0;
  for (const states of counts) for (const number of Object.values(states)) sum += Number(number);
  return sum;
};

function leftBehind(workspace: Workspace): RolledOver['left'] {
  const { resources, findings, collections, conclusions, scope, exceptions, binders } = workspace;
  return [
    { count: collections.all().length, one: 'collection', many: 'collections' },
    { count: resources.count(), one: 'resource', many: 'resources' },
    { count: total(findings.counts().values()), one: 'finding', many: 'findings' },
    { count: exceptions.all().length, one: 'exception', many: 'exceptions' },
    { count: conclusions.all().length, one: 'conclusion on a criterion', many: 'conclusions on criteria' },
    { count: scope.decisions().length, one: 'decision on a scope difference', many: 'decisions on scope differences' },
    { count: scope.confirmations().length, one: 'scope confirmation', many: 'scope confirmations' },
    { count: binders.last()?.number ?? 0, one: 'exported binder', many: 'exported binders' },
  ];
}

function planned(workspace: Workspace, deps: Deps, scope: ReportScope | undefined): RolledOver {
  const old = workspace.engagements.get();
  const next = nextEngagement(old, {
    id: randomUUID(),
    scope: scope ?? nextScope(old.scope),
    createdAt: deps.clock(),
  });
  refuseProblems(next);
  return {
    old,
    next,
    controls: workspace.controls.all(),
    systems: workspace.systems.all(),
    mappings: workspace.mappings.all().length,
    left: leftBehind(workspace),
  };
}

function handedOnWords(workspace: Workspace): readonly string[] {
  const { length } = handedOn(workspace);
  return length === 0 ? [] : [`Id, control and title of ${counted(length, 'exception')}, so that a repeat is noticed.`];
}

function told(workspace: Workspace, plan: RolledOver, deps: Deps): Told {
  const controls = plan.controls.map((control) => carriedControl(control, plan.next.scope));
  const warnings = readinessWarnings(plan.next, controls, dayOf(deps.clock(), plan.next.timeZone));
  return {
    kept: [...keptWords(plan), ...handedOnWords(workspace)],
    reset: resetWords(plan),
    review: [
      ...reviewWords(plan),
      ...warnings.filter(({ level }) => level === 'warning').map(({ rule, words }) => `${rule}: ${words}`),
    ],
  };
}

/** What a roll-over would do. Without a scope: the same length from the day after the end. Writes nothing. */
export function previewRollOver(
  workspace: Workspace,
  deps: Deps,
  { scope }: Input<'engagement.previewRollOver'>,
): Output<'engagement.previewRollOver'> {
  const plan = planned(workspace, deps, scope);
  return { scope: plan.next.scope, ...told(workspace, plan, deps) };
}

/** The old folder stays as it is: a new engagement inside it would travel and be deleted with it. */
function refuseInside(workspace: Workspace, path: string): void {
  let parent = resolve(path);
  while (!existsSync(parent)) parent = dirname(parent);
  const real = realpathSync(parent);
  if (real === workspace.folder || real.startsWith(workspace.folder + sep))
    throw new AppError(
      'bad-input',
      `${path} lies inside the folder of the engagement that is rolled over. Nothing was made.`,
      'Choose a folder beside it.',
    );
}

function fill(made: Workspace, old: Workspace, plan: RolledOver, review: readonly string[], deps: Deps): void {
  const { next, controls, systems } = plan;
  const memo = old.scope.memo();
  const origin = {
    engagement: plan.old.id,
    ...old.log.head(),
    label: reportLabel(plan.old.scope),
    // So that a repeat is noticed.
    exceptions: handedOn(old),
  };
  const after = { ...next, origin, review };
  const reason = `Rolled over from ${origin.label}${memo === null ? '' : `, scope memo version ${memo.version}`}.`;
  const change = { action: 'engagement.created', objectType: 'engagement', objectId: next.id, after, reason };
  record(made, deps, change, () => {
    made.engagements.add(next, old.engagements.isSample());
    for (const control of controls) made.controls.put(carriedControl(control, next.scope));
    for (const system of systems) made.systems.put(system);
    if (memo !== null || systems.length > 0) made.scope.addMemo({ at: deps.clock(), by: deps.actor, reason }, systems);
    for (const { heads, mapping } of old.mappings.all()) made.mappings.put(heads, mapping);
  });
}

function note(workspace: Workspace, made: Workspace, next: Engagement, deps: Deps): void {
  const after = { engagement: next.id, label: reportLabel(next.scope), ...made.log.head() };
  const { id } = workspace.engagements.get();
  record(
    workspace,
    deps,
    { action: 'engagement.rolled-over', objectType: 'engagement', objectId: id, after },
    () => {},
  );
}

/** Takes back a folder that was made in vain: all that lies in it is ours, because it was new or empty. */
function discard(made: Workspace, wasThere: boolean): void {
  made.close();
  for (const name of readdirSync(made.folder)) rmSync(join(made.folder, name), { recursive: true, force: true });
  if (!wasThere) rmSync(made.folder, { recursive: true, force: true });
}

/** Makes next year's engagement in a new or empty folder. Of this one nothing changes but its log, which says so. */
export function rollOver(
  workspace: Workspace,
  deps: Deps,
  { path, scope }: EngineInput<'engagement.rollOver'>,
): RollOver {
  const plan = planned(workspace, deps, scope);
  refuseInside(workspace, path);
  const words = told(workspace, plan, deps);
  const wasThere = existsSync(path);
  const made = createWorkspace(path);
  try {
    fill(made, workspace, plan, words.review, deps);
    note(workspace, made, plan.next, deps);
  } catch (error) {
    discard(made, wasThere);
    throw error;
  }
  return { workspace: made, ...words };
}
