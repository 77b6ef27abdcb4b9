import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { azurePermissions } from '../../../../../electron/engine/collect/azure/permissions.ts';
import { planOf } from '../../../../../electron/engine/collect/azure/plan.ts';
import { sampleSubscription, sampleTenant } from '../../../../loopback/azure/sample.ts';
import { everything } from './azure.ts';

const made = azurePermissions({ subscriptions: [sampleSubscription.toUpperCase(), 'no subscription; rm -rf /'] });
const document = (name: string): string => made.documents.find((it) => it.name === name)?.text ?? '';
const role = JSON.parse(document('custom-role.json'));

test('the custom role allows reading and nothing else', () => {
  expect(role.Actions.length).toBeGreaterThan(40);
  expect(role.Actions.filter((action: string) => !/^Microsoft\.[A-Za-z]+(\/[A-Za-z]+)+\/read$/.test(action))).toEqual(
    [],
  );
  expect([...role.NotActions, ...role.DataActions, ...role.NotDataActions]).toEqual([]);
  expect(role.Actions).toEqual(made.actions);
});

test('the custom role allows what every planned read takes', () => {
  const rights = { roles: [{ actions: role.Actions, notActions: [] }] };
  const plan = planOf(
    [{ id: sampleSubscription, rights }],
    sampleTenant,
    { ...everything, history: { depth: 'sampled' } },
    '2026-06-01T00:00:00Z',
  );
  expect(plan.length).toBeGreaterThan(20);
  expect(plan.filter(({ permission }) => !role.Actions.includes(permission))).toEqual([]);
});

test('the role is made for the subscriptions named, and for nothing that is no subscription', () => {
  expect(role.AssignableScopes).toEqual([`/subscriptions/${sampleSubscription}`]);
  expect(made.documents.map(({ text }) => text).join('')).not.toContain('rm -rf');
});

test('without a subscription the texts hold a placeholder', () => {
  const [first] = azurePermissions({ subscriptions: [] }).documents;
  expect(first?.text).toContain('/subscriptions/00000000-0000-0000-0000-000000000000');
});

test.each(['assign-role.sh', 'export-files.sh'])('%s is a script that a shell reads', (name) => {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: document(name), encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

test('the commands of the offline way are reads', () => {
  const commands = document('export-files.sh')
    .split('\n')
    .filter((line) => line.trim().startsWith('az '));
  expect(commands.length).toBeGreaterThan(20);
  for (const line of commands)
    expect(line).toMatch(
      /^ *az (account list|resource list|rest --method get|rest --method post --url "https:\/\/management\.azure\.com\/providers\/Microsoft\.ResourceGraph\/resources\?)/,
    );
});

test('the words say what is seen and what is not', () => {
  for (const words of [...made.canSee, ...made.cannotSee]) expect(words).toMatch(/^[A-Z].*\.$/);
  expect(made.cannotSee.join(' ')).toContain('Nothing can be changed');
});
