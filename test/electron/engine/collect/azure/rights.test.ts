import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beyondReading, may, rightsOf } from '../../../../../electron/engine/collect/azure/rights.ts';

const role = (actions: readonly string[], notActions: readonly string[] = []) =>
  rightsOf([{ actions: [...actions], notActions: [...notActions] }]);
const keys = 'Microsoft.KeyVault/vaults/keys/read';

test.each([
  ['*', true],
  ['*/read', true],
  ['microsoft.keyvault/VAULTS/keys/read', true],
  ['Microsoft.KeyVault/*/read', true],
  ['Microsoft.KeyVault/vaults/*', true],
  ['Microsoft.KeyVault/vaults/read', false],
  ['Microsoft.KeyVault/vaults/keys/write', false],
  ['Microsoft.Storage/*/read', false],
  ['*/write', false],
] as const)('%s allows reading keys: %s', (pattern, isAllowed) => {
  expect(may(role([pattern]), keys)).toBe(isAllowed);
});

test('what a role takes back it does not allow', () => {
  expect(may(role(['*/read'], ['Microsoft.KeyVault/*']), keys)).toBe(false);
});

test('what one role takes back another may allow', () => {
  const both = rightsOf([
    { actions: ['*'], notActions: ['Microsoft.KeyVault/*'] },
    { actions: [keys], notActions: [] },
  ]);
  expect(may(both, keys)).toBe(true);
});

test('without a role nothing is allowed', () => {
  expect(may(rightsOf([]), keys)).toBe(false);
});

test('reading is not beyond reading, everything else is', () => {
  expect(beyondReading(role(['*/read', keys]))).toEqual([]);
  expect(beyondReading(role(['*', 'Microsoft.Support/*', '*/read']))).toEqual(['*', 'Microsoft.Support/*']);
});

test('patterns agree with the regular expressions they stand for', () => {
  const part = fc.stringMatching(/^[ab*]{0,6}$/);
  fc.assert(
    fc.property(part, fc.stringMatching(/^[ab]{0,8}$/), (pattern, action) => {
      const meant = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      expect(may(role([pattern]), action)).toBe(meant.test(action));
    }),
  );
});
