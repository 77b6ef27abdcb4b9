import { expect, test } from 'vitest';
import { searchObjects } from '../../../../electron/engine/services/palette.ts';
import { deps, sharedSample } from '../workspace.ts';

const sample = sharedSample();
const search = (text: string) => searchObjects(sample(), deps(), text);

test('controls, criteria, checks and resources are found by part of their id or name, in any letter case', () => {
  const found = (text: string) => search(text).map(({ kind, id }) => `${kind} ${id}`);
  expect(found('gov-01')).toContain('control GOV-01');
  expect(found('cc6.1')).toContain('criterion CC6.1');
  expect(found('TLS-ONLY')).toContain('check aws.s3-bucket-tls-only');
  expect(found('SG-0A91C4D7')).toEqual(['resource sg-0a91c4d7e2b35f608']);
  expect(found('tidewater-statements-1111')).toEqual(['resource tidewater-statements-111122223333']);
});

test('no kind crowds out another: eight of each at most', () => {
  const kinds = search('a').map(({ kind }) => kind);
  for (const kind of ['control', 'criterion', 'check', 'resource'])
    expect(
      kinds.filter((it) => it === kind),
      kind,
    ).toHaveLength(8);
});

test('blank text and text that occurs nowhere find nothing', () => {
  for (const text of ['', '   ', 'no such thing anywhere', '%', "' OR 1=1 --"]) expect(search(text), text).toEqual([]);
});

test('a resource says its type and place', () => {
  expect(search('sg-0a91c4d7e2b35f608')[0]).toMatchObject({ detail: 'AWS::EC2::SecurityGroup 111122223333 eu-west-1' });
});
