import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { judgeFlag } from '../judge.ts';
import { textsOf } from '../parameters.ts';
import { find, first, flag, inside, list, seen, text, texts } from '../read.ts';

interface Row {
  /** The service's word in `rowsInForce`. */
  readonly service: string;
  judge(workload: Resource, scene: Scene): Verdict;
}

/** A cluster lists the control-plane logs that are on; one that logs nothing still states its version. */
function judgeEks(cluster: Resource, scene: Scene): Verdict {
  const part = first(cluster, 'configuration.Logging.ClusterLogging.EnabledTypes');
  const on = texts(find(cluster, 'configuration.Logging.ClusterLogging.EnabledTypes.Type'));
  const version = first(cluster, 'configuration.Version');
  const evidence = [part, version].map(seen);
  if (part.value === undefined && text(version) === null)
    return unknown('The item does not state which logs of the control plane are on.', evidence);
  const missing = textsOf(scene, 'eksTypes').filter((type) => !on.includes(type));
  return missing.length > 0
    ? fail(`The control plane does not write the ${listed(missing)} log.`, evidence)
    : pass(`The control plane writes the ${listed(on)} log.`, evidence);
}

function judgeTask(task: Resource): Verdict {
  const status = first(task, 'configuration.Status');
  if (text(status) !== null && text(status) !== 'ACTIVE')
    return notApplicable(`The task definition is ${text(status)}.`, [seen(status)]);
  const containers = list(task, 'configuration.ContainerDefinitions');
  if (containers.length === 0)
    return unknown('The item lists no container.', [seen(first(task, 'configuration.ContainerDefinitions'))]);
  const drivers = containers.map((container) => inside(container, 'LogConfiguration.LogDriver'));
  const silent = containers.filter((_, place) => text(drivers[place] ?? { path: '', value: null }) === null);
  const names = silent.map((container) => text(inside(container, 'Name')) ?? 'without name');
  return silent.length > 0
    ? fail(`No log driver is set for ${listed(names)}.`, drivers.slice(0, 8).map(seen))
    : pass('Every container has a log driver.', drivers.slice(0, 8).map(seen));
}

function judgeMachine(machine: Resource): Verdict {
  const level = first(machine, 'configuration.LoggingConfiguration.Level');
  const word = text(level)?.toUpperCase() ?? null;
  if (word === null) return unknown('The item does not state the log level of the state machine.', [seen(level)]);
  return word === 'OFF'
    ? fail('The log level of the state machine is OFF.', [seen(level)])
    : pass(`The log level of the state machine is ${word}.`, [seen(level)]);
}

/** Builds log to CloudWatch Logs unless told otherwise, so an absent status is the default and not off. */
function judgeBuild(project: Resource): Verdict {
  const [cloud, bucket] = [
    first(project, 'configuration.logsConfig.cloudWatchLogs.status'),
    first(project, 'configuration.logsConfig.s3Logs.status'),
  ];
  const evidence = [cloud, bucket].map(seen);
  if (Object.keys(project.configuration).length === 0) return unknown('The item holds no configuration.', evidence);
  const isOn = (text(cloud) ?? 'ENABLED') === 'ENABLED' || text(bucket) === 'ENABLED';
  if (!isOn) return fail('Both logs of the build project are off.', evidence);
  return pass(
    text(cloud) === null && text(bucket) !== 'ENABLED'
      ? 'The build project sets no log, and the default writes to CloudWatch Logs.'
      : 'The build project writes a log.',
    evidence,
  );
}

/** On when any of the settings is on; a setting that is absent where another is stated counts as off. */
function judgeAny(workload: Resource, paths: readonly string[], what: string): Verdict {
  const settings: readonly Property[] = paths.map((path) => first(workload, path));
  const evidence = settings.map(seen);
  if (settings.some((at) => flag(at) === true)) return pass(`A log of the ${what} is on.`, evidence);
  return settings.every((at) => flag(at) === null)
    ? unknown(`The item does not state which logs of the ${what} are on.`, evidence)
    : fail(`No log of the ${what} is on.`, evidence);
}

