import type { ExampleResource, Knowledge, Scene } from '@shared/domain/check.ts';
import { describe, expect, test } from 'vitest';
import { armId, armRow } from '../../../../electron/engine/checks/azure-example.ts';
import {
  comparable,
  isAbsent,
  isDeclared,
  isWord,
  readChildren,
  rowNamed,
  subscriptionOf,
} from '../../../../electron/engine/checks/azure-rows.ts';
import { resourceOf } from './scene.ts';

const account = 'microsoft.storage/storageaccounts';
const container = 'microsoft.storage/storageaccounts/blobservices/containers';
const invoices = resourceOf(armRow(account, 'invoices', {}), account);

function scene(rows: readonly ExampleResource[], known: Knowledge = { isKnown: true }): Scene {
  const resources = rows.map((row) => resourceOf(row, account));
  return {
    asOf: '2026-10-01T00:00:00.000Z',
    isPast: () => false,
    ownAccounts: [invoices.account],
    of: (type, subscription) => resources.filter((one) => one.type === type && one.account === subscription),
    known: () => known,
    parameter: () => null,
  };
}

describe('children of a row', () => {
  const own = armRow(container, 'invoices/default/exports', {});
  const others = armRow(container, 'invoices-old/default/exports', {});

  test('are found by the id, and a row whose name only begins alike has others', () => {
    expect(readChildren(invoices, container, scene([own, others])).rows.map(({ id }) => id)).toEqual([own.id]);
  });
  test('are not known to be absent when only rows of another parent were read', () => {
    expect(readChildren(invoices, container, scene([others])).unread).toContain('No microsoft.storage');
  });
  test('are absent for certain when all of them were listed', () => {
    expect(readChildren(invoices, container, scene([others], { isKnown: true, isWhole: true })).unread).toBeNull();
    expect(readChildren(invoices, container, scene([])).unread).toBeNull();
  });
  test('that were refused keep the reason, also beside rows that were read', () => {
    const refused = { isKnown: false, because: 'The read was refused.' } as const;
    expect(readChildren(invoices, container, scene([own], refused))).toMatchObject({ unread: refused.because });
  });
});

describe('a row named by another', () => {
  test('is found in any case and without the first slash', () => {
    const id = armId(account, 'Invoices').toUpperCase().slice(1);
    expect(rowNamed(id, account, scene([armRow(account, 'invoices', {})])).rows).toHaveLength(1);
  });
  test('is not known when its subscription was not read', () => {
    const id = '/subscriptions/99999999-2222-4333-8444-555555555555/resourceGroups/x/providers/y/z/a';
    expect(rowNamed(id, account, scene([])).unread).toBe(
      'Subscription 99999999-2222-4333-8444-555555555555 of a was not read.',
    );
  });
});

describe('what a row says', () => {
  const at = (value: string | null | undefined) => ({ path: 'properties.state', value });
  test('compares without case, and ids without the slashes that answers drop', () => {
    expect(isWord(at('DISABLED'), 'Enabled', 'Disabled')).toBe(true);
    expect(comparable('subscriptions/AB/')).toBe('/subscriptions/ab');
    expect(subscriptionOf('/subscriptions/AB/resourceGroups/x')).toBe('ab');
    expect(subscriptionOf('/providers/Microsoft.Management/managementGroups/x')).toBeNull();
    expect(isDeclared(invoices, ['INVOICES'])).toBe(true);
    expect(isDeclared(invoices, ['invoice'])).toBe(false);
  });
  test('is absent when left out, null or empty', () => {
    expect([undefined, null, '', 'off'].map((value) => isAbsent(at(value)))).toEqual([true, true, true, false]);
  });
});
