import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { globMatches } from '../glob.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

/** A SAML provider is known by its name, an OIDC provider by its issuer, which items write without the scheme. */
function namesOf(provider: Resource): readonly string[] {
  const url = text(first(provider, 'configuration.Url'));
  const bare = url?.replace(/^https:\/\//, '');
  const words = [url, bare, bare === undefined ? null : `https://${bare}`, text(first(provider, 'configuration.Name'))];
  return [...words, provider.id, provider.name, provider.arn].filter((word) => typeof word === 'string');
}

const parameters = { approvedIdentityProviders: ['staff-sso', 'oidc.eks.*'] };
const type = 'AWS::IAM::OIDCProvider';

export default defineCheck({
  id: 'aws.iam-identity-provider-approved',
  version: 1,
  provider: 'aws',
  title: 'Identity providers in the account are the approved ones',
  failsAs: 'identity providers are not on the approved list',
  why: 'A second identity provider is a second front door with its own, unreviewed users.',
  criteria: ['CC6.1'],
  severity: 'medium',
  looksAt: ['AWS::IAM::SAMLProvider', type],
  reads: [],
  parameters: [
    {
      name: 'approvedIdentityProviders',
      unit: 'list',
      meaning: 'names or issuer addresses of approved providers; * stands for any text',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Delete the provider or record its owner and purpose.',
  cannotShow:
    'Settings inside the identity provider, multi-factor rules included, and Identity Center, which is not recorded.',
  judge(provider, scene) {
    const approved = textsOf(scene, 'approvedIdentityProviders');
    const evidence = ['Url', 'Name', 'Arn'].map((key) => seen(first(provider, `configuration.${key}`)));
    if (approved.length === 0)
      return unknown('No list of approved identity providers is declared (approvedIdentityProviders).', evidence);
    const name = text(first(provider, 'configuration.Url')) ?? provider.name;
    return namesOf(provider).some((word) => approved.some((pattern) => globMatches(pattern, word)))
      ? pass(`The identity provider ${name} is named in approvedIdentityProviders.`, evidence)
      : fail(`The identity provider ${name} is not named in approvedIdentityProviders.`, evidence);
  },
  examples: {
    pass: {
      resource: {
        type,
        id: 'arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1',
        configuration: { Url: 'oidc.eks.eu-west-1.amazonaws.com/id/A1' },
      },
      parameters,
    },
    fail: { resource: { id: 'old-sso', configuration: { Name: 'old-sso' } }, parameters },
    unknown: { resource: { id: 'staff-sso', configuration: { Name: 'staff-sso' } } },
  },
});
