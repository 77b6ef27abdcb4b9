import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../../../electron/engine/collect/redact.ts';
import { mayHoldSecret } from '../../../../electron/engine/collect/secret-hints.ts';
import { secretsOf } from '../../../../electron/engine/collect/secrets.ts';

const salt = 'salt';
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const redacted = (value: unknown): { text: string; redactions: number } => {
  const { bytes, redactions } = redact(bytesOf(typeof value === 'string' ? value : JSON.stringify(value)), salt);
  return { text: Buffer.from(bytes).toString('utf8'), redactions };
};
const commitment = (secret: string): string =>
  `fieldwork:commitment:${createHmac('sha256', salt).update(secret).digest('hex').slice(0, 16)}`;

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLW9mLWl0';
const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nq7\n-----END RSA PRIVATE KEY-----';

describe('what is replaced', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a variable of a Lambda function', { environment: { variables: { LEVEL: 'canary one' } } }, 'canary one'],
    ['a variable called ENV', { environment: { variables: { ENV: 'canary-env' } } }, 'canary-env'],
    [
      'a variable of an ECS container',
      { ContainerDefinitions: [{ Environment: [{ Name: 'A', Value: 'canary-ecs' }] }] },
      'canary-ecs',
    ],
    ['a setting of an Azure app', { properties: { appSettings: [{ name: 'A', value: 'canary-app' }] } }, 'canary-app'],
    ['a text under a password', { masterUserPassword: 'canary-pass' }, 'canary-pass'],
    [
      'a value whose sibling names a password, before it',
      { list: [{ name: 'DB_PASSWORD', value: 'canary-a' }] },
      'canary-a',
    ],
    [
      'a value whose sibling names a password, after it',
      { list: [{ value: 'canary-b', name: 'DB_PASSWORD' }] },
      'canary-b',
    ],
    ['an access key id', { note: 'key AKIAIOSFODNN7EXAMPLE here' }, 'AKIAIOSFODNN7EXAMPLE'],
    [
      'a secret key beside its id',
      { note: 'AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    ],
    ['a web token', { header: `x ${jwt}` }, jwt],
    ['a private key', { data: pem }, pem],
    [
      'the signature of a shared access link',
      { url: 'https://a.blob/x?sv=1&sig=canarysignature0000%3D' },
      'canarysignature0000%3D',
    ],
    ['the password of a connection string', { text: 'Server=tcp:a;Password=canary-c0nn;Encrypt=true' }, 'canary-c0nn'],
    ['the password in a link', { text: 'postgres://user:canary-link@db/x' }, 'canary-link'],
    ['a bearer token', { header: 'Bearer canary.token.of.some.length' }, 'canary.token.of.some.length'],
  ];
  test.each(cases)('%s', (_, value, secret) => {
    const { text, redactions } = redacted(value);
    expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(text).toContain(commitment(secret));
    expect(redactions).toBeGreaterThan(0);
    expect(redacted(text)).toEqual({ text, redactions: 0 });
  });

  test('the same inside JSON in strings, twice over', () => {
    const inner = JSON.stringify({ environment: { variables: { KEY: 'canary "quoted" ü' } }, other: 'stays\n' });
    const { text } = redacted({ Results: [JSON.stringify({ configuration: inner, id: 1 })] });
    const outer: { Results: string[] } = JSON.parse(text);
    const row: { configuration: string; id: number } = JSON.parse(outer.Results[0] ?? '');
    expect(JSON.parse(row.configuration)).toEqual({
      environment: { variables: { KEY: commitment('canary "quoted" ü') } },
      other: 'stays\n',
    });
    expect(row.id).toBe(1);
  });

  test('the same secret gives the same commitment wherever it stands', () => {
    const { text, redactions } = redacted({ password: 'canary-1', text: JSON.stringify({ password: 'canary-1' }) });
    expect(text.split(commitment('canary-1')).length - 1).toBe(2);
    expect(redactions).toBe(2);
  });
});

