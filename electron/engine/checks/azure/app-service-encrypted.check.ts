import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { flagPart, type Part, together } from '../azure-parts.ts';
import { isWord } from '../azure-rows.ts';
import { siteConfig, siteConfigTypes } from '../azure-sites.ts';
import { minimumTlsVersion } from '../azure-tls.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';
import { minimumTls, tlsVersion, tlsWords } from '../tls.ts';

const partOn = (row: Resource, status: Part['status'], words: string, path: string): Part => ({
  status,
  words,
  seen: [seenOn(row, first(row, path))],
});

function versionPart(config: Resource, path: string, name: string, scene: Scene): Part {
  const stated = text(first(config, path));
  const version = stated === null ? null : tlsVersion(stated);
  if (version === null) return partOn(config, 'unknown', `the configuration does not state the ${name}`, path);
  const least = minimumTls(scene);
  return version < least
    ? partOn(config, 'fail', `the ${name} is ${tlsWords(version)}, below the declared ${tlsWords(least)}`, path)
    : partOn(config, 'pass', `the ${name} is ${tlsWords(version)}`, path);
}

function ftpPart(config: Resource, scene: Scene): Part {
  const path = 'properties.ftpsState';
  const state = first(config, path);
  if (text(state) === null) return partOn(config, 'unknown', 'the configuration does not state the FTP state', path);
  const status = isWord(state, ...textsOf(scene, 'acceptedFtps')) ? 'pass' : 'fail';
  return partOn(config, status, `the FTP state is ${text(state)}`, path);
}

function debugPart(config: Resource): Part {
  const path = 'properties.remoteDebuggingEnabled';
  const isOn = flag(first(config, path));
  if (isOn === null) return partOn(config, 'unknown', 'the configuration does not state remote debugging', path);
  return partOn(config, isOn ? 'fail' : 'pass', `remote debugging is ${isOn ? 'on' : 'off'}`, path);
}

const configParts = (config: Resource, scene: Scene): readonly Part[] => [
  versionPart(config, 'properties.minTlsVersion', 'lowest TLS version', scene),
  versionPart(config, 'properties.scmMinTlsVersion', 'lowest TLS version of the deployment site', scene),
  ftpPart(config, scene),
  debugPart(config),
];

function judgeApp(app: Resource, scene: Scene): Verdict {
  const https = flagPart(app, 'properties.httpsOnly', 'HTTPS only', true);
  const config = siteConfig(app, scene);
  if (config.row !== null) return together([https, ...configParts(config.row, scene)]);
  return https.status === 'fail' ? together([https]) : unknown(config.because, https.seen);
}

const id = '/subscriptions/s/resourcegroups/web/providers/microsoft.web/sites/shop';
const app = (properties: Readonly<Record<string, boolean | string>>) => ({
  id,
  name: 'shop',
  configuration: { properties },
});
// The Resource Graph writes these names in PascalCase.
const config = (MinTlsVersion: string) => ({
  type: 'microsoft.web/sites/config',
  id: `${id}/config/web`,
  name: 'web',
  configuration: {
    properties: { MinTlsVersion, ScmMinTlsVersion: '1.2', FtpsState: 'FtpsOnly', RemoteDebuggingEnabled: false },
  },
});

export default defineCheck({
  id: 'azure.app-service-encrypted',
  version: 1,
  provider: 'azure',
  title: 'Web apps require HTTPS at the declared TLS version and refuse FTP and debugging',
  failsAs: 'web apps accept plain HTTP, an old TLS version, plain FTP or remote debugging',
  why: 'One app on an old protocol or with an open debugger undoes the protection of the rest.',
  criteria: ['CC6.7'],
  severity: 'high',
  looksAt: ['microsoft.web/sites', 'microsoft.web/sites/slots'],
  reads: siteConfigTypes,
  parameters: [
    minimumTlsVersion,
    {
      name: 'acceptedFtps',
      unit: 'list',
      meaning: 'accepted FTP states',
      default: ['FtpsOnly', 'Disabled'],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Require HTTPS, raise the minimum version, disable FTP and debugging.',
  cannotShow: 'Certificates of custom names.',
  judge(row, scene) {
    const state = first(row, 'properties.state');
    return isWord(state, 'Stopped') ? notApplicable('The app is stopped.', [seen(state)]) : judgeApp(row, scene);
  },
  examples: {
    pass: { resource: app({ state: 'Running', httpsOnly: true }), others: [config('1.2')] },
    fail: { resource: app({ state: 'Running', httpsOnly: true }), others: [config('1.0')] },
    unknown: { resource: app({ state: 'Running', httpsOnly: true }) },
    'not-applicable': { resource: app({ state: 'Stopped', httpsOnly: false }) },
  },
});
