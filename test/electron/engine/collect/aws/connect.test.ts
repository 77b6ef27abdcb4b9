import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunSecret } from '@shared/domain/connection.ts';
import { AppError } from '@shared/errors.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { longestPolicy, narrowingPolicies } from '../../../../../electron/engine/collect/aws/narrowing.ts';
import type { Ask } from '../../../../../electron/engine/collect/run/source.ts';
import { productionAccount, sampleAccounts, stagingAccount } from '../../../../loopback/aws/sample.ts';
import type { LoopbackAws } from '../../../../loopback/aws/server.ts';
import { connectTo, roleArn, startSample, toolsWith } from './live.fixture.ts';

let aws: LoopbackAws;
let folder = '';
const start = async (change: Parameters<typeof startSample>[0] = {}): Promise<void> => {
  aws = await startSample(change);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-aws-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await aws.close();
});

const withProfiles = (text: string): void => {
  writeFileSync(join(folder, 'config'), text);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
};
const asked = (answer: string | null): { ask: Ask; prompts: unknown[] } => {
  const prompts: unknown[] = [];
  const ask: Ask = async (prompt) => {
    prompts.push(prompt);
    return answer;
  };
  return { prompts, ask };
};
const failure = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: unknown) => {
      if (error instanceof AppError) return error;
      throw error;
    },
  );
const forms = (action: string) =>
  aws.requests.filter((it) => it.action === action).map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

const externalAccounts = {
  ...sampleAccounts,
  [productionAccount]: { ...sampleAccounts[productionAccount], regions: {}, externalId: toolsWith().externalId },
};

describe('a role', () => {
  test('is assumed with the narrowing policy, the external id, the name of the run and a region of STS', async () => {
    await start({ accounts: externalAccounts });
    const source = await connectTo(aws);
    expect(forms('AssumeRole')).toEqual([
      expect.objectContaining({
        RoleArn: roleArn,
        RoleSessionName: 'readiness-larkspur-7',
        DurationSeconds: '3600',
        ExternalId: toolsWith().externalId,
        Policy: narrowingPolicies[0],
      }),
    ]);
    expect(aws.requests.map(({ action, region }) => [action, region])).toEqual([
      ['AssumeRole', 'eu-central-1'],
      ['GetCallerIdentity', 'eu-central-1'],
    ]);
    expect(source.identities).toEqual([
      expect.objectContaining({
        account: productionAccount,
        principal: `arn:aws:sts::${productionAccount}:assumed-role/readiness/readiness-larkspur-7`,
        session: 'readiness-larkspur-7',
        expiresAt: expect.stringMatching(/^20\d\d-.*Z$/),
      }),
    ]);
    expect(source.warnings).toEqual([]);
  });

  test('every narrowing policy fits, allows reads of AWS Config only and denies reads of data', () => {
    expect(narrowingPolicies.length).toBe(2);
    for (const text of narrowingPolicies) {
      expect(text.length).toBeLessThanOrEqual(longestPolicy);
      const [allow, deny, ...rest]: { Effect: string; Action: string[] }[] = JSON.parse(text).Statement;
      expect(rest).toEqual([]);
      expect(allow?.Effect).toBe('Allow');
      expect(allow?.Action.filter((action) => !/^config:(Get|List|Describe|BatchGet|Select)/.test(action))).toEqual([]);
      expect(deny?.Effect).toBe('Deny');
      expect(deny?.Action).toEqual(
        expect.arrayContaining(['s3:GetObject*', 'secretsmanager:GetSecretValue', 'kms:Decrypt']),
      );
    }
  });

  test('gets the shorter policy when AWS packs the first too large, and is never held without one', async () => {
    await start({ packedPolicyLimit: (narrowingPolicies[0]?.length ?? 0) - 1 });
    await connectTo(aws);
    expect(forms('AssumeRole').map(({ Policy }) => Policy)).toEqual(narrowingPolicies);
    await aws.close();
    await start({ packedPolicyLimit: 100 });
    const error = await failure(connectTo(aws));
    expect(error.message).toContain('PackedPolicyTooLarge');
    expect(forms('AssumeRole').every(({ Policy }) => (Policy ?? '') !== '')).toBe(true);
    expect(aws.sessions()).toEqual([]);
  });

  test('that is refused names the three causes and tells no secret', async () => {
    await start({ accounts: { [productionAccount]: { regions: {}, externalId: 'another' } } });
    const error = await failure(connectTo(aws));
    expect(error.message).toBe(`AWS refused to let this identity assume ${roleArn}.`);
    expect(error.remedy).toMatch(/external id.*MFA.*trust policy/);
    expect(JSON.stringify([error.message, error.remedy])).not.toContain('consultant-secret');
  });

  test('of one name in many accounts: those that fail are named, the others are read', async () => {
    await start({ accounts: { ...sampleAccounts, '777788889999': { regions: {}, trusts: false } } });
    const accounts = [productionAccount, '777788889999', stagingAccount];
    const source = await connectTo(aws, { roleArn: 'arn:aws:iam::*:role/readiness', accounts });
    expect(source.identities.map(({ account }) => account)).toEqual([productionAccount, stagingAccount]);
    expect(source.warnings).toEqual([expect.stringMatching(/^777788889999 was not reached: AWS refused/)]);
    const error = await failure(
      connectTo(aws, { roleArn: 'arn:aws:iam::*:role/readiness', accounts: ['777788889999'] }),
    );
    expect(error.message).toContain('arn:aws:iam::777788889999:role/readiness');
  });

  test('of another partition than the region of STS is refused before anything is sent', async () => {
    await start();
    const error = await failure(connectTo(aws, { roleArn: 'arn:aws-cn:iam::111122223333:role/readiness' }));
    expect(error.message).toContain('partition aws-cn');
    expect(aws.requests).toEqual([]);
  });

  test('without the external id is said to be a finding', async () => {
    await start();
    const source = await connectTo(aws, { sendsExternalId: false });
    expect(forms('AssumeRole')[0]).not.toHaveProperty('ExternalId');
    expect(source.warnings).toEqual([expect.stringContaining('without the external id')]);
  });
});