function judgeField(path: string, what: string, isOff: (word: string) => boolean): Row['judge'] {
  return (workload) => {
    const setting = first(workload, path);
    const word = text(setting);
    if (word === null) return unknown(`The item does not state the log setting of the ${what}.`, [seen(setting)]);
    return (isOff(word) ? fail : pass)(`The log setting of the ${what} is ${word}.`, [seen(setting)]);
  };
}

const brokerLogs = 'configuration.LoggingInfo.BrokerLogs';

const rows: Readonly<Record<string, Row>> = {
  'AWS::EKS::Cluster': { service: 'EKS', judge: judgeEks },
  'AWS::ECS::TaskDefinition': { service: 'ECS', judge: judgeTask },
  'AWS::StepFunctions::StateMachine': { service: 'StepFunctions', judge: judgeMachine },
  'AWS::CodeBuild::Project': { service: 'CodeBuild', judge: judgeBuild },
  'AWS::MSK::Cluster': {
    service: 'MSK',
    judge: (cluster) =>
      judgeAny(
        cluster,
        ['CloudWatchLogs', 'S3', 'Firehose'].map((target) => `${brokerLogs}.${target}.Enabled`),
        'brokers',
      ),
  },
  'AWS::AmazonMQ::Broker': {
    service: 'AmazonMQ',
    judge: (broker) => judgeAny(broker, ['configuration.Logs.Audit', 'configuration.Logs.General'], 'broker'),
  },
  'AWS::AppSync::GraphQLApi': {
    service: 'AppSync',
    judge: judgeField('configuration.LogConfig.FieldLogLevel', 'API', (word) => word.toUpperCase() === 'NONE'),
  },
  'AWS::EC2::ClientVpnEndpoint': {
    service: 'ClientVpn',
    judge: (endpoint) =>
      judgeFlag(endpoint, 'configuration.ConnectionLogOptions.Enabled', {
        on: 'Connections are logged.',
        off: 'Connections are not logged.',
      }),
  },
  'AWS::Route53::HostedZone': {
    service: 'Route53',
    judge: judgeField(
      'configuration.QueryLoggingConfig.CloudWatchLogsLogGroupArn.CloudWatchLogsLogGroupArn',
      'zone',
      () => false,
    ),
  },
};

const machine = (Level: string) => ({
  resource: {
    type: 'AWS::StepFunctions::StateMachine',
    id: 'settle',
    configuration: { LoggingConfiguration: { Level } },
  },
});

export default defineCheck({
  id: 'aws.workload-logs-on',
  version: 1,
  provider: 'aws',
  title: 'Managed workloads write their logs somewhere',
  failsAs: 'managed workloads write no log',
  why: 'A component without logs is where failures and intrusions hide.',
  criteria: ['CC7.2', 'PI1.3'],
  severity: 'low',
  looksAt: Object.keys(rows),
  reads: [],
  parameters: [
    {
      name: 'rowsInForce',
      unit: 'list',
      meaning: 'services judged; AppSync and Route53 can be added',
      default: ['EKS', 'ECS', 'StepFunctions', 'CodeBuild', 'MSK', 'AmazonMQ', 'ClientVpn'],
      stricter: 'longer-list',
    },
    {
      name: 'eksTypes',
      unit: 'list',
      meaning: 'control-plane logs required',
      default: ['api', 'audit', 'authenticator'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Turn on logging for the component with the central destination.',
  cannotShow: 'What the components write and for how long it is kept, and which revision of a task definition runs.',
  judge(workload, scene) {
    const row = rows[workload.type];
    if (row === undefined) return unknown(`Workloads of the type ${workload.type} are not known to this check.`);
    return textsOf(scene, 'rowsInForce').includes(row.service)
      ? row.judge(workload, scene)
      : notApplicable(`The service ${row.service} is left out of rowsInForce.`);
  },
  examples: {
    pass: machine('ALL'),
    fail: machine('OFF'),
    unknown: {
      resource: { type: 'AWS::StepFunctions::StateMachine', id: 'settle', configuration: { Name: 'settle' } },
    },
    'not-applicable': {
      resource: { type: 'AWS::Route53::HostedZone', id: 'Z1', configuration: { Name: 'example.com' } },
    },
  },
});
