import type { Scene } from '@shared/domain/check.ts';
import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { definitionType } from '../azure-roles.ts';
import { isWord, nameIn } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { textsOf } from '../parameters.ts';
import { elements, first, list, seen, text, texts, within } from '../read.ts';

const covers = (pattern: string, action: string): boolean => globMatches(pattern.toLowerCase(), action.toLowerCase());

/** A forbidden action that begins with a wildcard must be granted whole; `Microsoft.Authorization/*` forbids each of its actions but reading. */
function isForbidden(action: string, forbidden: string): boolean {
  if (covers(action, forbidden)) return true;
  return !forbidden.startsWith('*') && covers(forbidden, action) && !action.toLowerCase().endsWith('/read');
}

/** The actions of one permission that are forbidden and not taken away again by its own notActions. */
function excess(permission: Property, forbidden: readonly string[], excused: readonly string[]): readonly Property[] {
  const without = [...texts(within(permission, 'notActions')), ...excused];
  return within(permission, 'actions')
    .flatMap(elements)
    .filter((at) => {
      const action = text(at) ?? '';
      const broken = forbidden.filter((one) => isForbidden(action, one));
      return broken.some((one) => !without.some((taken) => covers(taken, covers(action, one) ? one : action)));
    });
}

/** Roles that management approved to manage locks may hold the actions on locks. */
function excusedActions(role: Resource, scene: Scene): readonly string[] {
  const own = [text(first(role, 'properties.roleName')), nameIn(role.id), role.name].map((one) => one?.toLowerCase());
  const isApproved = textsOf(scene, 'lockAdminRoles').some((name) => own.includes(name.toLowerCase()));
  return isApproved ? ['Microsoft.Authorization/locks/*'] : [];
}

function judgeRole(role: Resource, scene: Scene): Verdict {
  const permissions = list(role, 'properties.permissions');
  const scopes = first(role, 'properties.assignableScopes');
  if (permissions.length === 0)
    return unknown('The row does not hold the permissions of the role.', [seen(first(role, 'properties.permissions'))]);
  const forbidden = textsOf(scene, 'forbiddenActions');
  const excused = excusedActions(role, scene);
  const found = permissions.flatMap((one) => excess(one, forbidden, excused));
  const words = `The custom role ${text(first(role, 'properties.roleName')) ?? role.name}`;
  if (found.length > 0)
    return fail(`${words} grants ${listed([...new Set(found.map(text))].map(String))}.`, found.slice(0, 8).map(seen));
  if (isUnset(scopes.value)) return unknown(`${words} does not state its assignable scopes.`, [seen(scopes)]);
  if (texts([scopes]).includes('/')) return fail(`${words} is assignable at the root.`, [seen(scopes)]);
  return pass(`${words} grants none of the forbidden actions and is not assignable at the root.`, [
    ...permissions.slice(0, 6).map(seen),
    seen(scopes),
  ]);
}

const role = (type: string, actions: readonly string[] | null, notActions: readonly string[] = []) => ({
  id: 'r1',
  configuration: {
    properties: {
      roleName: 'Payments operator',
      type,
      permissions: actions === null ? [] : [{ actions, notActions, dataActions: [], notDataActions: [] }],
      assignableScopes: ['/subscriptions/11111111-2222-4333-8444-555555555555'],
    },
  },
});

export default defineCheck({
  id: 'azure.custom-role-bounded',
  version: 1,
  provider: 'azure',
  title: 'Custom roles do not grant all actions or control over access and locks',
  failsAs: 'custom roles grant all actions or control over access and locks',
  why: 'A custom role with wildcards is an owner under another name.',
  criteria: ['CC6.3'],
  severity: 'high',
  looksAt: [definitionType],
  reads: [],
  parameters: [
    {
      name: 'forbiddenActions',
      unit: 'list',
      meaning: 'actions that fail',
      default: ['*', '*/write', '*/delete', 'Microsoft.Authorization/*'],
      stricter: 'longer-list',
    },
    {
      name: 'lockAdminRoles',
      unit: 'list',
      meaning: 'roles approved to manage locks',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'List the needed actions and narrow the assignable scopes.',
  cannotShow: 'Who holds the role (see assignments).',
  judge(row, scene) {
    // Exports of the command line say roleType where the resource manager says type.
    const kind = [first(row, 'properties.roleType'), first(row, 'properties.type')].find((at) => text(at) !== null);
    if (kind === undefined)
      return unknown('The row does not state whether the role is built in.', [seen(first(row, 'properties.type'))]);
    return isWord(kind, 'BuiltInRole') ? notApplicable('The role is built in.', [seen(kind)]) : judgeRole(row, scene);
  },
  examples: {
    pass: { resource: role('CustomRole', ['Microsoft.Compute/*/read', 'Microsoft.Authorization/*/read']) },
    fail: { resource: role('CustomRole', ['*'], ['Microsoft.Authorization/*/write']) },
    unknown: { resource: role('CustomRole', null) },
    'not-applicable': { resource: role('BuiltInRole', ['*']) },
  },
});