describe('pasted keys', () => {
  const keys = (change: object): RunSecret => ({
    kind: 'keys',
    accessKeyId: 'AKIALONGLIVED0000000',
    secretAccessKey: 'long-lived-secret-key-000000',
    sessionToken: null,
    insists: false,
    ...change,
  });

  test('that are long-lived are refused with the reason unless the person insists', async () => {
    await start();
    const error = await failure(connectTo(aws, {}, { secret: keys({}) }));
    expect(error.message).toContain('long-lived access key (AKIA)');
    expect(aws.requests).toEqual([]);
    await connectTo(aws, {}, { secret: keys({ insists: true }) });
    expect(aws.requests.length).toBe(2);
  });

  test('without a role cannot be narrowed, and that is said', async () => {
    await start();
    const source = await connectTo(aws, { roleArn: null });
    expect(source.warnings).toEqual([expect.stringContaining('AWS cannot keep this session to read calls')]);
    expect(aws.requests.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
  });

  test('that are temporary need their token', async () => {
    await start();
    const error = await failure(connectTo(aws, {}, { secret: keys({ accessKeyId: 'ASIATEMPORARY0000000' }) }));
    expect(error.remedy).toBe('Paste the session token too.');
  });
});

describe('a profile', () => {
  const keys = 'aws_access_key_id = AKIABASE000000000000\naws_secret_access_key = base-secret\n';
  const none = { secret: null, sendsExternalId: false };

  test('with a role and a source profile is assumed by us, narrowed', async () => {
    await start();
    withProfiles(
      `[profile base]\n${keys}[profile client]\nrole_arn = ${roleArn}\nsource_profile = base\nexternal_id = from-profile\n`,
    );
    const source = await connectTo(aws, { profile: 'client', roleArn: null }, none);
    expect(forms('AssumeRole')).toEqual([
      expect.objectContaining({ RoleArn: roleArn, ExternalId: 'from-profile', Policy: narrowingPolicies[0] }),
    ]);
    expect(source.warnings).toEqual([]);
  });

  test('with a role below another role may in between do nothing but take the next, for an hour at most', async () => {
    await start();
    const first = `arn:aws:iam::${stagingAccount}:role/hub`;
    withProfiles(`[profile base]\n${keys}[profile hub]\nrole_arn = ${first}\nsource_profile = base\n`);
    const source = await connectTo(aws, { profile: 'hub', durationSeconds: 7200 }, { secret: null });
    const [hub, client] = forms('AssumeRole');
    expect(JSON.parse(hub?.Policy ?? '').Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: [roleArn] },
    ]);
    expect(client).toEqual(expect.objectContaining({ RoleArn: roleArn, DurationSeconds: '3600' }));
    expect(source.warnings).toEqual([expect.stringContaining('one hour at most')]);
  });

  test('with an MFA device asks for one code and uses it once', async () => {
    const device = 'arn:aws:iam::999999999999:mfa/consultant';
    await start({ accounts: { [productionAccount]: { regions: {}, mfa: { device, codes: ['123456'] } } } });
    withProfiles(`[profile base]\n${keys}mfa_serial = ${device}\n`);
    const person = asked('123 456');
    await connectTo(aws, { profile: 'base' }, { secret: null, ask: person.ask });
    expect(person.prompts).toEqual([{ kind: 'mfa', device }]);
    expect(forms('AssumeRole')).toEqual([expect.objectContaining({ SerialNumber: device, TokenCode: '123456' })]);
    const again = await failure(connectTo(aws, { profile: 'base' }, { secret: null, ask: person.ask }));
    expect(again.remedy).toBe('Wait for the next code; each works once.');
    const nobody = await failure(connectTo(aws, { profile: 'base' }, { secret: null, ask: asked(null).ask }));
    expect(nobody.code).toBe('cancelled');
  });

  test('with a command shows it first and runs it only when the person agrees', async () => {
    await start();
    const mark = join(folder, 'ran');
    const script = join(folder, 'credentials.mjs');
    const given = {
      Version: 1,
      AccessKeyId: 'ASIAPROCESS000000000',
      SecretAccessKey: 'process-secret',
      SessionToken: 'process-token',
    };
    writeFileSync(
      script,
      `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(mark)}, 'x'); console.log(${JSON.stringify(JSON.stringify(given))});`,
    );
    const command = `"${process.execPath}" "${script}"`;
    withProfiles(`[profile tool]\ncredential_process = ${command}\n`);
    const refusing = asked(null);
    expect((await failure(connectTo(aws, { profile: 'tool' }, { secret: null, ask: refusing.ask }))).code).toBe(
      'cancelled',
    );
    expect(refusing.prompts).toEqual([{ kind: 'process', profile: 'tool', command }]);
    expect(() => rmSync(mark)).toThrow();
    await connectTo(aws, { profile: 'tool' }, { secret: null, ask: asked('yes').ask });
    expect(() => rmSync(mark)).not.toThrow();
    expect(forms('AssumeRole').length).toBe(1);
  });

  test('that asks a metadata service is refused with the reason, and no socket is opened', async () => {
    await start();
    withProfiles(`[profile machine]\nrole_arn = ${roleArn}\ncredential_source = Ec2InstanceMetadata\n`);
    const error = await failure(connectTo(aws, { profile: 'machine', roleArn: null }, { secret: null }));
    expect(error.message).toContain('asks a metadata service, which Fieldwork never does');
    expect(aws.requests).toEqual([]);
  });

  test('whose sign-in is over says what to run', async () => {
    await start();
    vi.stubEnv('HOME', folder);
    withProfiles(
      '[profile sso]\nsso_account_id = 111122223333\nsso_role_name = Reader\nsso_region = eu-central-1\nsso_start_url = https://larkspur.awsapps.com/start\n',
    );
    const error = await failure(connectTo(aws, { profile: 'sso' }, { secret: null }));
    expect(error.remedy).toBe('Run aws sso login for the profile, then connect again.');
  });
});

