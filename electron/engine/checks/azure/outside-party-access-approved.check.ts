import type { Scene } from '@shared/domain/check.ts';
import { isObject } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { approvedExternalAccounts } from '../accounts.ts';
import { assigned, assignmentSeen, assignmentType, principalWords } from '../azure-roles.ts';
import { comparable, isWord } from '../azure-rows.ts';
import { accountsAround } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { indexedBy } from '../indexed.ts';
import { elements, first, seen, text } from '../read.ts';

const delegationType = 'microsoft.managedservices/registrationassignments';
const offerType = 'microsoft.managedservices/registrationdefinitions';

/** An entry of the list is an id or a name, or a map that holds one beside purpose and review date. */
function approvedOf(scene: Scene): ReadonlySet<string> {
  const entries = elements({ path: '', value: scene.parameter(approvedExternalAccounts.name) });
  const words = entries.flatMap(({ value }) => {
    if (value === undefined || !isObject(value)) return [value];
    return [value.account, value.id, value.tenant, value.party];
  });
  return new Set(words.flatMap((one) => (typeof one === 'string' ? one.toLowerCase() : [])));
}

const isApproved = (parties: readonly Property[], scene: Scene): boolean =>
  parties.some((at) => approvedOf(scene).has(text(at)?.toLowerCase() ?? ''));

function judgeAssignment(row: Resource, scene: Scene): Verdict {
  const { principal, principalType } = assigned(row);
  const name = first(row, 'properties.principalName');
  const evidence = [...assignmentSeen(row), name].map(seen);
  const isForeign = isWord(principalType, 'ForeignGroup');
  const isGuest = text(name)?.toUpperCase().includes('#EXT#') === true;
  if (text(principalType) === null) return unknown('The row does not state the kind of principal.', evidence);
  if (isForeign || isGuest) {
    const who = `${isGuest ? 'guest' : 'group of another tenant'} ${text(name) ?? text(principal) ?? 'not stated'}`;
    return isApproved([principal, name], scene)
      ? pass(`The ${who} is approved as an outside party.`, evidence)
      : fail(`The ${who} holds a role and is not approved.`, evidence);
  }
  if (isWord(principalType, 'User') && text(name) === null)
    return unknown(`The row says only that ${principalWords(row)} is a user, which a guest is too.`, evidence);
  return pass(`The ${principalWords(row)} is not of a foreign kind.`, evidence);
}

const byId = indexedBy(({ id }) => [comparable(id)]);

/** The tenant that a delegation gives access to, stated in the row itself or in the offer that it accepts. */
function managingTenant(row: Resource, scene: Scene): Property {
  const own = first(row, 'properties.registrationDefinition.properties.managedByTenantId');
  const offer = text(first(row, 'properties.registrationDefinitionId'));
  if (text(own) !== null || offer === null) return own;
  const found = accountsAround(row.account, scene).flatMap((one) => byId(scene.of(offerType, one), comparable(offer)));
  return found.map((one) => first(one, 'properties.managedByTenantId')).find((at) => text(at) !== null) ?? own;
}

function judgeDelegation(row: Resource, scene: Scene): Verdict {
  const tenant = managingTenant(row, scene);
  const evidence = [tenant, first(row, 'properties.registrationDefinitionId')].map(seen);
  if (text(tenant) === null) return unknown('No row states the tenant that the delegation gives access to.', evidence);
  return isApproved([tenant], scene)
    ? pass(`The delegation goes to the approved tenant ${text(tenant)}.`, evidence)
    : fail(`The delegation goes to the tenant ${text(tenant)}, which is not approved.`, evidence);
}

const assignment = (principalType: string) => ({
  type: assignmentType,
  configuration: { properties: { principalType, principalId: 'aaaaaaaa-0000-4000-8000-000000000001' } },
});

export default defineCheck({
  id: 'azure.outside-party-access-approved',
  version: 1,
  provider: 'azure',
  title: 'Access of outside parties is approved',
  failsAs: 'assignments and delegations give an unapproved outside party access',
  why: 'Delegations and foreign groups let another company act inside the client without appearing among its users.',
  criteria: ['CC6.1', 'CC6.3', 'CC6.6'],
  severity: 'high',
  looksAt: [assignmentType, delegationType],
  reads: [offerType],
  parameters: [approvedExternalAccounts],
  remediation: 'Remove the access or record party, purpose and next review.',
  cannotShow: 'Guest state and multi-factor registration (Microsoft Graph).',
  judge: (row, scene) => (row.type === delegationType ? judgeDelegation(row, scene) : judgeAssignment(row, scene)),
  examples: {
    pass: { resource: assignment('Group') },
    fail: { resource: assignment('ForeignGroup') },
    unknown: { resource: assignment('User') },
  },
});
