import words from '../../../../resources/permissions/azure.json' with { type: 'json' };
import type { Permissions } from '../aws/permissions.ts';
import { childrenOf, pricings, subscriptionChildren, webConfig } from './children.ts';
import { offlineCommands } from './offline.ts';
import { actionOf } from './plan.ts';
import { subjects } from './subjects.ts';
import { eventsPermission, graphPermission } from './tasks.ts';

/** What the texts for a client are made of. */
export interface PermissionsAsked {
  /** The subscriptions the role is made for; a placeholder when nobody has said. */
  readonly subscriptions: readonly string[];
}

const roleName = 'SOC 2 evidence reader';
const placeholder = '00000000-0000-0000-0000-000000000000';

/** What connecting asks, and what lies above subscriptions. */
const standing = [
  'Microsoft.Resources/subscriptions/read',
  'Microsoft.Authorization/permissions/read',
  'Microsoft.Management/managementGroups/read',
  'Microsoft.Resources/changes/read',
];

/** Every action the program's reads take, and no other. */
const actions: readonly string[] = [
  ...new Set([
    graphPermission,
    ...standing,
    eventsPermission,
    ...subjects.flatMap(({ types }) => types.map(actionOf)),
    ...[...Object.values(childrenOf).flat(), ...subscriptionChildren, webConfig, pricings].map(
      ({ permission }) => permission,
    ),
  ]),
].sort();

const customRole = (subscriptions: readonly string[]) => ({
  Name: roleName,
  IsCustom: true,
  Description: 'Reads settings for audit readiness. No content, no secrets, no writes.',
  Actions: actions,
  NotActions: [],
  DataActions: [],
  NotDataActions: [],
  AssignableScopes: subscriptions.map((id) => `/subscriptions/${id}`),
});

const assign = (scope: string, role: string): string =>
  `az role assignment create --assignee-object-id "$WHO" --assignee-principal-type "$KIND" --role "${role}" --scope "${scope}"`;

/** How the role is made and given, and how to do without one. */
function assignment(subscriptions: readonly string[]): string {
  const scopes = subscriptions.map((id) => `/subscriptions/${id}`);
  return [
    '# Object id of who reads, and what it is: User, Group or ServicePrincipal.',
    `WHO="${placeholder}"`,
    'KIND="User"',
    '',
    '# The custom role, once.',
    'az role definition create --role-definition @custom-role.json',
    ...scopes.map((scope) => assign(scope, roleName)),
    '',
    '# Or the built-in role Reader, which allows reading settings of every type and no content.',
    ...scopes.map((scope) => `# ${assign(scope, 'Reader')}`),
    '',
    '# When the audit is over.',
    ...scopes.map((scope) => `# az role assignment delete --assignee "$WHO" --role "${roleName}" --scope "${scope}"`),
    '',
  ].join('\n');
}

const isSubscription = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);

/** The texts a client needs to let us read Azure, made from the reads the program really makes. */
export function azurePermissions(asked: PermissionsAsked): Permissions {
  const given = asked.subscriptions.map((id) => id.trim().toLowerCase()).filter(isSubscription);
  const subscriptions = given.length === 0 ? [placeholder] : given;
  return {
    documents: [
      {
        name: 'custom-role.json',
        title: 'Custom role',
        about:
          'Read actions for exactly what is collected. The built-in role Reader does as well, and sees types that checks do not ask for.',
        language: 'json',
        text: `${JSON.stringify(customRole(subscriptions), null, 2)}\n`,
      },
      {
        name: 'assign-role.sh',
        title: 'Make and assign the role',
        about: 'Run by somebody who may assign roles at the subscriptions.',
        language: 'shell',
        text: assignment(subscriptions),
      },
      {
        name: 'export-files.sh',
        title: 'Without a sign-in: files',
        about:
          'The client runs these reads with the Azure CLI and sends the files, which Fieldwork imports. They hold settings and no secrets.',
        language: 'shell',
        text: offlineCommands(subscriptions),
      },
    ],
    actions,
    canSee: words.canSee,
    cannotSee: words.cannotSee,
  };
}
