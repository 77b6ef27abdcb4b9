import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { HttpResponse } from '@smithy/core/protocols';
import type { HttpRequest } from '@smithy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Transport } from '../../../../../electron/engine/collect/aws/client.ts';
import { connectAws } from '../../../../../electron/engine/collect/aws/connect.ts';
import { loopbackHandler } from '../../../../loopback/aws/handler.ts';
import { productionAccount } from '../../../../loopback/aws/sample.ts';
import type { LoopbackAws } from '../../../../loopback/aws/server.ts';
import { reach, startSample, toolsWith } from './live.fixture.ts';

const startUrl = 'https://larkspur.awsapps.com/start';
const caller = {
  account: productionAccount,
  arn: `arn:aws:sts::${productionAccount}:assumed-role/AWSReservedSSO_Reader/consultant`,
  policy: null,
  expiresAt: null,
};
let folder = '';
let aws: LoopbackAws;
let asked: HttpRequest[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-sso-'));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('USERPROFILE', folder);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
  asked = [];
  aws = await startSample({ callers: { ASIASSO0000000000000: caller } });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await aws.close();
});

/** A sign-in as `aws sso login` leaves it behind. */
function signIn(hours: number): void {
  writeFileSync(
    join(folder, 'config'),
    `[profile sso]\nsso_account_id = ${productionAccount}\nsso_role_name = Reader\nsso_region = eu-central-1\nsso_start_url = ${startUrl}\n`,
  );
  const cache = join(folder, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const token = {
    startUrl,
    region: 'eu-central-1',
    accessToken: 'token-of-the-sign-in',
    expiresAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
  };
  writeFileSync(join(cache, `${createHash('sha1').update(startUrl).digest('hex')}.json`), JSON.stringify(token));
}

/** The portal answers here; everything else goes to the loopback. */
function transport(): Transport {
  const inner = loopbackHandler(aws.port)();
  const roleCredentials = {
    accessKeyId: 'ASIASSO0000000000000',
    secretAccessKey: 'sso-secret',
    sessionToken: 'sso-token',
    expiration: Date.now() + 3_600_000,
  };
  return {
    handle: async (request, options) => {
      asked.push(request);
      if (!request.hostname.startsWith('portal.sso.')) return inner.handle(request, options);
      const body = Readable.from([Buffer.from(JSON.stringify({ roleCredentials }))]);
      return { response: new HttpResponse({ statusCode: 200, headers: { 'content-type': 'application/json' }, body }) };
    },
    destroy: () => inner.destroy(),
  };
}
const connect = () => connectAws({ ...reach, profile: 'sso', roleArn: null }, toolsWith({ secret: null }), transport);

test('a profile of IAM Identity Center asks the portal of its region once, through the guard', async () => {
  signIn(4);
  const source = await connect();
  expect(asked.map(({ method, hostname, path }) => `${method} ${hostname}${path}`)).toEqual([
    'GET portal.sso.eu-central-1.amazonaws.com/federation/credentials',
    'POST sts.eu-central-1.amazonaws.com/',
  ]);
  expect(source.identities).toEqual([
    expect.objectContaining({ account: productionAccount, principal: caller.arn, session: 'consultant' }),
  ]);
  expect(source.identities[0]?.expiresAt).not.toBeNull();
  expect(source.warnings).toEqual([expect.stringContaining('AWS cannot keep this session to read calls')]);
});

test('a sign-in that is over says what to run, and nothing is sent', async () => {
  signIn(-1);
  await expect(connect()).rejects.toMatchObject({ remedy: 'Run aws sso login for the profile, then connect again.' });
  expect(asked).toEqual([]);
});

test('an environment that leads the portal elsewhere gets nothing, least of all the token', async () => {
  signIn(4);
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://169.254.169.254');
  await expect(connect()).rejects.toThrow('refused before anything was sent');
  expect(asked).toEqual([]);
});
