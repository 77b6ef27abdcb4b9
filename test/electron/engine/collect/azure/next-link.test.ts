import { describe, expect, test } from 'vitest';
import { clouds } from '../../../../../electron/engine/collect/azure/clouds.ts';
import { refusal } from '../../../../../electron/engine/collect/azure/guard.ts';
import { nextLinkIn } from '../../../../../electron/engine/collect/azure/reading.ts';

const path = '/subscriptions/s/providers/Microsoft.Insights/eventtypes/management/values';
const whyNot = (nextLink: string): string | null =>
  refusal({ method: 'GET', url: nextLinkIn({ nextLink }) ?? '' }, clouds.public);

describe('the address of a next page', () => {
  test.each([
    ['names the usual port', `https://management.azure.com:443${path}?api-version=2015-04-01&$skiptoken=a`],
    [
      'has blanks and quotes in it',
      `https://management.azure.com${path}?api-version=2015-04-01&$filter=eventTimestamp ge '2026-01-01' and "x"`,
    ],
    ['is plain', `https://management.azure.com${path}?api-version=2015-04-01&$skiptoken=a%2Fb%3D`],
  ])('that %s is followed', (_, nextLink) => {
    expect(whyNot(nextLink)).toBeNull();
    expect(new URL(nextLinkIn({ nextLink }) ?? '').pathname).toBe(path);
  });

  test.each([
    ['names another host', `https://example.invalid${path}`],
    ['names another port', `https://management.azure.com:8443${path}`],
    ['names a user', `https://user@management.azure.com${path}`],
    ['is not encrypted', `http://management.azure.com${path}`],
    [
      'names an action',
      'https://management.azure.com/subscriptions/s/providers/Microsoft.Storage/storageAccounts/a/listKeys',
    ],
    [
      'steps up to an action',
      'https://management.azure.com/subscriptions/s/providers/Microsoft.Storage/storageAccounts/a/b/../listKeys',
    ],
    ['is none', 'subscriptions'],
  ])('that %s is refused', (_, nextLink) => {
    expect(whyNot(nextLink)).not.toBeNull();
  });

  test.each([{}, { nextLink: '' }, { nextLink: null }])('is not there after the last page: %j', (answer) => {
    expect(nextLinkIn(answer)).toBeNull();
  });
});