describe('what stays', () => {
  const harmless: readonly (readonly [string, unknown])[] = [
    ['page tokens', { NextToken: jwt, Results: [] }],
    [
      'the ARN of a secret',
      { masterUserSecret: { secretArn: 'arn:aws:secretsmanager:eu-west-1:1:secret:db' }, secret: 'arn:aws:x' },
    ],
    [
      'tags that say which environment',
      { tags: { environment: 'production' }, list: [{ key: 'environment', value: 'production' }] },
    ],
    ['image and size of a build', { environment: { image: 'aws/codebuild', computeType: 'SMALL' } }],
    ['policies about passwords', { passwordPolicy: { minimumLength: 14 }, password: true, pwd: null }],
    ['masked passwords', { masterUserPassword: '****' }],
    [
      'references into a vault',
      { value: '@Microsoft.KeyVault(SecretUri=https://a.vault.azure.net/x)', name: 'password' },
    ],
  ];
  test.each(harmless)('%s', (_, value) => {
    expect(redacted(value)).toEqual({ text: JSON.stringify(value), redactions: 0 });
  });

  test('an answer without anything of the kind is the very same bytes', () => {
    const bytes = bytesOf(JSON.stringify({ Results: ['{"configuration":{"name":"a"}}'] }));
    expect(redact(bytes, salt).bytes).toBe(bytes);
  });

  test('a flag about passwords gives no hint of one, wherever it stands; a text of that name does', () => {
    const hints = (value: unknown) => mayHoldSecret(bytesOf(JSON.stringify(value)));
    const flags = { disablePasswordAuthentication: true, passwordLength: 14, lastPassword: null };
    expect([flags, { text: JSON.stringify(flags) }].map(hints)).toEqual([false, false]);
    const texts = [{ password: 'a' }, { disablePassword: ['a'] }, { ...flags, a: 'Password=abcd' }];
    expect([...texts, { text: JSON.stringify(texts[0]) }].map(hints)).toEqual([true, true, true, true]);
  });

  test('bytes that are no UTF-8 stay as they are around a secret', () => {
    const before = Buffer.concat([
      Buffer.from('{"a":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('","password":"canary"}'),
    ]);
    const { bytes } = redact(new Uint8Array(before), salt);
    const expected = Buffer.concat([
      before.subarray(0, before.length - 8),
      Buffer.from(commitment('canary')),
      Buffer.from('"}'),
    ]);
    expect(Buffer.from(bytes).equals(expected)).toBe(true);
  });
});

/** Values with a canary among them, wrapped in JSON text up to three times. */
const canary = fc
  .string({ unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyz23456789'), minLength: 8, maxLength: 20 })
  .map((it) => `canary-${it}`);
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.constantFrom('name', 'é"\\', 'tags', 'configuration', 'id', 'rules'), tie('value'), {
    maxKeys: 4,
  }),
}));
const holders = [
  (secret: string) => ({ environment: { variables: { A: secret } } }),
  (secret: string) => ({ Environment: [{ Name: 'x', Value: secret }] }),
  (secret: string) => ({ clientSecret: secret }),
  (secret: string) => ({ note: `mongodb://u:${secret}@h/x` }),
  (secret: string) => ({ text: `Password=${secret};Timeout=3` }),
];

test('property: never leaves a canary, and changes nothing else, at any depth of text in text', () => {
  fc.assert(
    fc.property(
      canary,
      fc.nat(holders.length - 1),
      plain.value,
      plain.list,
      fc.nat(3),
      (secret, which, left, right, depth) => {
        let value: unknown = { left, held: holders[which]?.(secret), right };
        for (let level = 0; level < depth; level += 1) value = { Results: [JSON.stringify(value), left] };
        const before = JSON.stringify(value);
        const { text, redactions } = redacted(before);
        expect(text).not.toContain(secret);
        expect(redactions).toBeGreaterThan(0);
        expect(text.replaceAll(commitment(secret), secret)).toBe(before);
        expect(redacted(text)).toEqual({ text, redactions: 0 });
      },
    ),
    { numRuns: 400 },
  );
});

test('property: whatever the text, nothing is thrown and the rest of it stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => {
      const before = `${noise}{"password":"canary-secret"`;
      const { text } = redacted(before);
      expect(text.replace(commitment('canary-secret'), 'canary-secret')).toBe(Buffer.from(before).toString('utf8'));
    }),
    { numRuns: 300 },
  );
});

test('property: the quick look misses nothing that the thorough one finds', () => {
  const alike = fc.constantFrom(
    '"password":"abc"',
    '"env":{"A":"b"}',
    'sig=aaaaaaaaaaaaaaaaaaaa',
    'AKIAIOSFODNN7EXAMPLE',
    '://u:p@h',
    ':\\/\\/u:p@h',
    jwt,
    'xoxb-0123456789',
    'environment',
    'asia',
    '"disablePasswordAuthentication":true,',
    '"password":true,"passwordText":"Password=abcd"',
    '"name":"DB_PASSWORD","value":"x"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(alike, fc.string({ maxLength: 6 })), { maxLength: 8 }), (parts) => {
      const text = JSON.stringify({
        text: parts.join(' '),
        inner: JSON.stringify({ a: parts }),
        doc: `{${parts.join(',')}}`,
      });
      if (secretsOf(text).length > 0) expect(mayHoldSecret(bytesOf(text))).toBe(true);
    }),
    { numRuns: 500 },
  );
});
