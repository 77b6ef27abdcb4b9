import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { ifClusterMember } from '../databases.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { judgeFlag } from '../judge.ts';
import { mapOf } from '../parameters.ts';
import { find, first, seen, text, texts } from '../read.ts';

/** The log types an engine must export: those of the longest prefix that fits, such as `oracle` for `oracle-ee`. */
function requiredOf(engine: string, scene: Scene): readonly string[] {
  const fitting = Object.entries(mapOf(scene, 'requiredByEngine')).filter(([prefix]) => engine.startsWith(prefix));
  const [longest] = fitting.sort(([a], [b]) => b.length - a.length);
  return texts([{ path: 'requiredByEngine', value: longest?.[1] }]);
}

function judgeExports(database: Resource, scene: Scene): Verdict {
  const [engine, logs] = [
    first(database, 'configuration.engine'),
    first(database, 'configuration.enabledCloudwatchLogsExports'),
  ];
  const evidence = [logs, engine].map(seen);
  const name = text(engine);
  if (name === null) return unknown('The item does not state the engine.', evidence);
  const exported = texts(find(database, 'configuration.enabledCloudwatchLogsExports'));
  if (exported.length === 0) return fail(`The ${name} database exports no log.`, evidence);
  const missing = requiredOf(name, scene).filter((type) => !exported.includes(type));
  return missing.length > 0
    ? fail(`The ${name} database exports ${listed(exported)}, but not ${listed(missing, 'or')}.`, evidence)
    : pass(`The ${name} database exports ${listed(exported)}.`, evidence);
}

/** A domain lists only the logs that were ever set up; its name shows that the item is whole. */
function judgeDomain(domain: Resource): Verdict {
  const audit = first(domain, 'configuration.LogPublishingOptions.AUDIT_LOGS');
  const name = first(domain, 'configuration.DomainName');
  if (audit.value === undefined && text(name) !== null)
    return fail('The domain publishes no audit log.', [audit, name].map(seen));
  return judgeFlag(domain, 'configuration.LogPublishingOptions.AUDIT_LOGS.Enabled', {
    on: 'The audit log of the domain is on.',
    off: 'The audit log of the domain is off.',
  });
}

const warehouse = (cluster: Resource): Verdict =>
  judgeFlag(cluster, 'supplementaryConfiguration.LoggingStatus.loggingEnabled', {
    on: 'The audit log of the cluster is on.',
    off: 'The audit log of the cluster is off.',
  });

export default defineCheck({
  id: 'aws.database-logs-on',
  version: 1,
  provider: 'aws',
  title: 'Databases export their audit and error logs',
  failsAs: 'databases do not export the logs required',
  why: 'Direct access to the database bypasses the application log.',
  criteria: ['CC7.2'],
  severity: 'medium',
  looksAt: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::Redshift::Cluster', 'AWS::OpenSearch::Domain'],
  reads: [],
  parameters: [
    {
      name: 'requiredByEngine',
      unit: 'map',
      meaning: 'engine prefix to log types',
      default: {
        postgres: ['postgresql'],
        'aurora-postgresql': ['postgresql'],
        mysql: ['audit', 'error'],
        'aurora-mysql': ['audit', 'error'],
        mariadb: ['audit', 'error'],
        sqlserver: ['error'],
        oracle: ['audit', 'alert'],
      },
    },
  ],
  remediation: 'Export the log types and turn on auditing in the parameter group.',
  cannotShow: 'What the parameter group makes the engine write, which is not recorded.',
  judge(database, scene) {
    if (database.type === 'AWS::Redshift::Cluster') return warehouse(database);
    if (database.type === 'AWS::OpenSearch::Domain') return judgeDomain(database);
    return ifClusterMember(database) ?? judgeExports(database, scene);
  },
  examples: {
    pass: { resource: { configuration: { engine: 'postgres', enabledCloudwatchLogsExports: ['postgresql'] } } },
    fail: { resource: { configuration: { engine: 'mysql', enabledCloudwatchLogsExports: ['error'] } } },
    unknown: { resource: { type: 'AWS::Redshift::Cluster', configuration: { clusterIdentifier: 'reports' } } },
    'not-applicable': { resource: { configuration: { engine: 'aurora-mysql', dBClusterIdentifier: 'orders' } } },
  },
});
