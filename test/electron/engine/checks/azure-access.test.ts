import type { ExampleResource } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import customRole from '../../../../electron/engine/checks/azure/custom-role-bounded.check.ts';
import outsideParty from '../../../../electron/engine/checks/azure/outside-party-access-approved.check.ts';
import privileged from '../../../../electron/engine/checks/azure/role-assignment-privileged-approved.check.ts';
import rootScope from '../../../../electron/engine/checks/azure/root-scope-assignment-absent.check.ts';
import serviceIdentity from '../../../../electron/engine/checks/azure/service-identity-not-privileged.check.ts';
import ownerCount from '../../../../electron/engine/checks/azure/subscription-owner-count.check.ts';
import { judgeExample } from './scene.ts';

const subscription = '11111111-2222-4333-8444-555555555555';
const tenant = '99999999-2222-4333-8444-555555555555';
const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
const access = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9';
const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
const bare = (role: string): string => `/providers/Microsoft.Authorization/RoleDefinitions/${role}`;
const group = '/providers/Microsoft.Management/managementGroups/Payments';

const assignment = (properties: Readonly<Record<string, Json>>, rest: ExampleResource = {}): ExampleResource => ({
  type: 'microsoft.authorization/roleassignments',
  id: `a-${JSON.stringify(properties)}`,
  configuration: {
    properties: {
      scope: `/subscriptions/${subscription}`,
      principalId: 'p1',
      principalType: 'User',
      roleDefinitionId: bare(owner),
      ...properties,
    },
  },
  ...rest,
});

