import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { flagPart, type Part, part, together } from '../azure-parts.ts';
import { addressRange, isWiderThan } from '../azure-prefixes.ts';
import { isAbsent, isWord } from '../azure-rows.ts';
import { siteConfig, siteConfigTypes } from '../azure-sites.ts';
import { defineCheck } from '../define.ts';
import { counted, isNamed } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, inside, list, seen, text } from '../read.ts';
import { minimumTls, tlsVersion, tlsWords } from '../tls.ts';

/** Whether the addresses let in stay below the limit together. A range that cannot be read is not counted as narrow. */
function rangesPart(ranges: readonly Property[], scene: Scene): Part {
  const read = ranges.map((at) => addressRange(text(at) ?? ''));
  const known = read.flatMap((one) => one ?? []);
  const limit = numberOf(scene, 'widestSourceV4');
  const words = `the public network is open to ${counted(ranges.length, 'address range')}`;
  if (isWiderThan(known, { v4: limit, v6: 32 }))
    return part('fail', `${words}, together wider than /${limit}`, ...ranges);
  if (known.length < ranges.length) return part('unknown', `${words}, not all of them readable`, ...ranges);
  return part('pass', `${words}, together no wider than /${limit}`, ...ranges);
}

/** What a service that is on the public network lets in by its own address rules; null when it has none. */
type Narrowing = (row: Resource, scene: Scene) => Part | null;

const narrowedBy =
  (rules: string, key: string): Narrowing =>
  (row, scene) => {
    const ranges = list(row, rules).map((rule) => inside(rule, key));
    return ranges.length === 0 ? null : rangesPart(ranges, scene);
  };

const registryRules: Narrowing = (row, scene) => {
  const deny = ['networkRuleSet', 'networkAcls'].find((set) =>
    isWord(first(row, `properties.${set}.defaultAction`), 'Deny'),
  );
  if (deny === undefined) return null;
  const ranges = list(row, `properties.${deny}.ipRules`).map((rule) => inside(rule, 'value'));
  return rangesPart(ranges, scene);
};

const functionRules: Narrowing = (row, scene) => {
  const config = siteConfig(row, scene);
  if (config.row === null)
    return part(
      'unknown',
      `the public network is open and its address rules were not read (${config.because.slice(0, -1)})`,
    );
  const rules = list(config.row, 'properties.ipSecurityRestrictions');
  const allowed = rules.filter((rule) => isWord(inside(rule, 'action'), 'Allow'));
  const isClosed = isWord(first(config.row, 'properties.ipSecurityRestrictionsDefaultAction'), 'Deny');
  if (!isClosed && allowed.length === 0) return null;
  const ranges = allowed.map((rule) => inside(rule, 'ipAddress')).filter((at) => !isAbsent(at));
  const everyone = ranges.find((at) => isWord(at, 'Any'));
  return everyone === undefined ? rangesPart(ranges, scene) : part('fail', 'a rule lets any address in', everyone);
};

function networkPart(row: Resource, narrowing: Narrowing, scene: Scene): Part {
  const access = first(row, 'properties.publicNetworkAccess');
  if (isWord(access, 'Disabled', 'SecuredByPerimeter'))
    return part('pass', `public network access is ${text(access)}`, access);
  const narrowed = narrowing(row, scene);
  if (isAbsent(access)) {
    const isOpen = narrowed?.status === 'fail';
    return isOpen ? narrowed : part('unknown', 'the row does not state whether the public network is open', access);
  }
  return narrowed ?? part('fail', `public network access is ${text(access)} without a limit on addresses`, access);
}

function cacheTls(row: Resource, scene: Scene): Part {
  const at = first(row, 'properties.minimumTlsVersion');
  const version = tlsVersion(text(at) ?? '');
  if (version === null) return part('unknown', 'the row does not state the lowest TLS version', at);
  return part(version < minimumTls(scene) ? 'fail' : 'pass', `the lowest TLS version is ${tlsWords(version)}`, at);
}

