import * as configService from '@aws-sdk/client-config-service';
import * as sts from '@aws-sdk/client-sts';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/types';
import { beforeEach, describe, expect, test } from 'vitest';
import { configActions } from '../../../../../electron/engine/collect/aws/actions.ts';
import { createClients, type Transport } from '../../../../../electron/engine/collect/aws/client.ts';
import { assertRequest, type Outgoing, RefusedCall } from '../../../../../electron/engine/collect/aws/guard.ts';
import { hostOf, regions } from '../../../../../electron/engine/collect/aws/regions.ts';

/** Stands where sockets are: everything that comes here would have left the machine. */
const sent: HttpRequest[] = [];
const recorder = (): Transport => ({
  handle: async (request) => {
    sent.push(request);
    return { response: new HttpResponse({ statusCode: 400, headers: {}, body: undefined }) };
  },
  destroy: () => undefined,
});
beforeEach(() => {
  sent.length = 0;
});

const credentials = { accessKeyId: 'ASIATEST000000000000', secretAccessKey: 'secret', sessionToken: 'token' };
const region = 'eu-central-1';
type Ctor = new (input: object) => Parameters<configService.ConfigServiceClient['send']>[0];

/** Every command a package exports. Its names are known only when it runs. */
const commandsOf = (exported: object): readonly (readonly [string, Ctor])[] =>
  Object.entries(exported).filter(
    (entry): entry is [string, Ctor] => /^[A-Z]\w+Command$/.test(entry[0]) && typeof entry[1] === 'function',
  );

const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('commands (B-30)', () => {
  test('of all commands of AWS Config only the listed ones leave the machine', async () => {
    const commands = commandsOf(configService);
    const client = createClients(recorder).config(region, async () => credentials);
    const passed: string[] = [];
    for (const [name, Command] of commands) {
      const before = sent.length;
      const error = await outcome(client.send(new Command({})));
      if (sent.length > before) passed.push(name);
      else expect(error, name).toBeInstanceOf(RefusedCall);
    }
    expect(commands.length).toBeGreaterThan(100);
    expect(passed.sort()).toEqual(configActions.map((action) => `${action}Command`).sort());
  });

  test('of all commands of STS only AssumeRole and GetCallerIdentity leave it', async () => {
    const client = createClients(recorder).sts(region, credentials);
    const commands = commandsOf(sts);
    for (const [, Command] of commands)
      await outcome(client.send(new Command({ RoleArn: 'arn:aws:iam::1:role/x', RoleSessionName: 'x' })));
    const actions = sent.map(({ body }) => new URLSearchParams(String(body)).get('Action'));
    expect(commands.length).toBeGreaterThan(8);
    expect(actions.sort()).toEqual(['AssumeRole', 'GetCallerIdentity']);
  });

  test('taking the first check away changes nothing: the second refuses the same commands', async () => {
    const client = createClients(recorder).config(region, async () => credentials);
    client.middlewareStack.remove('onlyListedCommands');
    const stop = new configService.StopConfigurationRecorderCommand({ ConfigurationRecorderName: 'default' });
    stop.middlewareStack.remove('onlyListedCommands');
    expect(await outcome(client.send(stop))).toBeInstanceOf(RefusedCall);
    expect(sent).toEqual([]);
  });

  test('a listed command whose target was changed on the way is refused', async () => {
    const client = createClients(recorder).config(region, async () => credentials);
    const command = new configService.DescribeConfigRulesCommand({});
    command.middlewareStack.add(
      (next) => (args) => {
        const { request } = args;
        if (typeof request === 'object' && request !== null && 'headers' in request)
          Object.assign(request.headers ?? {}, { 'x-amz-target': 'StarlingDoveService.DeleteConfigRule' });
        return next(args);
      },
      { step: 'build', priority: 'low', name: 'changed' },
    );
    expect(await outcome(client.send(command))).toBeInstanceOf(RefusedCall);
    expect(sent).toEqual([]);
  });
});

const good: Outgoing = {
  method: 'POST',
  protocol: 'https:',
  hostname: 'config.eu-central-1.amazonaws.com',
  path: '/',
  headers: { host: 'config.eu-central-1.amazonaws.com', 'x-amz-target': 'StarlingDoveService.DescribeConfigRules' },
};
const goodSts: Outgoing = {
  ...good,
  hostname: 'sts.eu-central-1.amazonaws.com',
  headers: {},
  body: 'Action=AssumeRole&Version=2011-06-15',
};

