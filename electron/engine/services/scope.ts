import type { Input, Output } from '@shared/contract/contract.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import { later } from '@shared/domain/period.ts';
import type { ScopeConfirmation, ScopeDifference, System } from '@shared/domain/system.ts';
import { AppError } from '@shared/errors.ts';
import { type ScopeTruth, scopeTruth } from '../evaluate/scope.ts';
import { isCloud } from '../evaluate/scope-declared.ts';
import type { ScopeInput } from '../evaluate/scope-places.ts';
import { presentQuarter, quarterProblem } from '../evaluate/scope-quarter.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { today } from './known.ts';
import { record } from './record.ts';
import { declaringEdit, refuseIdle } from './scope-declare.ts';
import { readSeen } from './scope-seen.ts';
import { addMemo, planRegister, readRegister, reasonOf, writeRegister } from './scope-write.ts';

type View = Output<'scope.get'>;

/** A register, as it stands or as it would, compared with what was seen; and what was seen. */
function compared(
  workspace: Workspace,
  deps: Deps,
  systems: readonly System[],
): { readonly truth: ScopeTruth; readonly input: ScopeInput } {
  const input = { ...readSeen(workspace, deps, systems), systems, decisions: workspace.scope.decisions() };
  return { truth: scopeTruth(input), input };
}

const newest = ({ cells, seen }: ScopeInput): string | null => {
  const last = [...cells.map(({ latestAt }) => latestAt ?? ''), ...seen.map(({ lastAt }) => lastAt)].reduce(later, '');
  return last === '' ? null : last;
};

function elsewhere(workspace: Workspace, systems: readonly System[]): View['elsewhere'] {
  const controls = workspace.controls.all();
  return systems
    .filter((system) => !isCloud(system) && system.stance === 'in')
    .map((system) => ({
      system,
      controls: controls.filter((control) => control.systems.includes(system.id)).map(({ id }) => id),
    }));
}

/** Declared beside seen: the register, the map of places, and every difference. */
export function scopeView(workspace: Workspace, deps: Deps): View {
  const systems = readRegister(workspace);
  const { truth, input } = compared(workspace, deps, systems);
  const period = reportPeriod(workspace.engagements.get().scope);
  return {
    memo: workspace.scope.memo(),
    memos: workspace.scope.memos(),
    systems,
    ...truth,
    seenAt: newest(input),
    collectionId: workspace.collections.all()[0]?.id ?? null,
    resources: workspace.resources.count(),
    elsewhere: elsewhere(workspace, systems),
    quarter: presentQuarter(period, today(workspace, deps)),
    confirmations: workspace.scope.confirmations(),
  };
}

/** Changes the register; each change is a new version of the memo. All edits or none. */
export function editScope(workspace: Workspace, deps: Deps, { edits, reason }: Input<'scope.edit'>): View {
  const words = reasonOf(reason);
  writeRegister(workspace, deps, planRegister(workspace, edits), words);
  return scopeView(workspace, deps);
}

function differenceAt({ differences }: Pick<ScopeTruth, 'differences'>, id: string): ScopeDifference {
  const found = differences.find((one) => one.id === id);
  if (found !== undefined) return found;
  throw new AppError('not-found', `The scope difference ${id} is not there any more.`, 'Look at the scope anew.');
}

const decided = (objectId: string) => ({ action: 'scope.decided', objectType: 'scope-difference', objectId });

function withdraw(workspace: Workspace, deps: Deps, id: string, reason: string): void {
  const before = workspace.scope.decisions().find(({ difference }) => difference === id);
  if (before === undefined) throw new AppError('not-found', `There is no decision on ${id} to withdraw.`);
  record(workspace, deps, { ...decided(id), before, reason }, () => workspace.scope.withdraw(id));
}

