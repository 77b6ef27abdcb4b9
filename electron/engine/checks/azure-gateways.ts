import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { comparable, isAbsent, isWord } from './azure-rows.ts';
import { azureTls, judgeVersion, judgeWritten } from './azure-tls.ts';
import { mapOf } from './parameters.ts';
import { first, inside, list, seen, text, texts } from './read.ts';

/** Versions a policy leaves on when it names only those it turns off. */
const known = [1.0, 1.1, 1.2, 1.3];

const idOf = (at: Property): string => comparable(text(at) ?? '');

/** The lowest version of a predefined policy by its name, as the engagement's table has it. */
function judgeNamed(policy: string, at: Property, scene: Scene): Verdict {
  const table = Object.entries(mapOf(scene, 'predefinedPolicyMinimum'));
  const row = table.find(([name]) => name.toLowerCase() === policy.toLowerCase());
  const version = typeof row?.[1] === 'string' ? azureTls(row[1]) : null;
  return version === null
    ? unknown(`The lowest version of the policy ${policy} is not known.`, [seen(at)])
    : judgeVersion(`The policy ${policy} starts at`, version, scene, [seen(at)]);
}

/** A policy states its lowest version, names a predefined set, or lists what it turns off. Null when it is not there. */
function judgePolicy(policy: Property, scene: Scene): Verdict | null {
  const [minimum, name] = [inside(policy, 'minProtocolVersion'), inside(policy, 'policyName')];
  const off = inside(policy, 'disabledSslProtocols');
  if (!isAbsent(minimum)) return judgeWritten('The minimum of the policy', minimum, scene);
  if (text(name) !== null) return judgeNamed(text(name) ?? '', name, scene);
  const disabled = texts([off]).map(azureTls);
  if (disabled.length === 0) return null;
  const lowest = known.find((version) => !disabled.includes(version));
  return lowest === undefined
    ? unknown('The policy turns off every version that is known.', [seen(off)])
    : judgeVersion('The lowest version that the policy leaves on is', lowest, scene, [seen(off)]);
}

/** The policy of the gateway itself, else the default that newer answers state. */
function judgeGateway(gateway: Resource, scene: Scene): Verdict {
  const own = judgePolicy(first(gateway, 'properties.sslPolicy'), scene);
  const standard = first(gateway, 'properties.defaultPredefinedSslPolicy');
  if (own !== null) return own;
  if (text(standard) !== null) return judgeNamed(text(standard) ?? '', standard, scene);
  return unknown('The gateway states no policy and no default, and the default depends on when it was made.', [
    seen(first(gateway, 'properties.sslPolicy')),
    seen(standard),
  ]);
}

/** A listener's profile overrides the gateway. */
function judgeTls(listener: Property, gateway: Resource, scene: Scene): Verdict {
  const profile = inside(listener, 'properties.sslProfile.id');
  if (text(profile) === null) return judgeGateway(gateway, scene);
  const row = list(gateway, 'properties.sslProfiles').find((one) => idOf(inside(one, 'id')) === idOf(profile));
  if (row === undefined) return unknown('The row does not hold the profile of a listener.', [seen(profile)]);
  return judgePolicy(inside(row, 'properties.sslPolicy'), scene) ?? judgeGateway(gateway, scene);
}

/** A clear listener may only redirect; where the redirect leads is not followed. */
function judgeClear(listener: Property, gateway: Resource): Verdict {
  const [protocol, name] = [inside(listener, 'properties.protocol'), text(inside(listener, 'name')) ?? '(no name)'];
  const all = first(gateway, 'properties.requestRoutingRules');
  const rules = list(gateway, 'properties.requestRoutingRules').filter(
    (rule) => idOf(inside(rule, 'properties.httpListener.id')) === idOf(inside(listener, 'id')),
  );
  const target = (key: string) => rules.map((rule) => inside(rule, `properties.${key}.id`)).find((at) => !isAbsent(at));
  const [pool, map, redirect] = [target('backendAddressPool'), target('urlPathMap'), target('redirectConfiguration')];
  if (pool !== undefined)
    return fail(`The clear-text listener ${name} forwards traffic.`, [seen(protocol), seen(pool)]);
  if (redirect !== undefined && map === undefined)
    return pass(`The clear-text listener ${name} only redirects.`, [seen(protocol), seen(redirect)]);
  return unknown(`Whether the clear-text listener ${name} only redirects cannot be read.`, [
    seen(protocol),
    seen(map ?? all),
  ]);
}

/** The verdicts on each listener of an application gateway; a row without listeners has one that says so. */
export function judgeListeners(gateway: Resource, scene: Scene): readonly Verdict[] {
  const all = first(gateway, 'properties.httpListeners');
  if (all.value === undefined) return [unknown('The row does not list the listeners of the gateway.', [seen(all)])];
  const verdicts = list(gateway, 'properties.httpListeners').map((listener) => {
    const protocol = inside(listener, 'properties.protocol');
    if (isWord(protocol, 'Https', 'Tls')) return judgeTls(listener, gateway, scene);
    if (isWord(protocol, 'Http')) return judgeClear(listener, gateway);
    return unknown('The protocol of a listener could not be read.', [seen(protocol)]);
  });
  return verdicts.length > 0 ? verdicts : [notApplicable('The gateway has no listener.', [seen(all)])];
}
