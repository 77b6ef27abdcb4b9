import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldwork } from './run.ts';

const policy = z.object({
  Version: z.literal('2012-10-17'),
  Statement: z.array(z.object({ Effect: z.literal('Allow'), Action: z.array(z.string()), Resource: z.literal('*') })),
});
const role = z.object({
  Actions: z.array(z.string()),
  NotActions: z.array(z.string()),
  DataActions: z.array(z.string()),
});

test('the policy for AWS is IAM JSON that allows reads of AWS Config and nothing else', async () => {
  const ran = await fieldwork('policy', 'aws');
  expect([ran.code, ran.err]).toEqual([0, '']);
  const actions = policy.parse(JSON.parse(ran.out)).Statement.flatMap(({ Action }) => Action);
  expect(actions.length).toBeGreaterThan(10);
  for (const action of actions) expect(action).toMatch(/^config:(Get|List|Describe|BatchGet|Select)[A-Za-z]+$/);
});

test.each(['cloudformation', 'terraform'])('as %s it names the same calls and the external id', async (format) => {
  const actions = policy
    .parse(JSON.parse((await fieldwork('policy', 'aws')).out))
    .Statement.flatMap(({ Action }) => Action);
  const ran = await fieldwork('policy', 'aws', '--format', format, '--external-id', '00112233445566778899aabbccddeeff');
  expect(ran.code).toBe(0);
  for (const action of actions) expect(ran.out).toContain(action);
  expect(ran.out).toContain('00112233445566778899aabbccddeeff');
});

test('the role for Azure reads, and holds no data action', async () => {
  const ran = await fieldwork('policy', 'azure', '--subscriptions', '11111111-2222-4333-8444-555555555555');
  expect([ran.code, ran.err]).toEqual([0, '']);
  const { Actions, DataActions } = role.parse(JSON.parse(ran.out));
  expect(Actions.length).toBeGreaterThan(10);
  for (const action of Actions) expect(action).toMatch(/\/read$/);
  expect(DataActions).toEqual([]);
  expect(ran.out).toContain('/subscriptions/11111111-2222-4333-8444-555555555555');
});

test('another cloud, and a format that a cloud has not, are wrong use', async () => {
  expect((await fieldwork('policy', 'gcp')).code).toBe(2);
  expect((await fieldwork('policy', 'azure', '--format', 'terraform')).code).toBe(2);
});

test('a collection needs to know the cloud, the workspace and how it is reached', async () => {
  expect((await fieldwork('collect', 'aws')).code).toBe(2);
  expect((await fieldwork('collect')).code).toBe(2);
});
