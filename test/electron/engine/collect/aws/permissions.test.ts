import { describe, expect, test } from 'vitest';
import { configActions } from '../../../../../electron/engine/collect/aws/actions.ts';
import { operations } from '../../../../../electron/engine/collect/aws/operations.ts';
import { awsPermissions } from '../../../../../electron/engine/collect/aws/permissions.ts';

const externalId = '5f0c1d2e3b4a59687706152433425160';
const principal = 'arn:aws:iam::999999999999:role/consultants';
const made = awsPermissions({ principal, roleName: 'readiness', externalId });
const textOf = (name: string, from = made): string => from.documents.find((it) => it.name === name)?.text ?? '';
const actionsIn = (text: string): readonly string[] => [...new Set(text.match(/config:[A-Za-z*]+/g) ?? [])].sort();

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: readonly string[] | string;
  readonly Resource?: string;
}
const policy: { Version: string; Statement: readonly Statement[] } = JSON.parse(textOf('permission-policy.json'));

describe('the permission policy', () => {
  test('is an IAM policy that fits the limit of a managed policy', () => {
    expect(policy.Version).toBe('2012-10-17');
    for (const { Sid, Effect, Resource } of policy.Statement) {
      expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
      expect([Effect, Resource]).toEqual(['Allow', '*']);
    }
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6144);
    expect(textOf('permission-policy.json').replace(/\s/g, '').length).toBeLessThanOrEqual(6144);
  });

  test('allows read calls of AWS Config only, without a wildcard', () => {
    const actions = policy.Statement.flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => !/^config:(Get|List|Describe|BatchGet|Select)[A-Za-z]+$/.test(action))).toEqual(
      [],
    );
  });

  test('allows exactly what the operations call and the guard lets pass', () => {
    const actions = policy.Statement.flatMap(({ Action }) => Action).map((action) => action.replace('config:', ''));
    expect([...actions].sort()).toEqual([...configActions]);
    for (const { action } of Object.values(operations)) expect(actions).toContain(action);
    expect(new Set(made.actions)).toEqual(new Set(actions.map((action) => `config:${action}`)));
  });
});

test('the trust policy names the identity and demands the external id', () => {
  expect(JSON.parse(textOf('trust-policy.json'))).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: principal },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  });
});

test.each(['role.cloudformation.yaml', 'role.tf'])('%s says the same as the two policies', (name) => {
  const text = textOf(name);
  expect(actionsIn(text)).toEqual(actionsIn(textOf('permission-policy.json')));
  expect(text).toContain(principal);
  expect(text).toContain(externalId);
  expect(text).not.toContain('*:*');
});

test('the policies inside CloudFormation and Terraform are whole JSON', () => {
  const blocks = ['role.cloudformation.yaml', 'role.tf'].flatMap((name) => {
    const lines = textOf(name).split('\n');
    return lines.flatMap((line, place) => {
      const begins = /PolicyDocument: \{$/.test(line) || (lines[place - 1] ?? '').endsWith('<<-JSON');
      if (!begins) return [];
      const indent = /^\s*/.exec(lines[place + 1] ?? '')?.[0].length ?? 0;
      const end = lines.findIndex((it, at) => at > place && it === `${' '.repeat(indent - 2)}}`);
      return [JSON.parse(`{${lines.slice(place + 1, end + 1).join('\n')}`)];
    });
  });
  expect(blocks).toEqual([
    JSON.parse(textOf('trust-policy.json')),
    policy,
    JSON.parse(textOf('trust-policy.json')),
    policy,
  ]);
});

test('what a person typed reaches no text unless it is a name or an ARN', () => {
  const hostile = awsPermissions({ principal: '"}], "x', roleName: "a'; rm -rf / #", externalId });
  expect(hostile.documents.map(({ text }) => text).join('')).not.toMatch(/rm -rf|"\}\], "x/);
  expect(JSON.parse(textOf('trust-policy.json', hostile)).Statement[0].Principal.AWS).toMatch(
    /replace-with-the-identity/,
  );
  expect(textOf('role.tf', hostile)).toContain('"fieldwork-readiness"');
});

test('what can and cannot be seen is said in full sentences', () => {
  expect(made.canSee.length).toBeGreaterThan(3);
  expect(made.cannotSee.length).toBeGreaterThan(3);
  for (const sentence of [...made.canSee, ...made.cannotSee, ...made.documents.map(({ about }) => about)])
    expect(sentence).toMatch(/^[A-Z].*\.$/s);
});