interface Kind {
  readonly name: string;
  readonly narrowing: Narrowing;
  readonly more: (row: Resource, scene: Scene) => readonly Part[];
}

const kinds: Readonly<Record<string, Kind>> = {
  'microsoft.web/sites': { name: 'function app', narrowing: functionRules, more: () => [] },
  'microsoft.containerregistry/registries': {
    name: 'registry',
    narrowing: registryRules,
    more: (row) => [flagPart(row, 'properties.adminUserEnabled', 'the administrator user', false)],
  },
  'microsoft.documentdb/databaseaccounts': {
    name: 'document database',
    narrowing: narrowedBy('properties.ipRules', 'ipAddressOrRange'),
    more: () => [],
  },
  'microsoft.cache/redis': {
    name: 'cache',
    narrowing: () => null,
    more: (row, scene) => [flagPart(row, 'properties.enableNonSslPort', 'the clear port', false), cacheTls(row, scene)],
  },
};

/** Rows the check does not speak of: apps that are no functions, kinds not declared private, and approved public ones. */
function ifPublic(row: Resource, kind: Kind, scene: Scene): Verdict | null {
  const at = first(row, 'kind');
  if (kind.name === 'function app' && text(at) === null)
    return unknown('The row does not state the kind of the app.', [seen(at)]);
  if (kind.name === 'function app' && !text(at)?.toLowerCase().includes('functionapp'))
    return notApplicable('The app is a web app and no function app.', [seen(at)]);
  if (!textsOf(scene, 'privateTypes').includes(kind.name))
    return notApplicable(`The kind ${kind.name} is not declared private.`);
  return isNamed(row, textsOf(scene, 'approvedPublicResources'))
    ? notApplicable('The resource is on the list of approved public resources.')
    : null;
}

const registry = (properties: Readonly<Record<string, boolean | string>>) => ({
  type: 'microsoft.containerregistry/registries',
  name: 'images',
  configuration: { properties },
});

export default defineCheck({
  id: 'azure.platform-service-network-restricted',
  version: 1,
  provider: 'azure',
  title: 'Functions, registries, caches and document databases refuse the public network',
  failsAs: 'platform services declared private accept the public network or weak access',
  why: 'A back-end service on the public network meets every scanner in the world.',
  criteria: ['CC6.6', 'CC6.1', 'C1.1'],
  severity: 'high',
  looksAt: Object.keys(kinds),
  reads: siteConfigTypes,
  parameters: [
    {
      name: 'privateTypes',
      unit: 'list',
      meaning: 'types declared private',
      default: ['function app', 'registry', 'document database', 'cache'],
      stricter: 'longer-list',
    },
    { name: 'minimumTlsVersion', unit: 'version', meaning: 'for caches', default: '1.2', stricter: 'higher' },
    {
      name: 'widestSourceV4',
      unit: 'prefix length',
      meaning: 'a shorter prefix counts as open',
      default: 16,
      stricter: 'higher',
    },
    {
      name: 'approvedPublicResources',
      unit: 'list',
      meaning: 'resources meant to be public',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Use private endpoints and switch off the public network.',
  cannotShow: 'Sign-in strength of the service.',
  judge(row, scene) {
    const kind = kinds[row.type];
    if (kind === undefined) return unknown(`Rows of the type ${row.type} are not known to this check.`);
    return ifPublic(row, kind, scene) ?? together([networkPart(row, kind.narrowing, scene), ...kind.more(row, scene)]);
  },
  examples: {
    pass: { resource: registry({ publicNetworkAccess: 'Disabled', adminUserEnabled: false }) },
    fail: { resource: registry({ publicNetworkAccess: 'Enabled', adminUserEnabled: false }) },
    unknown: { resource: registry({ adminUserEnabled: false }) },
    'not-applicable': {
      resource: registry({ publicNetworkAccess: 'Enabled' }),
      parameters: { approvedPublicResources: ['images'] },
    },
  },
});