describe('a privileged role assignment', () => {
  const judge = (properties: Readonly<Record<string, Json>>, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(privileged, { resource: assignment(properties), parameters });

  test('is joined to its role by the id at the end, whatever stands before it and in any case', () => {
    const prefixed = `/subscriptions/${subscription}${bare(owner.toUpperCase())}`;
    expect([bare(owner), prefixed].map((roleDefinitionId) => judge({ roleDefinitionId }).status)).toEqual([
      'fail',
      'fail',
    ]);
    expect(judge({ roleDefinitionId: bare('acdd72a7-3385-48ef-bd42-f606fba81ae7') }).status).toBe('pass');
  });
  test('fails at the root and at a management group, and not below a subscription', () => {
    expect(judge({ scope: '/' }).because).toBe(
      'The user p1 holds Owner at the root and is not on the list of approved principals.',
    );
    expect(judge({ scope: group }).because).toContain('at the management group payments');
    expect(judge({ scope: `/subscriptions/${subscription}/resourceGroups/web` }).status).toBe('pass');
  });
  test('takes approved principals by object id in any case', () => {
    expect(judge({ principalId: 'ABC' }, { adminPrincipals: ['abc'] }).status).toBe('pass');
    expect(judge({ principalId: 'ABC' }, { adminPrincipals: ['abcd'] }).status).toBe('fail');
  });
  test('a condition narrows only the giving of roles, so an Owner with one keeps everything else', () => {
    const condition = "ActionMatches{'Microsoft.Authorization/roleAssignments/write'}";
    expect(judge({ condition, roleDefinitionId: bare(access) }).status).toBe('not-applicable');
    expect(judge({ condition, roleDefinitionId: bare(contributor) }).status).toBe('fail');
  });
  test('without an id of the role is unknown', () => {
    expect(judge({ roleDefinitionId: null }).status).toBe('unknown');
  });
  test('may be listed by the name that the definition of the tenant gives', () => {
    const role = 'aaaaaaaa-1111-4111-8111-111111111111';
    const definition = {
      type: 'microsoft.authorization/roledefinitions',
      account: tenant,
      id: bare(role).toLowerCase(),
      configuration: { properties: { roleName: 'Payments operator', type: 'CustomRole' } },
    };
    const resource = assignment({ roleDefinitionId: bare(role) });
    const parameters = { privilegedRoles: ['payments OPERATOR'] };
    expect(judgeExample(privileged, { resource, others: [definition], parameters }).status).toBe('fail');
    expect(judgeExample(privileged, { resource, parameters }).status).toBe('unknown');
  });
});

describe('the owners of a subscription', () => {
  const row = (properties: Readonly<Record<string, Json>> = {}) => ({
    type: 'microsoft.resources/subscriptions',
    id: `/subscriptions/${subscription}`,
    configuration: { tenantId: tenant, properties: { state: 'Enabled', ...properties } },
  });
  const judge = (others: readonly ExampleResource[], unseen: Readonly<Record<string, string>> = {}) =>
    judgeExample(ownerCount, { resource: { id: subscription }, others, unseen });
  const inherited = assignment({ principalId: 'p2', scope: '/' }, { account: tenant });

  test('are counted once each, inherited ones included', () => {
    const twice = [assignment({}), assignment({ scope: '/' }, { account: tenant })];
    expect(judge([...twice, inherited]).because).toContain('has 2 owners, inherited ones included');
    expect(judge(twice).because).toContain('1 owner, inherited ones included, fewer than the 2 declared');
  });
  test('decide by how many different principals there are, in whatever order and however often they are named', () => {
    const owners = fc.array(fc.constantFrom('p1', 'p2', 'p3', 'p4', 'P1', 'P4'), { maxLength: 9 });
    fc.assert(
      fc.property(owners, (ids) => {
        const count = new Set(ids.map((id) => id.toLowerCase())).size;
        const rows = ids.map((principalId, place) => assignment({ principalId }, { id: `a${place}` }));
        expect(judge([row(), ...rows]).status).toBe(count >= 2 && count <= 3 ? 'pass' : 'fail');
      }),
      { numRuns: 100 },
    );
  });
  test('are a lower bound when nothing above was seen and no row names the tenant', () => {
    const two = [assignment({}), assignment({ principalId: 'p2' })];
    expect(judge(two).because).toContain('At least 2 owners found.');
    expect(judge([...two, row()]).status).toBe('pass');
    const unseen = { 'microsoft.authorization/roleassignments': 'Role assignments were refused.' };
    expect(judge([...two, row()], unseen).status).toBe('unknown');
  });
  test('that are already too many fail even as a lower bound', () => {
    const four = ['p1', 'p2', 'p3', 'p4'].map((principalId) => assignment({ principalId }));
    expect(judge(four).because).toContain('4 owners, inherited ones included, more than the 3 declared');
  });
  test('of a management group count only when it stands above the subscription', () => {
    const ofGroup = assignment({ principalId: 'p3', scope: group }, { account: tenant });
    const chain = (name: string) => row({ managementGroupAncestorsChain: [{ name, displayName: name }] });
    expect(judge([assignment({}), ofGroup, chain('payments')]).status).toBe('pass');
    expect(judge([assignment({}), ofGroup, chain('other')]).status).toBe('fail');
    expect(judge([assignment({}), ofGroup, row()]).because).toContain('has 1 to 2 owners');
  });
  test('of another subscription or of a resource group do not count', () => {
    const elsewhere = assignment({ principalId: 'p2', scope: '/subscriptions/22222222-2222-4333-8444-555555555555' });
    const below = assignment({ principalId: 'p3', scope: `/subscriptions/${subscription}/resourceGroups/web` });
    expect(judge([assignment({}), elsewhere, below, row()]).because).toContain('has 1 owner');
  });
  test('holders of other roles do not count', () => {
    const other = assignment({ principalId: 'p2', roleDefinitionId: bare(contributor) });
    expect(judge([assignment({}), other, row()]).because).toContain('has 1 owner');
  });
});

test('a root assignment is told by the scope, or by the id where the scope is absent', () => {
  const judge = (id: string, scope: Json) =>
    judgeExample(rootScope, { resource: assignment({ scope }, { id }) }).status;
  const atRoot = '/providers/microsoft.authorization/roleassignments/a1';
  expect(judge(atRoot, null)).toBe('fail');
  expect(judge(`/subscriptions/${subscription}${atRoot}`, null)).toBe('pass');
  expect(judge(`/subscriptions/${subscription}${atRoot}`, '/')).toBe('fail');
});

describe('a service identity', () => {
  const below = `/subscriptions/${subscription}/resourceGroups/pay`;
  const app = (kind: string, identity: Json) => ({
    type: 'microsoft.web/sites',
    name: 'settle',
    configuration: { kind, identity },
  });
  const judge = (others: readonly ExampleResource[], properties: Readonly<Record<string, Json>> = {}, unseen = {}) =>
    judgeExample(serviceIdentity, {
      resource: assignment({ principalType: 'ServicePrincipal', ...properties }),
      others,
      unseen,
    });

  test('that is a person or a group is not judged here', () => {
    expect(judge([], { principalType: 'Group' }).status).toBe('pass');
    expect(judge([], { principalType: 'serviceprincipal' }).status).toBe('fail');
  });
  test('of a function app may hold the role nowhere, by its own identity or one assigned to it', () => {
    const own = app('functionapp,linux', { type: 'SystemAssigned', principalId: 'P1' });
    const shared = app('functionapp', { userAssignedIdentities: { '/x/y': { principalId: 'p1' } } });
    for (const one of [own, shared])
      expect(judge([one], { scope: below }).because).toContain('identity of the function app settle');
    expect(judge([app('app', { principalId: 'p1' })], { scope: below }).status).toBe('pass');
  });
  test('below a subscription is unknown when apps could not be seen', () => {
    const unseen = { 'microsoft.web/sites': 'Apps were not read.' };
    expect(judge([], { scope: below }, unseen).status).toBe('unknown');
    expect(judge([], {}, unseen).status).toBe('fail');
  });
});

describe('a custom role', () => {
  const judge = (
    actions: readonly string[],
    notActions: readonly string[] = [],
    parameters: Readonly<Record<string, Json>> = {},
  ) => {
    const permissions = [{ actions, notActions }];
    const assignableScopes = [`/subscriptions/${subscription}`];
    const properties = { roleName: 'Keeper', type: 'CustomRole', permissions, assignableScopes };
    return judgeExample(customRole, { resource: { id: 'r1', configuration: { properties } }, parameters });
  };

  test('loses what its notActions take away, and no more', () => {
    expect(judge(['*/delete'], ['*/delete']).status).toBe('pass');
    expect(judge(['*'], ['Microsoft.Authorization/*']).status).toBe('fail');
    expect(judge(['Microsoft.Authorization/locks/delete'], ['microsoft.authorization/LOCKS/*']).status).toBe('pass');
  });
  test('may read access and write ordinary resources', () => {
    expect(judge(['Microsoft.Authorization/*/read', 'Microsoft.Compute/virtualMachines/write']).status).toBe('pass');
  });
  test('may not change access by a single action either', () => {
    expect(judge(['microsoft.authorization/roleAssignments/write']).because).toContain(
      'grants microsoft.authorization/roleAssignments/write',
    );
  });
  test('approved to manage locks may do that and nothing wider', () => {
    const parameters = { lockAdminRoles: ['keeper'] };
    expect(judge(['Microsoft.Authorization/locks/*'], [], parameters).status).toBe('pass');
    expect(judge(['Microsoft.Authorization/*'], [], parameters).status).toBe('fail');
  });
  test('is told from a built-in one by roleType in exports of the command line', () => {
    const permissions = [{ actions: ['*'], notActions: [] }];
    const of = (properties: Json) => judgeExample(customRole, { resource: { configuration: { properties } } }).status;
    expect(of({ roleType: 'BuiltInRole', permissions })).toBe('not-applicable');
    expect(of({ roleType: 'CustomRole', permissions })).toBe('fail');
    expect(of({ permissions })).toBe('unknown');
  });
  test('assignable at the root fails without any forbidden action', () => {
    const permissions = [{ actions: ['Microsoft.Compute/*/read'] }];
    const properties = { type: 'CustomRole', permissions, assignableScopes: ['/'] };
    expect(judgeExample(customRole, { resource: { configuration: { properties } } }).because).toContain('at the root');
  });
});

describe('an outside party', () => {
  const judge = (properties: Readonly<Record<string, Json>>, parameters: Readonly<Record<string, Json>> = {}) =>
    judgeExample(outsideParty, { resource: assignment(properties), parameters });

  test('is a guest when an import gives its name, and cannot be told from a colleague when the row says only User', () => {
    const guest = { principalName: 'ann_partner.example#EXT#@larkspur.example' };
    expect(judge({}).status).toBe('unknown');
    expect(judge(guest).status).toBe('fail');
    expect(judge({ principalName: 'ann@larkspur.example' }).status).toBe('pass');
    const entry = { party: guest.principalName.toLowerCase(), purpose: 'support' };
    expect(judge(guest, { approvedExternalAccounts: [entry] }).status).toBe('pass');
  });
  test('of a delegation is the managing tenant, in the row or in the offer that it accepts', () => {
    const offer = `/subscriptions/${subscription}/providers/Microsoft.ManagedServices/registrationDefinitions/o1`;
    const resource = {
      type: 'microsoft.managedservices/registrationassignments',
      configuration: { properties: { registrationDefinitionId: offer } },
    };
    const definition = {
      type: 'microsoft.managedservices/registrationdefinitions',
      id: offer.toLowerCase(),
      configuration: { properties: { managedByTenantId: tenant } },
    };
    expect(judgeExample(outsideParty, { resource }).status).toBe('unknown');
    expect(judgeExample(outsideParty, { resource, others: [definition] }).because).toContain(`the tenant ${tenant}`);
    const parameters = { approvedExternalAccounts: [tenant] };
    expect(judgeExample(outsideParty, { resource, others: [definition], parameters }).status).toBe('pass');
  });
});