describe('a session that is over', () => {
  test('goes on as the same principal', async () => {
    await start();
    const source = await connectTo(aws);
    await source.renew(new AbortController().signal);
    expect(forms('AssumeRole').length).toBe(2);
    expect(source.identities.map(({ account }) => account)).toEqual([productionAccount]);
  });

  test('does not go on as another one', async () => {
    const caller = (arn: string) => ({ account: productionAccount, arn, policy: null, expiresAt: null });
    const callers = {
      ASIAONE0000000000000: caller(`arn:aws:sts::${productionAccount}:assumed-role/reader/a`),
      ASIATWO0000000000000: caller(`arn:aws:sts::${productionAccount}:assumed-role/admin/a`),
    };
    await start({ callers });
    const profile = (key: string): void =>
      withProfiles(
        `[profile keys]\naws_access_key_id = ${key}\naws_secret_access_key = some-secret\naws_session_token = some-token\n`,
      );
    profile('ASIAONE0000000000000');
    const source = await connectTo(aws, { profile: 'keys', roleArn: null }, { secret: null });
    profile('ASIATWO0000000000000');
    const error = await failure(source.renew(new AbortController().signal));
    expect(error.message).toContain('assumed-role/admin');
    expect(source.identities[0]?.principal).toContain('assumed-role/reader');
  });
});