describe('requests', () => {
  test('the two plain ones pass', () => {
    expect(() => assertRequest(['config'], region, good)).not.toThrow();
    expect(() => assertRequest(['sts'], region, goodSts)).not.toThrow();
  });

  const hosts = [
    '169.254.169.254',
    '169.254.170.2',
    '[fd00:ec2::254]',
    'localhost',
    '127.0.0.1',
    'amazonaws.com',
    'config.amazonaws.com',
    'config.eu-central-1.amazonaws.com.evil.example',
    'evil-config.eu-central-1.amazonaws.com',
    'config.eu-west-1.amazonaws.com',
    'config.eu-central-1.amazonaws.com.',
    'CONFIG.eu-central-1.amazonaws.com',
    'config-fips.eu-central-1.amazonaws.com',
    'config.eu-central-1.api.aws',
    'config.eu-central-1.amazonaws.com.cn',
    'sts.eu-central-1.amazonaws.com',
    's3.eu-central-1.amazonaws.com',
    'iam.amazonaws.com',
    'secretsmanager.eu-central-1.amazonaws.com',
    'config.eu-central-1.amazonaws.com:443',
    'config.eu-central-1.amazonaws.com@evil.example',
    'config.eu-central-1.amazonaws.com/..',
    'config.eu-central-1.amazonaws.com#',
    'config.eu-central-1.amazonaws.com\n',
    '',
    ' ',
    'config.eu-centra1-1.amazonaws.com',
    'cоnfig.eu-central-1.amazonaws.com',
    'vpce-1.config.eu-central-1.vpce.amazonaws.com',
    'sts.amazonaws.com',
  ];
  const changes: readonly Partial<Outgoing>[] = [
    ...hosts.map((hostname) => ({ hostname })),
    { protocol: 'http:' },
    { protocol: 'ftp:' },
    { method: 'GET' },
    { method: 'PUT' },
    { method: 'post' },
    { port: 443 },
    { port: 8443 },
    { path: '/?Action=PutConfigRule' },
    { path: '//' },
    { path: '/latest/meta-data' },
    { username: 'a' },
    { password: 'b' },
    { query: { Action: 'x' } },
    { headers: {} },
    { headers: { 'x-amz-target': 'StarlingDoveService.PutConfigRule' } },
    { headers: { 'x-amz-target': 'Other.DescribeConfigRules' } },
    { headers: { 'x-amz-target': 'StarlingDoveService.DescribeConfigRules.PutConfigRule' } },
    { headers: { 'x-amz-target': 'StarlingDoveService.__proto__' } },
    { headers: { 'x-amz-target': 'StarlingDoveService.describeconfigrules' } },
    { headers: { ...good.headers, host: 'evil.example' } },
  ];
  test.each(changes.map((change) => [JSON.stringify(change), change] as const))('%s is refused', (_, change) => {
    expect(() => assertRequest(['config'], region, { ...good, ...change })).toThrow(RefusedCall);
  });

  test.each([
    'Action=GetSessionToken',
    'Action=AssumeRole&Action=GetSessionToken',
    'Action=assumerole',
    '',
    'Version=2011-06-15',
  ])('STS with the body %s is refused', (body) => {
    expect(() => assertRequest(['sts'], region, { ...goodSts, body })).toThrow(RefusedCall);
  });

  test('more than 50 strings were tried', () => {
    expect(changes.length).toBeGreaterThanOrEqual(50);
  });

  test('every region of the list has one host, in its own partition', () => {
    expect(new Set(regions.map(({ id }) => hostOf('config', id))).size).toBe(regions.length);
    expect(hostOf('config', 'cn-north-1')).toBe('config.cn-north-1.amazonaws.com.cn');
    expect(hostOf('sts', 'us-gov-west-1')).toBe('sts.us-gov-west-1.amazonaws.com');
    expect(hostOf('config', 'eu-central-1.evil.example')).toBeNull();
    expect(hostOf('config', '__proto__')).toBeNull();
  });
});
