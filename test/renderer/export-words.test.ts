import { expect, test } from 'vitest';
import { fingerprintWords } from '../../renderer/screens/binder/fingerprint-words.ts';
import { auditWords } from '../../renderer/ui/audit-words.ts';

test('a fingerprint is read out by its first 16 and last 8 digits', () => {
  const hash = `51f2c88d0a6e93b7${'0'.repeat(40)}e41c7d20`;
  expect(fingerprintWords(hash)).toBe('51f2 c88d 0a6e 93b7 … e41c 7d20');
});

test('a short hash is shown whole', () => {
  expect(fingerprintWords('51f2c88d0a6e')).toBe('51f2 c88d 0a6e');
});

test('an action of the log without words shows its own name', () => {
  expect(auditWords('control.changed')).toBe('Control changed');
  expect(auditWords('moon.landed')).toBe('moon.landed');
});