/** Decides a difference with the register as it is, or takes a decision back. */
export function decideDifference(
  workspace: Workspace,
  deps: Deps,
  { difference: id, kind, reason }: Input<'scope.decide'>,
): View {
  const words = reasonOf(reason);
  if (kind === 'withdrawn') {
    workspace.transaction(() => {
      withdraw(workspace, deps, id, words);
      addMemo(workspace, deps, `Decision on ${id} withdrawn: ${words}`);
    });
    return scopeView(workspace, deps);
  }
  const { seen } = differenceAt(scopeView(workspace, deps), id);
  const before = workspace.scope.decisions().find(({ difference }) => difference === id);
  const after = { difference: id, kind, reason: words, by: deps.actor, at: deps.clock(), seenDigest: seen.digest };
  record(workspace, deps, { ...decided(id), before, after, reason: words }, () => {
    workspace.scope.decide(after);
    addMemo(workspace, deps, `${kind === 'accepted' ? 'Accepted' : 'Asked the client about'} ${id}: ${words}`);
  });
  return scopeView(workspace, deps);
}

/** Corrects the register so that a difference is gone. What was decided about it before no longer holds. */
export function declarePlace(workspace: Workspace, deps: Deps, input: Input<'scope.declare'>): View {
  const reason = reasonOf(input.reason);
  const systems = readRegister(workspace);
  const { truth } = compared(workspace, deps, systems);
  const difference = differenceAt(truth, input.difference);
  const edit = declaringEdit({ truth, difference, stance: input.stance, reason, systems });
  const after = planRegister(workspace, [edit]);
  refuseIdle(compared(workspace, deps, after).truth, input);
  workspace.transaction(() => {
    writeRegister(workspace, deps, after, `${difference.id}: ${reason}`);
    const isDecided = workspace.scope.decisions().some((one) => one.difference === difference.id);
    if (isDecided) withdraw(workspace, deps, difference.id, `Declared: ${reason}`);
  });
  return scopeView(workspace, deps);
}

/** The differences that stay open, each with a reason; one the client was asked about carries the question. */
function openOf(differences: readonly ScopeDifference[], reasons: Readonly<Record<string, string>>) {
  const open = differences.filter(({ decision }) => decision?.kind !== 'accepted');
  const said = open.map(({ id, decision }) => ({
    difference: id,
    reason: (Object.hasOwn(reasons, id) ? (reasons[id] ?? '').trim() : '') || (decision?.reason ?? ''),
  }));
  const silent = said.filter(({ reason }) => reason === '').map(({ difference }) => difference);
  if (silent.length > 0)
    throw new AppError(
      'bad-input',
      `Differences that stay open need a reason each: ${silent.join('; ')}.`,
      'Nothing was filed.',
    );
  return said;
}

function refuseUnconfirmable(workspace: Workspace, deps: Deps, quarter: string, view: View): void {
  const period = reportPeriod(workspace.engagements.get().scope);
  const problem = quarterProblem(quarter, period, today(workspace, deps));
  if (problem !== null) throw new AppError('bad-input', problem, 'Choose a quarter of the period that has begun.');
  if (view.memo === null || view.systems.length === 0)
    throw new AppError('bad-input', 'The register is empty, so there is nothing to confirm.', 'Declare systems first.');
  const at = deps.clock();
  if (view.confirmations.some((one) => one.quarter === quarter && one.at === at))
    throw new AppError('conflict', `${quarter} was confirmed at this very moment.`, 'Look at the scope anew.');
}

/** Files the quarterly confirmation of the register, with every difference that is open. */
export function confirmScope(workspace: Workspace, deps: Deps, { quarter, reasons }: Input<'scope.confirm'>): View {
  const view = scopeView(workspace, deps);
  refuseUnconfirmable(workspace, deps, quarter, view);
  const confirmation: ScopeConfirmation = {
    quarter,
    at: deps.clock(),
    by: deps.actor,
    memoVersion: view.memo?.version ?? 0,
    open: openOf(view.differences, reasons),
  };
  const after = {
    ...confirmation,
    systems: view.systems,
    differences: view.differences.map(({ id, seen, decision }) => ({ id, digest: seen.digest, decision })),
  };
  record(workspace, deps, { action: 'scope.confirmed', objectType: 'scope', objectId: quarter, after }, () =>
    workspace.scope.confirm(confirmation),
  );
  return scopeView(workspace, deps);
}
