import type { Scene } from '@shared/domain/check.ts';
import { isObject } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  accessRole,
  assigned,
  assignmentSeen,
  assignmentType,
  definitionType,
  isPrincipalNamed,
  isRoleListed,
  ownerRole,
  principalWords,
  roleName,
  roleUnclear,
  scopeOf,
} from '../azure-roles.ts';
import { isWord } from '../azure-rows.ts';
import { accountsAround, levelOf, scopeWords } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { indexedBy } from '../indexed.ts';
import { textsOf } from '../parameters.ts';
import { first, inside, seen, text } from '../read.ts';

const siteType = 'microsoft.web/sites';

/** The object ids of a function app's identities, its own and those assigned to it. */
function identitiesOf(site: Resource): readonly string[] {
  if (!(text(first(site, 'kind')) ?? '').toLowerCase().includes('functionapp')) return [];
  const users = first(site, 'identity.userAssignedIdentities');
  const assignedTo = isObject(users.value) ? Object.keys(users.value) : [];
  const shared = assignedTo.map((id) =>
    inside({ path: users.path, value: isObject(users.value) ? (users.value[id] ?? null) : null }, 'principalId'),
  );
  return [first(site, 'identity.principalId'), ...shared].flatMap((at) => text(at)?.toLowerCase() ?? []);
}

const byIdentity = indexedBy(identitiesOf);

function judgeBelow(row: Resource, role: string, scene: Scene): Verdict {
  const principal = text(assigned(row).principal)?.toLowerCase() ?? '';
  const evidence = assignmentSeen(row).map(seen);
  const accounts = accountsAround(row.account, scene);
  const app = accounts.flatMap((account) => byIdentity(scene.of(siteType, account), principal))[0];
  if (app !== undefined)
    return fail(`The identity of the function app ${app.name} holds ${role} below a subscription.`, evidence);
  const known = scene.known(siteType, row.account);
  return known.isKnown
    ? pass(`The ${principalWords(row)} holds ${role} below a subscription and belongs to no function app.`, evidence)
    : unknown(`Whether a function app owns the ${principalWords(row)} could not be seen: ${known.because}`, evidence);
}

const subscription = '/subscriptions/11111111-2222-4333-8444-555555555555';
const assignment = (principalType: string, role: string | null, scope = subscription) => ({
  type: assignmentType,
  configuration: {
    properties: {
      scope,
      principalType,
      principalId: 'aaaaaaaa-0000-4000-8000-000000000001',
      roleDefinitionId: role === null ? null : `/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    },
  },
});

export default defineCheck({
  id: 'azure.service-identity-not-privileged',
  version: 1,
  provider: 'azure',
  title: 'Service principals and managed identities hold no owner or access-administration role',
  failsAs: 'service identities hold an owner or access-administration role',
  why: 'Code that holds owner rights passes them to whoever breaks the code or its pipeline.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: [assignmentType],
  reads: [definitionType, siteType],
  parameters: [
    {
      name: 'privilegedRoles',
      unit: 'list',
      meaning: 'Owner, User Access Administrator',
      default: [ownerRole, accessRole],
      stricter: 'longer-list',
    },
    {
      name: 'deploymentIdentities',
      unit: 'list',
      meaning: 'object ids approved to deploy',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Give the identity a role limited to the resource group and the needed actions.',
  cannotShow: 'Application permissions in the directory and age of client secrets (Microsoft Graph).',
  judge(row, scene) {
    const { principalType } = assigned(row);
    const evidence = assignmentSeen(row).map(seen);
    const isPrivileged = isRoleListed(row, textsOf(scene, 'privilegedRoles'), scene);
    const role = roleName(row, scene);
    if (isPrivileged === false) return pass(`The role ${role} is not on the list of privileged roles.`, evidence);
    if (text(principalType) === null) return unknown('The row does not state the kind of principal.', evidence);
    // Managed identities appear as service principals too.
    if (!isWord(principalType, 'ServicePrincipal'))
      return pass(`The principal is of the kind ${text(principalType)}, not a service identity.`, evidence);
    if (isPrivileged === null) return unknown(roleUnclear(row, scene), evidence);
    if (isPrincipalNamed(row, 'deploymentIdentities', scene))
      return notApplicable(`The ${principalWords(row)} is an approved deployment identity.`, evidence);
    const scope = scopeOf(row);
    if (levelOf(scope) === 'below') return judgeBelow(row, role, scene);
    return fail(`The ${principalWords(row)} holds ${role} at ${scopeWords(scope)}.`, evidence);
  },
  examples: {
    pass: { resource: assignment('User', ownerRole) },
    fail: { resource: assignment('ServicePrincipal', ownerRole) },
    unknown: { resource: assignment('ServicePrincipal', null) },
    'not-applicable': {
      resource: assignment('ServicePrincipal', ownerRole),
      parameters: { deploymentIdentities: ['aaaaaaaa-0000-4000-8000-000000000001'] },
    },
  },
});
