import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type AwsProfile, listProfiles } from '../../../../../electron/engine/collect/aws/profiles.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-profiles-'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const write = (config: string, credentials = ''): void => {
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
};
const named = async (name: string): Promise<AwsProfile | undefined> =>
  (await listProfiles()).find((profile) => profile.name === name);

test('a machine without AWS files has no profiles', async () => {
  expect(await listProfiles()).toEqual([]);
});

test('each kind is told by what the section holds', async () => {
  write(
    `[default]\nregion = eu-central-1\n
[profile role]\nrole_arn = arn:aws:iam::111122223333:role/r\nsource_profile = keys\nmfa_serial = arn:aws:iam::1:mfa/me\nregion = eu-west-1
[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = Reader
[sso-session corp]\nsso_region = eu-central-1\nsso_start_url = https://x
[services other]\nsts =\n  endpoint_url = http://169.254.169.254
[profile login]\nlogin_session = arn:aws:iam::1:user/me
[profile process]\ncredential_process = /usr/bin/tool --json "a b"
[profile web]\nrole_arn = arn:aws:iam::1:role/r\nweb_identity_token_file = /var/token`,
    '[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret-of-the-file',
  );
  const profiles = await listProfiles();
  expect(profiles.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'default unknown',
    'keys keys',
    'login login',
    'process process',
    'role role',
    'sso sso',
    'web web-identity',
  ]);
  expect(profiles.filter(({ problem }) => problem !== null).map(({ name }) => name)).toEqual(['default', 'web']);
  expect(await named('role')).toEqual({
    name: 'role',
    kind: 'role',
    region: 'eu-west-1',
    roleArn: 'arn:aws:iam::111122223333:role/r',
    mfaDevice: 'arn:aws:iam::1:mfa/me',
    command: null,
    problem: null,
  });
  expect((await named('process'))?.command).toBe('/usr/bin/tool --json "a b"');
});

test('nothing of a secret leaves the files', async () => {
  write(
    '',
    '[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secret-of-the-file\naws_session_token = token-of-the-file',
  );
  const text = JSON.stringify(await listProfiles());
  expect(text).toContain('"keys"');
  expect(text).not.toMatch(/AKIA|secret-of|token-of/);
});

const problems: readonly (readonly [string, string, RegExp])[] = [
  [
    'a source that is missing',
    'role_arn = arn:aws:iam::1:role/r\nsource_profile = nobody',
    /source profile nobody does not exist\.$/,
  ],
  ['no source at all', 'role_arn = arn:aws:iam::1:role/r', /neither a source_profile nor a credential_source\.$/],
  [
    'a metadata service',
    'role_arn = arn:aws:iam::1:role/r\ncredential_source = EcsContainer',
    /EcsContainer asks a metadata service/,
  ],
  ['half a key', 'aws_access_key_id = AKIA1', /no secret key\.$/],
  ['a sign-in without a role', 'sso_session = corp', /no account and role for it\.$/],
  [
    'itself as a source without keys',
    'role_arn = arn:aws:iam::1:role/r\nsource_profile = it',
    /its own source profile\.$/,
  ],
];
test.each(problems)('%s is a problem said in a sentence', async (_, section, problem) => {
  write(`[profile it]\n${section}`);
  expect((await named('it'))?.problem).toMatch(problem);
});

test('a circle of sources is seen', async () => {
  write(
    '[profile a]\nrole_arn = arn:aws:iam::1:role/a\nsource_profile = b\n[profile b]\nrole_arn = arn:aws:iam::1:role/b\nsource_profile = a',
  );
  expect((await named('a'))?.problem).toMatch(/goes in a circle\.$/);
});

test('a change of the files is seen at once', async () => {
  write('[profile one]\ncredential_process = a');
  expect((await listProfiles()).map(({ name }) => name)).toEqual(['one']);
  write('[profile two]\ncredential_process = a');
  expect((await listProfiles()).map(({ name }) => name)).toEqual(['two']);
});
