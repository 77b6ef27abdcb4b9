import { expect, test } from 'vitest';
import { rowsOf } from '../../../../../electron/engine/collect/run/rows.ts';

const rows = (answer: object) => rowsOf(Buffer.from(JSON.stringify(answer))).map(({ value }) => value);
const row = { id: '/subscriptions/1/x', type: 'microsoft.compute/disks' };

test('the rows of an answer are the elements of its list, also where they are JSON as text', () => {
  expect(rows({ Results: ['{"resourceId":"a"}', '{"resourceId":"b"}'], QueryInfo: {} })).toEqual([
    { resourceId: 'a' },
    { resourceId: 'b' },
  ]);
  expect(rows({ data: [row], facets: [{ expression: 'type' }], count: 1 })).toEqual([row]);
  expect(rows({ value: [row, row] })).toHaveLength(2);
});

test('keys that were left unanswered, and counts, are no rows', () => {
  expect(rows({ baseConfigurationItems: [], unprocessedResourceKeys: [{ resourceId: 'a' }] })).toEqual([]);
  expect(
    rows({ totalDiscoveredResources: 3, resourceCounts: [{ resourceType: 'AWS::S3::Bucket', count: 3 }] }),
  ).toEqual([]);
});

test('an answer that is one resource is that resource, whatever lists stand in it', () => {
  const disk = { ...row, zones: ['1', '2'], properties: { encryption: {} } };
  expect(rows(disk)).toEqual([disk]);
  expect(rowsOf(Buffer.from(JSON.stringify(disk)))[0]).toMatchObject({ offset: 0 });
});

test('an empty list has no rows', () => {
  expect(rows({ value: [] })).toEqual([]);
  expect(rows({ ConfigurationRecorders: [] })).toEqual([]);
});

test('the bytes of a row stand where it says', () => {
  const answer = Buffer.from(JSON.stringify({ count: 2, data: [row, { ...row, id: '/subscriptions/1/y' }] }));
  for (const { bytes, offset, value } of rowsOf(answer)) {
    expect(answer.subarray(offset, offset + bytes.length).equals(bytes)).toBe(true);
    expect(JSON.parse(bytes.toString('utf8'))).toEqual(value);
  }
});

test('an answer that was parsed before gives the same rows, also where a name stands twice in it', () => {
  const texts = [
    JSON.stringify({ data: [row, { ...row, id: 'ü' }], count: 2 }),
    JSON.stringify({ Results: ['{"resourceId":"a"}'], QueryInfo: {} }),
    JSON.stringify({ ...row, properties: { value: [1] } }),
    '{"data":[{"id":1}],"value":[{"id":2}],"data":[{"id":3}]}',
    '{"data":[{"id":1}],"data":[{"id":2}]}',
    '{"data":[],"value":[{"id":2}],"data":[{"id":3}]}',
  ];
  for (const text of texts) expect(rowsOf(Buffer.from(text), JSON.parse(text))).toEqual(rowsOf(Buffer.from(text)));
  const broken = Buffer.from('{"value":[{"id":"ÿ"}]}', 'latin1');
  expect(() => rowsOf(broken, JSON.parse(broken.toString('utf8')))).toThrow('not valid UTF-8');
});
