import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { comparable, nameIn, word } from './azure-rows.ts';
import { accountsAround } from './azure-scopes.ts';
import { indexedBy } from './indexed.ts';
import { textsOf } from './parameters.ts';
import { first, text } from './read.ts';

export const assignmentType = 'microsoft.authorization/roleassignments';
export const definitionType = 'microsoft.authorization/roledefinitions';

/** The ids of built-in roles, which are the same in every tenant. */
export const ownerRole = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
export const contributorRole = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
export const accessRole = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';

const builtIn: Readonly<Record<string, string>> = {
  [ownerRole]: 'Owner',
  [contributorRole]: 'Contributor',
  [accessRole]: 'User Access Administrator',
};

const byRoleId = indexedBy(({ id }) => [nameIn(comparable(id))]);

/** Where a role assignment says which role, whom and where. */
export const assigned = (assignment: Resource) => ({
  role: first(assignment, 'properties.roleDefinitionId'),
  principal: first(assignment, 'properties.principalId'),
  principalType: first(assignment, 'properties.principalType'),
  scope: first(assignment, 'properties.scope'),
});

/** The id of the role in lower case: the end of roleDefinitionId, since its beginning varies; null when absent. */
export function roleIdOf(assignment: Resource): string | null {
  const id = text(assigned(assignment).role);
  return id === null ? null : nameIn(id).toLowerCase();
}

/** The scope of an assignment; the part of its id before the assignment where the property is absent. */
export function scopeOf(assignment: Resource): string {
  const stated = text(assigned(assignment).scope);
  if (stated !== null) return comparable(stated);
  return comparable(comparable(assignment.id).split(`/providers/${assignmentType}`)[0] ?? '');
}

/** The definition of a role among the rows read; undefined when it is not there. The check lists the type in `reads`. */
function definitionOf(role: string, account: string, scene: Scene): Resource | undefined {
  const found = accountsAround(account, scene).map((one) => byRoleId(scene.of(definitionType, one), role)[0]);
  return found.find((row) => row !== undefined);
}

/** The name of the assigned role, or its id where no definition was read. */
export function roleName(assignment: Resource, scene: Scene): string {
  const role = roleIdOf(assignment) ?? 'not stated';
  const definition = definitionOf(role, assignment.account, scene);
  return (definition && text(first(definition, 'properties.roleName'))) ?? builtIn[role] ?? role;
}

/**
 * Whether the assigned role is on a list of role ids or names; null when that cannot be told: no role is stated, or the
 * list holds a name and the definition was not read.
 */
export function isRoleListed(assignment: Resource, roles: readonly string[], scene: Scene): boolean | null {
  const role = roleIdOf(assignment);
  if (role === null) return null;
  const wanted = roles.map((one) => nameIn(one).toLowerCase());
  if (wanted.includes(role) || wanted.includes(roleName(assignment, scene).toLowerCase())) return true;
  const hasNames = wanted.some((one) => !/^[\da-f-]{36}$/.test(one));
  return hasNames && roleName(assignment, scene) === role ? null : false;
}

/** True when a list of the engagement names the principal of an assignment, by object id or by the name an export gives. */
export function isPrincipalNamed(assignment: Resource, list: string, scene: Scene): boolean {
  const names = new Set(textsOf(scene, list).map((name) => name.toLowerCase()));
  const own = [assigned(assignment).principal, first(assignment, 'properties.principalName')];
  return own.some((at) => names.has(text(at)?.toLowerCase() ?? ''));
}

const kinds: Readonly<Record<string, string>> = {
  user: 'user',
  group: 'group',
  serviceprincipal: 'service principal',
  foreigngroup: 'group of another tenant',
};

/** Principal and kind as a sentence names them: `group 3f1…`. */
export function principalWords(assignment: Resource): string {
  const { principal, principalType } = assigned(assignment);
  const name = text(first(assignment, 'properties.principalName')) ?? text(principal) ?? 'not stated';
  return `${kinds[word(principalType) ?? ''] ?? 'principal'} ${name}`;
}

/** Why it cannot be told whether the assigned role is on a list. */
export const roleUnclear = (assignment: Resource, scene: Scene): string =>
  roleIdOf(assignment) === null
    ? 'The row does not state the role.'
    : `The role ${roleName(assignment, scene)} is not among the role definitions read.`;

/** The properties a verdict on an assignment rests on. */
export const assignmentSeen = (assignment: Resource): readonly Property[] => {
  const { role, principal, principalType, scope } = assigned(assignment);
  return [principal, principalType, role, scope, first(assignment, 'properties.createdOn')];
};
