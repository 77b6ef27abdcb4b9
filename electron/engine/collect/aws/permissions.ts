import words from '../../../../resources/permissions/aws.json' with { type: 'json' };
import { actionsOf } from './actions.ts';
import type { Purpose } from './operations.ts';
import { type PermissionDocument, templates } from './templates.ts';

/** What the texts for a client are made of. */
export interface PermissionsAsked {
  /** The consultant's identity that the client's role trusts; a placeholder when nobody has said. */
  readonly principal: string | null;
  readonly roleName: string | null;
  /** The engagement's own external id. */
  readonly externalId: string;
}

/** What a client makes for us, and what it lets us see. */
export interface Permissions {
  readonly documents: readonly PermissionDocument[];
  readonly actions: readonly string[];
  readonly canSee: readonly string[];
  readonly cannotSee: readonly string[];
}

const purposes: readonly { readonly purpose: Purpose; readonly sid: string }[] = [
  { purpose: 'recorded-state', sid: 'RecordedState' },
  { purpose: 'rule-results', sid: 'RuleResults' },
  { purpose: 'aggregator', sid: 'AggregatorOnlyIfUsed' },
];

/** The least policy of the client's role: the calls the program makes and no others. */
const permissionPolicy = {
  Version: '2012-10-17',
  Statement: purposes.map(({ purpose, sid }) => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actionsOf(purpose),
    Resource: '*',
  })),
};

const trustPolicy = (principal: string, externalId: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    },
  ],
});

const placeholder = 'arn:aws:iam::000000000000:role/replace-with-the-identity-of-the-consultant';
const usualName = 'fieldwork-readiness';

const text = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** A name may go into a template only as the cloud itself allows it. */
const cleaned = (name: string, allowed: RegExp, otherwise: string): string => (allowed.test(name) ? name : otherwise);

/** The texts a client needs to let us read AWS, made from the calls the program really makes. */
export function awsPermissions({ principal, roleName, externalId }: PermissionsAsked): Permissions {
  const who = cleaned(principal ?? '', /^(arn:aws(-cn|-us-gov)?:(iam|sts)::\d{12}:[\w+=,.@/-]+|\d{12})$/, placeholder);
  const name = cleaned(roleName ?? '', /^[\w+=,.@-]{1,64}$/, usualName);
  const trust = trustPolicy(who, externalId);
  const made = templates({ name, trust, policy: permissionPolicy });
  return {
    documents: [
      {
        name: 'permission-policy.json',
        title: 'Permission policy',
        about:
          'What the role may do: read calls of AWS Config. The last statement is needed only when an aggregator is read.',
        language: 'json',
        text: text(permissionPolicy),
      },
      {
        name: 'trust-policy.json',
        title: 'Trust policy',
        about:
          "Who may take the role, and only with the external id that Fieldwork made for this engagement. Each session carries a name that stands in the client's CloudTrail.",
        language: 'json',
        text: text(trust),
      },
      ...made,
    ],
    actions: purposes.flatMap(({ purpose }) => actionsOf(purpose)),
    canSee: words.canSee,
    cannotSee: words.cannotSee,
  };
}
