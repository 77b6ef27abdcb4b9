import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import {
  accessRole,
  assigned,
  assignmentSeen,
  assignmentType,
  contributorRole,
  definitionType,
  isPrincipalNamed,
  isRoleListed,
  ownerRole,
  principalWords,
  roleIdOf,
  roleName,
  roleUnclear,
  scopeOf,
} from '../azure-roles.ts';
import { levelOf, scopeWords } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

const subscription = '/subscriptions/11111111-2222-4333-8444-555555555555';
const assignment = (role: string, scope: string, rest: Readonly<Record<string, string>> = {}) => ({
  type: assignmentType,
  id: `${scope}/providers/microsoft.authorization/roleassignments/a1`,
  configuration: {
    properties: {
      scope,
      roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
      principalId: 'aaaaaaaa-0000-4000-8000-000000000001',
      principalType: 'User',
      ...rest,
    },
  },
});

export default defineCheck({
  id: 'azure.role-assignment-privileged-approved',
  version: 1,
  provider: 'azure',
  title: 'Only approved principals hold Owner, Contributor or access rights on subscriptions',
  failsAs: 'role assignments give an unapproved principal a privileged role on a subscription or above',
  why: 'Broad standing rights make one stolen sign-in a loss of the whole subscription.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: [assignmentType],
  reads: [definitionType],
  parameters: [
    {
      name: 'privilegedRoles',
      unit: 'list',
      meaning: 'Owner, Contributor, User Access Administrator',
      default: [ownerRole, contributorRole, accessRole],
      stricter: 'longer-list',
    },
    {
      name: 'adminPrincipals',
      unit: 'list',
      meaning: 'object ids approved by management',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Replace the assignment by a narrower role or make it eligible only, and record the approval.',
  cannotShow: 'Eligible (just-in-time) roles, directory roles and the names behind object ids.',
  judge(row, scene) {
    const scope = scopeOf(row);
    const evidence = assignmentSeen(row).map(seen);
    const isPrivileged = isRoleListed(row, textsOf(scene, 'privilegedRoles'), scene);
    if (isPrivileged === null) return unknown(roleUnclear(row, scene), evidence);
    const role = roleName(row, scene);
    if (!isPrivileged) return pass(`The role ${role} is not on the list of privileged roles.`, evidence);
    if (levelOf(scope) === 'below') return pass(`The role ${role} is held below a subscription only.`, evidence);
    if (text(assigned(row).principal) === null) return unknown('The row does not state the principal.', evidence);
    const held = `${principalWords(row)} holds ${role} at ${scopeWords(scope)}`;
    if (isPrincipalNamed(row, 'adminPrincipals', scene)) return pass(`The approved ${held}.`, evidence);
    const condition = first(row, 'properties.condition');
    // A condition narrows only which roles may be given; Owner and Contributor keep every other action.
    if (roleIdOf(row) === accessRole && text(condition) !== null)
      return notApplicable(`The ${held}, limited by a condition to the assignments it lists.`, [seen(condition)]);
    return fail(`The ${held} and is not on the list of approved principals.`, evidence);
  },
  examples: {
    pass: { resource: assignment(ownerRole, `${subscription}/resourcegroups/web`) },
    fail: { resource: assignment(ownerRole, subscription) },
    unknown: {
      resource: assignment('deadbeef-0000-4000-8000-000000000000', subscription),
      parameters: { privilegedRoles: ['Payments operator'] },
    },
    'not-applicable': {
      resource: assignment(accessRole, subscription, {
        condition:
          "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[x] GuidEquals y))",
      }),
    },
  },
});
