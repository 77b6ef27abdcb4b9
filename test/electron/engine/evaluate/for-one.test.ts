import { expect, test } from 'vitest';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { forOne } from '../../../../electron/engine/evaluate/for-one.ts';

test.each([
  ['accounts have no trail', 'accounts has no trail'],
  ['certificates in use are expired, revoked or weak', 'certificates in use is expired, revoked or weak'],
  ['resources hold, assign or route to public addresses', 'resources holds, assigns or routes to public addresses'],
  ['image repositories let tags move or do not scan', 'image repositories lets tags move or does not scan'],
  ['bucket policies name accounts that are unknown', 'bucket policies names accounts that are unknown'],
  ['trails do not sign their log files', 'trails does not sign its log files'],
  ['roles can be assumed by anyone', 'roles can be assumed by anyone'],
])('of one: %s', (several, one) => {
  expect(forOne(several)).toBe(one);
});

test.each([
  ['accounts have no trail', 'account has no trail'],
  ['resource policies name everyone', 'resource policy names everyone'],
  ['databases and brokers have a public address', 'databases and brokers has a public address'],
])('of the only one: %s', (several, one) => {
  expect(forOne(several, 1)).toBe(one);
});

test('every check says of one failing resource what it does, in the singular', () => {
  for (const { id, failsAs } of checks)
    if (!/\bcan\b/.test(failsAs))
      expect(forOne(failsAs), `${id}: “${failsAs}” has a verb that is not known`).not.toBe(failsAs);
});
