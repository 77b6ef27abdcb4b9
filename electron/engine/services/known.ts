import type { Known } from '@shared/domain/control-change.ts';
import { trustCategories } from '@shared/domain/engagement.ts';
import { dayOf } from '@shared/domain/period.ts';
import { checks } from '../checks/registry.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { loadCriteria } from './library.ts';

const parameters = new Map(checks.map((check) => [check.id, check.parameters]));

/** What a control may name: criteria of every category, this program's checks, the systems of the register. */
export function knownTo(workspace: Workspace, deps: Deps): Known {
  return {
    criteria: new Set(loadCriteria(deps.resources, trustCategories).map(({ id }) => id)),
    checks: parameters,
    systems: new Set(workspace.systems.all().map(({ id }) => id)),
  };
}

/** Ids of controls that were removed, with the day in the client's zone. */
export function removedOn(workspace: Workspace): ReadonlyMap<string, string> {
  const { timeZone } = workspace.engagements.get();
  return new Map([...workspace.controls.removed()].map(([id, at]) => [id, dayOf(at, timeZone)]));
}

/** Today in the client's zone. */
export const today = (workspace: Workspace, deps: Deps): string =>
  dayOf(deps.clock(), workspace.engagements.get().timeZone);
