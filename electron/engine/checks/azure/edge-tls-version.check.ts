import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armId, armRow } from '../azure-example.ts';
import { judgeListeners } from '../azure-gateways.ts';
import { ifThin, isAbsent, isWord, readChildren, word } from '../azure-rows.ts';
import { judgeWritten, minimumTlsVersion } from '../azure-tls.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { severest } from '../judge.ts';
import { first, inside, list, seen, text } from '../read.ts';

const gatewayType = 'microsoft.network/applicationgateways';
const frontDoor = 'microsoft.network/frontdoors';
const profile = 'microsoft.cdn/profiles';
const domain = 'microsoft.cdn/profiles/customdomains';

/** An address that the platform gives, under its own certificate and rules. */
const isPlatforms = (endpoint: Property): boolean =>
  /\.azurefd\.(?:net|us|cn)$/.test(word(inside(endpoint, 'properties.hostName')) ?? '');

function judgeEndpoint(endpoint: Property, scene: Scene): readonly Verdict[] {
  const host = text(inside(endpoint, 'properties.hostName')) ?? text(inside(endpoint, 'name')) ?? '(no name)';
  const minimum = inside(endpoint, 'properties.customHttpsConfiguration.minimumTlsVersion');
  const state = inside(endpoint, 'properties.customHttpsProvisioningState');
  if (!isAbsent(minimum)) return [judgeWritten(`The minimum of ${host}`, minimum, scene)];
  if (isPlatforms(endpoint)) return [];
  const words = isWord(state, 'Disabled') ? 'has no HTTPS of its own' : 'states no minimum version';
  return [
    unknown(`The custom domain ${host} ${words}, so what it accepts is not known.`, [seen(state), seen(minimum)]),
  ];
}

/** Domains of Standard and Premium front doors are rows of their own, which the graph lacks. */
function judgeDomains(row: Resource, scene: Scene): readonly Verdict[] {
  const sku = first(row, 'sku.name');
  if (!(word(sku) ?? '').endsWith('_azurefrontdoor'))
    return [unknown(`The domains of a profile of kind ${text(sku) ?? '(not stated)'} are not read.`, [seen(sku)])];
  const { rows, unread } = readChildren(row, domain, scene);
  const verdicts = rows.map((one): Verdict => {
    const minimum = first(one, 'properties.tlsSettings.minimumTlsVersion');
    const evidence = [seenOn(one, minimum)];
    if (isAbsent(minimum)) return unknown(`The domain ${one.name} states no minimum version.`, evidence);
    return { ...judgeWritten(`The minimum of the domain ${one.name}`, minimum, scene), seen: evidence };
  });
  const rest = unread === null ? [] : [unknown(`The custom domains are not all known: ${unread}`, [seen(sku)])];
  return [...verdicts, ...rest];
}

function judgeParts(row: Resource, scene: Scene): readonly Verdict[] {
  if (row.type === profile) return judgeDomains(row, scene);
  if (row.type === gatewayType) return judgeListeners(row, scene);
  const all = first(row, 'properties.frontendEndpoints');
  if (all.value === undefined) return [unknown('The row does not list the endpoints of the front door.', [seen(all)])];
  return list(row, 'properties.frontendEndpoints').flatMap((endpoint) => judgeEndpoint(endpoint, scene));
}

const listenerOf = (policyName: string) => ({
  sslPolicy: { policyType: 'Predefined', policyName },
  httpListeners: [
    {
      name: 'web',
      id: `${armId(gatewayType, 'shop')}/httpListeners/web`,
      properties: { protocol: 'Https' },
    },
  ],
});

export default defineCheck({
  id: 'azure.edge-tls-version',
  version: 1,
  provider: 'azure',
  title: 'Gateways and front doors refuse TLS below the declared version and clear text',
  failsAs: 'gateways and front doors accept TLS below the declared version or clear text',
  why: 'The edge is where customers connect: one old listener breaks the promise of TLS 1.2.',
  criteria: ['CC6.7'],
  severity: 'high',
  looksAt: [gatewayType, frontDoor, profile],
  reads: [domain],
  parameters: [
    minimumTlsVersion,
    {
      name: 'predefinedPolicyMinimum',
      unit: 'map',
      meaning: 'policy name to lowest version',
      default: {
        AppGwSslPolicy20150501: '1.0',
        AppGwSslPolicy20170401: '1.1',
        AppGwSslPolicy20170401S: '1.2',
        AppGwSslPolicy20220101: '1.2',
        AppGwSslPolicy20220101S: '1.2',
      },
    },
  ],
  remediation: 'Choose a policy that starts at TLS 1.2 and redirect clear listeners.',
  cannotShow: 'Redirect rules, which this check does not follow.',
  judge(row, scene) {
    const thin = ifThin(row);
    if (thin !== null) return thin;
    const verdicts = judgeParts(row, scene);
    const worst = severest(verdicts);
    if (worst === undefined)
      return notApplicable('The endpoint has no TLS listener and no custom domain.', [seen(first(row, 'name'))]);
    if (worst.status !== 'pass' || verdicts.length === 1) return worst;
    const evidence = verdicts.flatMap((verdict) => verdict.seen).slice(0, 8);
    return pass(
      `${verdicts.length} listeners or domains start at or above the declared version, or only redirect.`,
      evidence,
    );
  },
  examples: {
    pass: { resource: armRow(gatewayType, 'shop', listenerOf('AppGwSslPolicy20220101')) },
    fail: { resource: armRow(gatewayType, 'shop', listenerOf('AppGwSslPolicy20150501')) },
    unknown: {
      resource: armRow(profile, 'shop', { resourceState: 'Active' }, { sku: { name: 'Premium_AzureFrontDoor' } }),
      unseen: { [domain]: 'The read of the custom domains was refused.' },
    },
    'not-applicable': {
      resource: armRow(frontDoor, 'shop', {
        frontendEndpoints: [{ name: 'default', properties: { hostName: 'shop.azurefd.net' } }],
      }),
    },
  },
});
