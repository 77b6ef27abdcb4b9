// Reads the same loopback AWS twice over: as a live collection into a new workspace, with a thread that reads and one that keeps,
// and as a bare loop of the SDK that keeps nothing. Run: node <bundle> collection|bare PORT ITEMS
import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
  DescribeDeliveryChannelsCommand,
  GetDiscoveredResourceCountsCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsReach } from '@shared/domain/connection.ts';
import { loopbackHandler } from '../loopback/aws/handler.ts';
import { collect } from './live.ts';

const accounts = ['111122223333', '222233334444'];
const regions = ['eu-central-1', 'eu-west-1', 'eu-north-1', 'us-east-1'];
const keys = {
  accessKeyId: 'ASIABENCH00000000000',
  secretAccessKey: 'bench-secret-key-00000000',
  sessionToken: 'bench',
};

const reach: AwsReach = {
  provider: 'aws',
  profile: null,
  roleArn: 'arn:aws:iam::*:role/readiness',
  accounts,
  sendsExternalId: true,
  durationSeconds: 3600,
  stsRegion: 'eu-central-1',
};

async function collection(port: number): Promise<number> {
  const secret = { kind: 'keys', ...keys, insists: false } as const;
  const { tasks } = await collect({
    script: new URL('collector-aws.mjs', import.meta.url).href,
    port,
    reach,
    secret,
    regions,
  });
  return tasks.filter(({ call }) => call?.operation === 'items').reduce((sum, { items }) => sum + items, 0);
}

async function rowsOf(client: ConfigServiceClient, type: string): Promise<number> {
  const Expression = `SELECT accountId, awsRegion, arn, resourceId, resourceName, resourceType, availabilityZone, resourceCreationTime, configurationItemCaptureTime, configurationItemStatus, configurationStateId, tags, relationships, configuration, supplementaryConfiguration WHERE resourceType = '${type}'`;
  let rows = 0;
  let NextToken: string | undefined;
  do {
    const page = await client.send(new SelectResourceConfigCommand({ Expression, Limit: 100, NextToken }));
    rows += page.Results?.length ?? 0;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rows;
}

/** What anyone would write with the SDK: place by place, type by type, page by page; nothing is kept. */
async function bare(port: number): Promise<number> {
  const requestHandler = loopbackHandler(port)();
  const sts = new STSClient({ region: 'eu-central-1', credentials: keys, requestHandler });
  let rows = 0;
  for (const account of accounts) {
    const role = { RoleArn: `arn:aws:iam::${account}:role/readiness`, RoleSessionName: 'bench' };
    const { Credentials: given } = await sts.send(new AssumeRoleCommand(role));
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    for (const region of regions) {
      const client = new ConfigServiceClient({ region, credentials, requestHandler });
      await client.send(new DescribeConfigurationRecordersCommand({}));
      await client.send(new DescribeDeliveryChannelsCommand({}));
      await client.send(new DescribeConfigRulesCommand({}));
      const { resourceCounts = [] } = await client.send(new GetDiscoveredResourceCountsCommand({}));
      for (const { resourceType = '' } of resourceCounts) rows += await rowsOf(client, resourceType);
    }
  }
  return rows;
}

const [, , way, port, expected] = process.argv;
const rows = await (way === 'bare' ? bare : collection)(Number(port));
if (rows < Number(expected)) throw new Error(`Only ${rows} of ${expected} items were read.`);
