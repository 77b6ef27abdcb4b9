import { describe, expect, test } from 'vitest';
import { checks } from '../../../../../electron/engine/checks/registry.ts';
import {
  childrenOf,
  pricings,
  subscriptionChildren,
  webConfig,
} from '../../../../../electron/engine/collect/azure/children.ts';
import { subjects } from '../../../../../electron/engine/collect/azure/subjects.ts';

/** Every type that some task names as the type it lists. */
const listed = new Set([
  ...subjects.flatMap(({ types }) => types.map((type) => type.toLowerCase())),
  ...[...Object.values(childrenOf).flat(), ...subscriptionChildren, webConfig, pricings].flatMap(({ types }) => types),
]);

const isOwn = (type: string): boolean => type.startsWith('azure.');
const needed = [
  ...new Set(
    checks
      .filter(({ provider }) => provider === 'azure')
      .flatMap(({ looksAt, reads = [] }) => [...looksAt, ...reads])
      .filter((type) => !isOwn(type)),
  ),
].sort();

/** Asked for by nothing, each with the reason. */
const notCollected: Readonly<Record<string, string>> = {};

describe('the types of a collection', () => {
  test('hold every type that a check of Azure judges or reads', () => {
    expect(needed.length).toBeGreaterThan(50);
    expect(needed.filter((type) => !listed.has(type) && !Object.hasOwn(notCollected, type))).toEqual([]);
  });

  test('leave out only what is written down with its reason', () => {
    expect(Object.keys(notCollected).filter((type) => listed.has(type) || !needed.includes(type))).toEqual([]);
    for (const reason of Object.values(notCollected)) expect(reason).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    'microsoft.insights/diagnosticsettings',
    'microsoft.insights/logprofiles',
    'microsoft.authorization/policyexemptions',
    'microsoft.dbforpostgresql/flexibleservers/firewallrules',
    'microsoft.dbformysql/flexibleservers/firewallrules',
  ])('hold %s, whose absence a verdict rests on', (type) => {
    expect(listed.has(type)).toBe(true);
  });

  test('are all written in lower case, as the store keeps them', () => {
    expect([...listed].filter((type) => type !== type.toLowerCase())).toEqual([]);
  });

  test('are each listed by one subject, so that one query proves what is not there', () => {
    const all = subjects.flatMap(({ types }) => types);
    expect(all.filter((type, place) => all.indexOf(type) !== place)).toEqual([]);
  });
});
