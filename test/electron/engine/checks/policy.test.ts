import type { Json } from '@shared/domain/json.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  coversAction,
  everyoneIn,
  grantsEverything,
  readPolicy,
  type Statement,
  statements,
} from '../../../../electron/engine/checks/policy.ts';

const at = (value: Json | undefined) => ({ path: 'configuration.Policy', value });
const policy = (...all: readonly Json[]): Json => ({ Version: '2012-10-17', Statement: all });
const allow = (more: Readonly<Record<string, Json>>): Json => ({ Effect: 'Allow', Action: 's3:GetObject', ...more });

function only(more: Readonly<Record<string, Json>>): Statement {
  const [statement] = statements(at(policy(allow(more)))) ?? [];
  if (statement === undefined) throw new Error('the statement could not be read');
  return statement;
}

describe('a document', () => {
  test('may hold its one statement without a list', () => {
    expect(statements(at({ Statement: allow({}) }))?.map(({ at: { path } }) => path)).toEqual([
      'configuration.Policy.Statement',
    ]);
  });
  test('may stand in a list of one, as some inline policies do', () => {
    expect(statements(at([policy(allow({}))]))?.[0]?.at.path).toBe('configuration.Policy[0].Statement[0]');
  });
  test('without any statement grants nothing and is readable', () => {
    expect(statements(at(policy()))).toEqual([]);
  });
  test.each([
    ['text that was not decoded', '{"Version":"2012-10-17"'],
    ['nothing', undefined],
    ['no Statement element', { Version: '2012-10-17' }],
    ['two documents', [policy(), policy()]],
    ['a statement that is text', policy('Allow')],
    ['an effect that is neither Allow nor Deny', policy({ Effect: 'allow?', Action: '*' })],
    ['a statement without any action', policy({ Effect: 'Allow', Resource: '*' })],
    ['a principal of an unknown kind', policy(allow({ Principal: { Martian: '1' } }))],
    ['a principal that is text other than *', policy(allow({ Principal: '111122223333' }))],
    ['a condition that is text', policy(allow({ Condition: 'none' }))],
    [
      'a condition value that is an object',
      policy(allow({ Condition: { StringEquals: { 'aws:SourceArn': { a: 1 } } } })),
    ],
    ['one unreadable statement among readable ones', policy(allow({}), 7)],
  ] satisfies readonly (readonly [string, Json | undefined])[])('with %s is not readable', (_, value) => {
    expect(statements(at(value))).toBeNull();
  });
  test('that is absent, empty or broken is told apart', () => {
    const states = [undefined, null, {}, '', 'broken', policy()].map((value) => readPolicy(at(value)).state);
    expect(states).toEqual(['missing', 'none', 'none', 'none', 'unreadable', 'read']);
  });
});

describe('a principal', () => {
  test.each([
    ['*', '*'],
    ['AWS: *', { AWS: '*' }],
    ['a * in a list', { AWS: ['arn:aws:iam::111122223333:root', '*'] }],
    ['*: *', { '*': '*' }],
  ] satisfies readonly (readonly [string, Json])[])('written as %s is everyone', (_, principal) => {
    expect(everyoneIn(only({ Principal: principal }))).toHaveLength(1);
  });
  test('left out by NotPrincipal opens the statement to everyone else', () => {
    expect(everyoneIn(only({ NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } }))).toHaveLength(1);
  });
  test('is quoted with its exact place and the spelling of the item', () => {
    expect(only({ principal: { aws: ['111122223333', 'arn:aws:iam::444455556666:root'] } }).principals).toMatchObject([
      { kind: 'AWS', id: '111122223333', at: { path: 'configuration.Policy.Statement[0].principal.aws[0]' } },
      {
        kind: 'AWS',
        id: 'arn:aws:iam::444455556666:root',
        at: { path: 'configuration.Policy.Statement[0].principal.aws[1]' },
      },
    ]);
  });
  test.each(['Federated', 'Service', 'CanonicalUser', 'AWS'] as const)('of kind %s keeps its kind', (kind) => {
    expect(only({ Principal: { [kind]: 'x' } }).principals.map((one) => one.kind)).toEqual([kind]);
  });
});

describe('a condition', () => {
  test('is one entry per key, and its values are texts even when they are written as truth values', () => {
    const { conditions } = only({
      Condition: { Bool: { 'aws:SecureTransport': false }, StringEquals: { a: ['x', 'y'], b: 'z' } },
    });
    expect(conditions.map(({ operator, key, values }) => [operator, key, ...values])).toEqual([
      ['Bool', 'aws:SecureTransport', 'false'],
      ['StringEquals', 'a', 'x', 'y'],
      ['StringEquals', 'b', 'z'],
    ]);
  });
  test('keeps a key that holds dots whole', () => {
    const { conditions } = only({ Condition: { StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub': 'x' } } });
    expect(conditions).toMatchObject([{ key: 'oidc.eks.eu-west-1.amazonaws.com/id/A1:sub', values: ['x'] }]);
  });
});

describe('actions and resources', () => {
  test('are compared with wildcards and without case', () => {
    expect(coversAction(only({ Action: ['S3:get*'] }), 's3:GetObject')).toBe(true);
    expect(coversAction(only({ Action: ['s3:Put*'] }), 's3:GetObject')).toBe(false);
  });
  test('NotAction covers what it does not name', () => {
    const [statement] = statements(at(policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }))) ?? [];
    expect(statement && [coversAction(statement, 's3:GetObject'), coversAction(statement, 'iam:PassRole')]).toEqual([
      true,
      false,
    ]);
  });
  test.each([
    ['*', '*', true],
    ['*:*', '*', true],
    [['s3:Get*', '*'], ['arn:aws:s3:::a', '*'], true],
    ['*', 'arn:aws:*:*:*:*', true],
    ['s3:*', '*', false],
    ['*', 'arn:aws:s3:::invoices/*', false],
    ['*', 'arn:aws:s3:::*', false],
  ] satisfies readonly (readonly [Json, Json, boolean])[])(
    'Action %j on %j is full access: %s',
    (action, resource, expected) => {
      expect(grantsEverything(only({ Action: action, Resource: resource }))).toBe(expected);
    },
  );
  test('NotAction and NotResource are read as full access, a Deny is not', () => {
    const read = (statement: Json) => (statements(at(policy(statement))) ?? []).map(grantsEverything);
    expect(read({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })).toEqual([true]);
    expect(read({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::audit/*' })).toEqual([true]);
    expect(read({ Effect: 'Deny', Action: '*', Resource: '*' })).toEqual([false]);
  });
});

describe('for any input', () => {
  const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) satisfies Json);
  test('a document is either refused or read whole, and reading never throws', () => {
    fc.assert(
      fc.property(json, json, json, (principal, condition, body) => {
        const read = statements(
          at(policy({ Effect: 'Allow', Action: '*', Principal: principal, Condition: condition }, body)),
        );
        expect(read === null || read.length === 2).toBe(true);
        expect(() => statements(at(body))).not.toThrow();
      }),
    );
  });
  test('a text and a list of that one text read the same', () => {
    const word = fc.stringMatching(/^[a-z0-9:*?/-]{1,12}$/);
    fc.assert(
      fc.property(word, word, word, (action, resource, id) => {
        const plain = only({ Action: action, Resource: resource, Principal: { AWS: id } });
        const listed = only({ Action: [action], Resource: [resource], Principal: { AWS: [id] } });
        const shape = ({ actions, resources, principals }: Statement) => [
          actions,
          resources,
          principals.map((one) => [one.kind, one.id]),
        ];
        expect(shape(listed)).toEqual(shape(plain));
      }),
    );
  });
});
