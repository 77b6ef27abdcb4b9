import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import {
  accessRole,
  assigned,
  assignmentSeen,
  assignmentType,
  definitionType,
  isPrincipalNamed,
  principalWords,
  roleName,
  scopeOf,
} from '../azure-roles.ts';
import { levelOf, scopeWords } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { seen, text } from '../read.ts';

const assignment = (scope: string | null) => ({
  id: 'a1',
  configuration: {
    properties: {
      scope,
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${accessRole}`,
      principalId: 'aaaaaaaa-0000-4000-8000-000000000001',
      principalType: 'User',
    },
  },
});

export default defineCheck({
  id: 'azure.root-scope-assignment-absent',
  version: 1,
  provider: 'azure',
  title: 'Nobody keeps rights at the root scope',
  failsAs: 'role assignments stand at the root scope',
  why: 'An elevated directory administrator holds every subscription and is easily forgotten after use.',
  criteria: ['CC6.3', 'CC6.1'],
  severity: 'high',
  looksAt: [assignmentType],
  reads: [definitionType],
  parameters: [
    {
      name: 'emergencyPrincipals',
      unit: 'list',
      meaning: 'object ids of emergency identities',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Remove the root assignment and alert on elevation.',
  cannotShow: 'Past elevations that were removed; they are in the directory audit log.',
  judge(row, scene) {
    const evidence = assignmentSeen(row).map(seen);
    const isStated = text(assigned(row).scope) !== null || row.id.includes('/providers/');
    if (!isStated) return unknown('The row does not state the scope of the assignment.', evidence);
    const scope = scopeOf(row);
    if (levelOf(scope) !== 'root') return pass(`The assignment stands at ${scopeWords(scope)}.`, evidence);
    const held = `${principalWords(row)} holds ${roleName(row, scene)} at the root, over every subscription`;
    return isPrincipalNamed(row, 'emergencyPrincipals', scene)
      ? notApplicable(`The ${held}, as a declared emergency identity.`, evidence)
      : fail(`The ${held}.`, evidence);
  },
  examples: {
    pass: { resource: assignment('/subscriptions/11111111-2222-4333-8444-555555555555') },
    fail: { resource: assignment('/') },
    unknown: { resource: assignment(null) },
    'not-applicable': {
      resource: assignment('/'),
      parameters: { emergencyPrincipals: ['AAAAAAAA-0000-4000-8000-000000000001'] },
    },
  },
});
