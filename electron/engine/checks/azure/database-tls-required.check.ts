import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import {
  ifLeaving,
  mysql,
  mysqlParameters,
  parameterSeen,
  postgres,
  postgresParameters,
  serverParameter,
  sqlInstance,
  sqlServer,
} from '../azure-databases.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord } from '../azure-rows.ts';
import { azureTls, judgeVersion, judgeWritten, minimumTlsVersion } from '../azure-tls.ts';
import { allHold } from '../azure-verdicts.ts';
import { defineCheck } from '../define.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

const transport = 'require_secure_transport';

function judgeSql(server: Resource, scene: Scene): Verdict {
  const minimum = first(server, 'properties.minimalTlsVersion');
  if (isWord(minimum, 'None')) return fail('The server sets no minimum version (None).', [seen(minimum)]);
  if (!isAbsent(minimum)) return judgeWritten('The minimum of the server', minimum, scene);
  const words = 'The row does not state minimalTlsVersion';
  return server.type === sqlInstance
    ? unknown(`${words}, which answers on managed instances do not always hold.`, [seen(minimum)])
    : fail(`${words}, so no minimum version is set.`, [seen(minimum)]);
}

/** A list of versions is as weak as its lowest. */
function judgeVersions(server: Resource, name: string, scene: Scene): Verdict {
  const found = serverParameter(server, name, scene);
  if ('status' in found) return found;
  const written = (text(found.value) ?? '').split(',').map((one) => azureTls(one));
  const versions = written.flatMap((one) => one ?? []);
  const evidence = [parameterSeen(found)];
  if (versions.length === 0 || versions.length < written.length)
    return unknown(`The parameter ${name} could not be read as TLS versions.`, evidence);
  return judgeVersion(`The lowest version of ${name} is`, Math.min(...versions), scene, evidence);
}

function judgeTransport(server: Resource, scene: Scene): Verdict {
  const found = serverParameter(server, transport, scene);
  if ('status' in found) return found;
  const evidence = [parameterSeen(found)];
  if (isWord(found.value, 'on', '1')) return pass(`The parameter ${transport} is on.`, evidence);
  if (isWord(found.value, 'off', '0'))
    return fail(`The parameter ${transport} is off, so the server takes clear-text connections.`, evidence);
  return unknown(`The parameter ${transport} could not be read as on or off.`, evidence);
}

/** On flexible servers TLS is a matter of parameters; each engine has its own name for the versions. */
function judgeFlexible(server: Resource, scene: Scene): Verdict {
  const read = textsOf(scene, 'parameterNames');
  const names = [transport, server.type === mysql ? 'tls_version' : 'ssl_min_protocol_version'];
  const [one, ...others] = names
    .filter((name) => read.includes(name))
    .map((name) => (name === transport ? judgeTransport(server, scene) : judgeVersions(server, name, scene)));
  if (one === undefined) return unknown('No parameter is named that could be judged on this server.');
  return allHold([one, ...others]);
}

const secure = (name: string, value: string) =>
  armRow(postgresParameters, `orders/${name}`, { value, source: 'system-default' });

export default defineCheck({
  id: 'azure.database-tls-required',
  version: 1,
  provider: 'azure',
  title: 'Database servers require TLS at the declared version',
  failsAs: 'database servers accept clear text or TLS below the declared version',
  why: 'Clear or weak database connections expose customer records inside the network.',
  criteria: ['CC6.7', 'CC6.1'],
  severity: 'high',
  looksAt: [sqlServer, sqlInstance, postgres, mysql],
  reads: [postgresParameters, mysqlParameters],
  parameters: [
    minimumTlsVersion,
    {
      name: 'parameterNames',
      unit: 'list',
      meaning: 'server parameters read',
      default: [transport, 'ssl_min_protocol_version', 'tls_version'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Require secure transport and set the minimum version.',
  cannotShow: 'Certificate checking by clients.',
  judge(server, scene) {
    const isSql = server.type === sqlServer || server.type === sqlInstance;
    if (!isSql) return ifLeaving(server) ?? judgeFlexible(server, scene);
    return ifThin(server) ?? judgeSql(server, scene);
  },
  examples: {
    pass: {
      resource: armRow(postgres, 'orders', { state: 'Ready' }),
      others: [secure(transport, 'ON'), secure('ssl_min_protocol_version', 'TLSv1.2')],
    },
    fail: { resource: armRow(sqlServer, 'orders', { minimalTlsVersion: 'None' }) },
    unknown: {
      resource: armRow(mysql, 'orders', { state: 'Ready' }),
      unseen: { [mysqlParameters]: 'The read of the server parameters was refused.' },
    },
    'not-applicable': { resource: armRow(postgres, 'old', { state: 'Dropping' }) },
  },
});
