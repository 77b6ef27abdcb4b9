import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armId, armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord, nameIn, rowNamed } from '../azure-rows.ts';
import { daysSince } from '../azure-times.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { severest } from '../judge.ts';
import { numberOf } from '../parameters.ts';
import { elements, first, flag, inside, list, seen, text } from '../read.ts';

const gatewayType = 'microsoft.network/applicationgateways';
const frontDoor = 'microsoft.network/frontdoors';
const gatewayPolicy = 'microsoft.network/applicationgatewaywebapplicationfirewallpolicies';
const frontDoorPolicy = 'microsoft.network/frontdoorwebapplicationfirewallpolicies';

/** A firewall as one of the three places describes it; `what` begins a sentence. */
interface Firewall {
  readonly what: string;
  readonly isOn: boolean | null;
  readonly mode: Property;
  /** The row that holds the setting, and with it the time it was made. */
  readonly row: Resource;
  readonly evidence: readonly Seen[];
}

/** A firewall that only writes down attacks is accepted while it is new. */
function judgeDetection({ what, row, evidence }: Firewall, scene: Scene): Verdict {
  const accepted = numberOf(scene, 'acceptDetectionDays');
  const created = first(row, 'systemData.createdAt');
  const age = daysSince({ path: created.path, value: text(created) ?? row.createdAt ?? undefined }, scene.asOf);
  if (age !== null && age <= accepted)
    return pass(
      `${what} only detects, ${counted(age, 'day')} after it was made; ${accepted} are accepted for tuning.`,
      evidence,
    );
  return fail(`${what} only detects: it writes down attacks and lets them through.`, evidence);
}

function judgeFirewall(firewall: Firewall, scene: Scene): Verdict {
  const { what, isOn, mode, evidence } = firewall;
  if (isOn === null) return unknown(`${what} does not state whether it is on.`, evidence);
  if (!isOn) return fail(`${what} is off.`, evidence);
  if (isWord(mode, 'Prevention')) return pass(`${what} is on and prevents.`, evidence);
  if (isWord(mode, 'Detection')) return judgeDetection(firewall, scene);
  return unknown(`${what} does not state a mode that is known.`, evidence);
}

/** Policies of gateways write `state`, those of front doors `enabledState`. */
function judgePolicy(link: Property, type: string, scene: Scene): Verdict {
  const id = text(link) ?? '';
  const { rows, unread } = rowNamed(id, type, scene);
  const [row] = rows;
  if (row === undefined)
    return unknown(
      `The firewall policy ${nameIn(id)} is not among the rows read${unread === null ? '' : `: ${unread.replace(/\.$/, '')}`}.`,
      [seen(link)],
    );
  const state = first(row, `properties.policySettings.${type === frontDoorPolicy ? 'enabledState' : 'state'}`);
  const mode = first(row, 'properties.policySettings.mode');
  const evidence = [seenOn(row, mode), seenOn(row, state), seen(link)];
  const isOn = isWord(state, 'Enabled') ? true : isWord(state, 'Disabled') ? false : null;
  return judgeFirewall({ what: `The firewall policy ${row.name}`, isOn, mode, row, evidence }, scene);
}

/** A gateway without a public address is reached from inside only. */
function ifInternal(gateway: Resource): Verdict | null {
  const all = first(gateway, 'properties.frontendIPConfigurations');
  const addresses = elements(all).map((one) => inside(one, 'properties.publicIPAddress.id'));
  if (addresses.length === 0 || addresses.some((at) => !isAbsent(at))) return null;
  return notApplicable('The gateway has no public address.', [seen(all)]);
}

/** Three places can hold the setting: the policy, the configuration of the gateway, and none. */
function judgeGateway(gateway: Resource, scene: Scene): Verdict {
  const internal = ifInternal(gateway);
  const link = first(gateway, 'properties.firewallPolicy.id');
  const own = first(gateway, 'properties.webApplicationFirewallConfiguration');
  if (internal !== null) return internal;
  if (text(link) !== null) return judgePolicy(link, gatewayPolicy, scene);
  const tier = first(gateway, 'properties.sku.tier');
  if (isAbsent(own))
    return isAbsent(tier)
      ? unknown('The row states neither a firewall nor the tier of the gateway.', [seen(own), seen(tier)])
      : fail(`The gateway, of tier ${text(tier)}, has no web application firewall.`, [
          seen(tier),
          seen(link),
          seen(own),
        ]);
  const [enabled, mode] = [inside(own, 'enabled'), inside(own, 'firewallMode')];
  const evidence = [enabled, mode, tier].map(seen);
  return judgeFirewall(
    { what: 'The firewall of the gateway', isOn: flag(enabled), mode, row: gateway, evidence },
    scene,
  );
}

function judgeFrontDoor(door: Resource, scene: Scene): Verdict {
  const all = first(door, 'properties.frontendEndpoints');
  if (all.value === undefined) return unknown('The row does not list the endpoints of the front door.', [seen(all)]);
  const verdicts = list(door, 'properties.frontendEndpoints').map((endpoint): Verdict => {
    const link = inside(endpoint, 'properties.webApplicationFirewallPolicyLink.id');
    const name = text(inside(endpoint, 'name')) ?? '(no name)';
    if (text(link) === null) return fail(`The endpoint ${name} has no web application firewall.`, [seen(link)]);
    return judgePolicy(link, frontDoorPolicy, scene);
  });
  const worst = severest(verdicts);
  if (worst === undefined) return notApplicable('The front door has no endpoint.', [seen(all)]);
  if (worst.status !== 'pass' || verdicts.length === 1) return worst;
  return pass(
    `The firewalls of all ${counted(verdicts.length, 'endpoint')} block.`,
    verdicts.flatMap((one) => one.seen).slice(0, 8),
  );
}

const gateway = armRow(gatewayType, 'shop', {
  sku: { tier: 'WAF_v2' },
  firewallPolicy: { id: armId(gatewayPolicy, 'shop') },
});
const policy = (mode: string) => armRow(gatewayPolicy, 'shop', { policySettings: { state: 'Enabled', mode } });

export default defineCheck({
  id: 'azure.edge-waf-prevents',
  version: 1,
  provider: 'azure',
  title: 'Public web entry points have a web application firewall that blocks',
  failsAs: 'public web entry points have no firewall that blocks',
  why: 'A firewall in detection mode writes down the attack and lets it through.',
  criteria: ['CC6.6', 'A1.1'],
  severity: 'medium',
  looksAt: [gatewayType, frontDoor],
  reads: [gatewayPolicy, frontDoorPolicy],
  parameters: [
    {
      name: 'acceptDetectionDays',
      unit: 'days',
      meaning: 'tuning time after first deployment',
      default: 14,
      stricter: 'lower',
    },
  ],
  remediation: 'Attach a policy and switch it to prevention after tuning.',
  cannotShow: 'Quality of the rules and exclusions, and whether a front door that blocks stands before a gateway.',
  judge: (row, scene) =>
    ifThin(row) ?? (row.type === frontDoor ? judgeFrontDoor(row, scene) : judgeGateway(row, scene)),
  examples: {
    pass: { resource: gateway, others: [policy('Prevention')] },
    fail: { resource: gateway, others: [policy('Detection')] },
    unknown: { resource: gateway, unseen: { [gatewayPolicy]: 'The policies were not listed.' } },
    'not-applicable': {
      resource: armRow(gatewayType, 'inner', {
        sku: { tier: 'Standard_v2' },
        frontendIPConfigurations: [{ name: 'inner', properties: { privateIPAddress: '10.0.4.4' } }],
      }),
    },
  },
});
