import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { assigned, assignmentType, ownerRole, roleIdOf, scopeOf } from '../azure-roles.ts';
import { everywhere, ifDisabled, knownAbove, reachOf, subscriptionType } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { numberOf } from '../parameters.ts';
import { text } from '../read.ts';

interface Owners {
  readonly certain: ReadonlySet<string>;
  /** Also those of management groups that may or may not stand above the subscription. */
  readonly possible: ReadonlySet<string>;
  readonly rows: readonly Resource[];
}

const principalsOf = (rows: readonly Resource[]): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => text(assigned(row).principal)?.toLowerCase() ?? []));

function ownersOf(assignments: readonly Resource[], subscription: string, scene: Scene): Owners {
  const owners = assignments.filter((row) => roleIdOf(row) === ownerRole);
  const at = (...reaches: readonly string[]) =>
    owners.filter((row) => reaches.includes(reachOf(scopeOf(row), subscription, scene)));
  const rows = at('covers', 'unclear');
  return { certain: principalsOf(at('covers')), possible: principalsOf(rows), rows };
}

function judgeCount({ certain, possible, rows }: Owners, isWhole: boolean, because: string, scene: Scene): Verdict {
  const [least, most] = [numberOf(scene, 'subscriptionOwnersMin'), numberOf(scene, 'subscriptionOwnersMax')];
  const evidence = rows.slice(0, 8).map((row) => seenOn(row, assigned(row).principal));
  const words = `The subscription has ${counted(certain.size, 'owner')}, inherited ones included`;
  if (certain.size > most) return fail(`${words}, more than the ${most} declared.`, evidence);
  if (!isWhole) return unknown(`At least ${counted(certain.size, 'owner')} found. ${because}`, evidence);
  if (possible.size < least) return fail(`${words}, fewer than the ${least} declared.`, evidence);
  if (certain.size < least || possible.size > most)
    return unknown(
      `The subscription has ${certain.size} to ${possible.size} owners: its management groups are not stated.`,
      evidence,
    );
  return pass(`${words}; ${least} to ${most} are declared.`, evidence);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const tenant = '99999999-2222-4333-8444-555555555555';
const owner = (principalId: string, scope = `/subscriptions/${subscription}`, account = subscription) => ({
  type: assignmentType,
  account,
  id: `${scope}/providers/microsoft.authorization/roleassignments/${principalId}`,
  configuration: {
    properties: {
      scope,
      principalId,
      principalType: 'User',
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${ownerRole}`,
    },
  },
});

export default defineCheck({
  id: 'azure.subscription-owner-count',
  version: 1,
  provider: 'azure',
  title: 'The number of subscription owners is within the declared range',
  failsAs: 'subscriptions have a number of owners outside the declared range',
  why: 'Too many owners cannot be watched; one alone can lock the company out.',
  criteria: ['CC6.3'],
  severity: 'medium',
  looksAt: ['azure.subscription'],
  reads: [assignmentType, subscriptionType],
  parameters: [
    { name: 'subscriptionOwnersMax', unit: 'principals', meaning: 'highest count', default: 3, stricter: 'lower' },
    { name: 'subscriptionOwnersMin', unit: 'principals', meaning: 'lowest count', default: 2, stricter: 'higher' },
  ],
  remediation: 'Remove owners who do not need the role and use groups with reviewed membership.',
  cannotShow: 'How many people stand behind a group principal.',
  judge(container, scene) {
    const disabled = ifDisabled(container, scene);
    if (disabled !== null) return disabled;
    const assignments = everywhere(assignmentType, container.id, scene);
    const own = scene.known(assignmentType, container.id);
    const above = knownAbove(assignmentType, container.id, assignments.map(scopeOf), scene);
    const gap = [own, above].find(({ isKnown }) => !isKnown);
    const because = gap === undefined || gap.isKnown ? '' : gap.because;
    return judgeCount(ownersOf(assignments, container.id, scene), because === '', because, scene);
  },
  examples: {
    pass: { resource: { id: subscription }, others: [owner('aaa'), owner('bbb', '/', tenant)] },
    fail: { resource: { id: subscription }, others: ['aaa', 'bbb', 'ccc', 'ddd'].map((id) => owner(id)) },
    unknown: { resource: { id: subscription }, others: [owner('aaa'), owner('bbb')] },
    'not-applicable': {
      resource: { id: subscription },
      others: [{ type: subscriptionType, configuration: { properties: { state: 'Disabled' } } }],
    },
  },
});
