import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { asJson } from '@shared/domain/json.ts';
import type { System } from '@shared/domain/system.ts';
import { AppError } from '@shared/errors.ts';
import { editedRegister, inOrder, type SystemEdit } from '../evaluate/scope-register.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { record } from './record.ts';

/** The register, in the order of its ids. */
export const readRegister = (workspace: Workspace): readonly System[] => inOrder(workspace.systems.all());

/** Problems told at once; a file with more is wrong in kind. */
const mostTold = 12;

/** The register as edits would leave it; refuses with every reason. */
export function planRegister(workspace: Workspace, edits: readonly SystemEdit[]): readonly System[] {
  const controls = workspace.controls.all();
  const naming = (id: string) => controls.filter(({ systems }) => systems.includes(id)).map((control) => control.id);
  const { systems, problems } = editedRegister(readRegister(workspace), workspace.systems.ids(), edits, naming);
  if (problems.length === 0) return systems;
  const more = problems.length > mostTold ? [`And ${problems.length - mostTold} more.`] : [];
  throw new AppError('bad-input', [...problems.slice(0, mostTold), ...more].join(' '), 'Nothing was changed.');
}

/** The reason of a change, without which no memo and no log entry is written. */
export function reasonOf(reason: string): string {
  const words = reason.trim();
  if (words !== '') return words;
  throw new AppError('bad-input', 'The reason is empty.', 'Write the reason; it goes into the memo and the log.');
}

/** Keeps the register as it stands now as the next version of the memo. */
export const addMemo = (workspace: Workspace, deps: Deps, reason: string): void =>
  workspace.scope.addMemo({ at: deps.clock(), by: deps.actor, reason }, readRegister(workspace));

const isSame = (a: System, b: System | undefined): boolean =>
  b !== undefined && canonicalJson(asJson(a)) === canonicalJson(asJson(b));

function writeSystem(
  workspace: Workspace,
  deps: Deps,
  before: System | undefined,
  after: System | undefined,
  reason: string,
): void {
  const objectId = (after ?? before)?.id ?? '';
  record(workspace, deps, { action: 'scope.changed', objectType: 'system', objectId, before, after, reason }, () => {
    if (after === undefined) workspace.systems.remove(objectId, deps.clock());
    else workspace.systems.put(after);
  });
}

/** Writes what differs from the register, each system with its log entry, and the next version of the memo; or nothing. */
export function writeRegister(workspace: Workspace, deps: Deps, systems: readonly System[], reason: string): void {
  const before = new Map(readRegister(workspace).map((system) => [system.id, system]));
  const kept = new Set(systems.map(({ id }) => id));
  const changed = systems.filter((system) => !isSame(system, before.get(system.id)));
  const removed = [...before.values()].filter(({ id }) => !kept.has(id));
  if (changed.length + removed.length === 0) return;
  workspace.transaction(() => {
    for (const system of changed) writeSystem(workspace, deps, before.get(system.id), system, reason);
    for (const system of removed) writeSystem(workspace, deps, system, undefined, reason);
    addMemo(workspace, deps, reason);
  });
}
