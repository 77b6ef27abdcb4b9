import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { ConfigServiceClient, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClients } from '../../../../../electron/engine/collect/aws/client.ts';
import { connectTo, optionsWith, readTask, startSample } from './live.fixture.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-aws-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const evil = 'http://169.254.169.254';

/** Everything the AWS tools would let an environment or a file say about where to go. */
function stubEnvironment(): void {
  const file = join(folder, 'config');
  writeFileSync(
    file,
    `[default]\nregion = us-east-1\nendpoint_url = ${evil}\nuse_fips_endpoint = true\nuse_dualstack_endpoint = true\ndefaults_mode = auto\nservices = other\n[services other]\nconfig_service =\n  endpoint_url = ${evil}\nsts =\n  endpoint_url = ${evil}\n`,
  );
  const variables = {
    AWS_ENDPOINT_URL: evil,
    AWS_ENDPOINT_URL_CONFIG_SERVICE: evil,
    AWS_ENDPOINT_URL_STS: evil,
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_DEFAULTS_MODE: 'auto',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: evil,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: evil,
    AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT00000',
    AWS_SECRET_ACCESS_KEY: 'from-the-environment',
    AWS_CONFIG_FILE: file,
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

const recorded = () => {
  const sent: HttpRequest[] = [];
  const handler = {
    handle: async (request: HttpRequest) => {
      sent.push(request);
      return { response: new HttpResponse({ statusCode: 200, headers: {}, body: Readable.from([Buffer.from('{}')]) }) };
    },
    destroy: () => undefined,
  };
  return { sent, handler };
};
const credentials = { accessKeyId: 'ASIATEST000000000000', secretAccessKey: 'secret', sessionToken: 'token' };

test('a bare client of the SDK follows the environment, so the danger is real', async () => {
  stubEnvironment();
  const { sent, handler } = recorded();
  await new ConfigServiceClient({
    credentials,
    requestHandler: handler,
    region: 'eu-central-1',
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  }).send(new DescribeConfigRulesCommand({}));
  expect(sent[0]?.hostname).toBe('169.254.169.254');
});

test('ours goes to the one host of its region, whatever environment and files say', async () => {
  stubEnvironment();
  const { sent, handler } = recorded();
  const clients = createClients(() => handler);
  await clients.config('eu-central-1', async () => credentials).send(new DescribeConfigRulesCommand({}));
  await clients.config('cn-north-1', async () => credentials).send(new DescribeConfigRulesCommand({}));
  expect(sent.map(({ protocol, hostname, port }) => [protocol, hostname, port])).toEqual([
    ['https:', 'config.eu-central-1.amazonaws.com', undefined],
    ['https:', 'config.cn-north-1.amazonaws.com.cn', undefined],
  ]);
  expect(sent[0]?.headers.authorization).toContain('ASIATEST000000000000/');
  expect(sent[0]?.headers.authorization).toContain('/eu-central-1/config/');
});

test('a whole session under such an environment asks listed hosts only, with the keys that were given', async () => {
  stubEnvironment();
  const aws = await startSample();
  try {
    const source = await connectTo(aws);
    const [task] = source.plan(optionsWith());
    if (task === undefined) throw new Error('nothing planned');
    expect((await readTask(source, task)).error).toBeNull();
    expect(aws.requests.map(({ action, region }) => `${action} ${region}`)).toEqual([
      'AssumeRole eu-central-1',
      'GetCallerIdentity eu-central-1',
      'DescribeConfigurationRecorders eu-central-1',
    ]);
  } finally {
    await aws.close();
  }
});

const strings = [
  '',
  ' ',
  'eu-central-1 ',
  'EU-CENTRAL-1',
  'eu-central-9',
  'eu-central-1.evil.example',
  'eu-central-1/',
  'eu-central-1#',
  'eu-central-1?x',
  '../eu-central-1',
  'eu-central-1@evil.example',
  'x@evil.example/',
  'localhost',
  '127.0.0.1',
  '169.254.169.254',
  '[::1]',
  'us-iso-east-1',
  'aws-global',
  'global',
  '*',
  '__proto__',
  'constructor',
  'eu-central-1\r\nHost: evil',
  'eu-central-1%2eevil',
  'ﬀ-central-1',
  'eu‐central‐1',
  'null',
  'undefined',
  '0',
  'a'.repeat(300),
];
test.each(strings.map((it) => [JSON.stringify(it.slice(0, 40)), it] as const))(
  '%s is no region: nothing is made and nothing is sent',
  (_, region) => {
    const { sent, handler } = recorded();
    expect(() => createClients(() => handler).config(region, async () => credentials)).toThrow('is no region of AWS');
    expect(() => createClients(() => handler).sts(region, credentials)).toThrow('is no region of AWS');
    expect(sent).toEqual([]);
  },
);
