import type { Check, Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Verdict } from '@shared/domain/verdict.ts';
import { expect, test } from 'vitest';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { createItemJudge } from '../../../../electron/engine/evaluate/item-verdicts.ts';
import { resourceOf } from '../checks/scene.ts';

const type = 'AWS::S3::Bucket';
const bucket = resourceOf({ type, id: 'ledger' }, type);
const accounts = ['111122223333'];
const [anyCheck] = checks;

const checkThat = (id: string, judge: (resource: Resource, scene: Scene) => Verdict): Check => {
  if (anyCheck === undefined) throw new Error('There are no checks.');
  const parameters = [{ name: 'days', unit: 'days', meaning: 'days allowed', default: 90 }];
  return { ...anyCheck, id, looksAt: [type], reads: [type], parameters, judge };
};

const kept = (...judging: readonly Check[]) => createItemJudge(judging)(bucket, accounts);

test('a verdict on the item alone is kept, also where it compares with a default', () => {
  const days = checkThat('aws.days', (_, scene) =>
    pass(`${JSON.stringify(scene.parameter('days'))} days are allowed.`),
  );
  expect(kept(days)).toEqual({
    verdicts: [{ checkId: 'aws.days', verdict: pass('90 days are allowed.'), turnsAt: null }],
    asksAccounts: false,
  });
});

test.each<[string, (scene: Scene) => unknown]>([
  ['others', (scene) => scene.of(type, '111122223333')],
  ['what can be known', (scene) => scene.known(type, '111122223333')],
  ['the time', (scene) => scene.asOf],
])('a verdict that asks for %s is left to the evaluation', (_, ask) => {
  const asking = checkThat('aws.asking', (__, scene) => {
    ask(scene);
    return pass('It was seen.');
  });
  const plain = checkThat('aws.plain', () => fail('It is open.'));
  expect(kept(asking, plain).verdicts.map(({ checkId }) => checkId)).toEqual(['aws.plain']);
});

test('a verdict that turns at an instant is kept with the instant, and as it is when that is past', () => {
  const ending = checkThat('aws.ending', (_, scene) =>
    scene.isPast('2027-01-01T00:00:00.000Z') || scene.isPast('2026-12-01T00:00:00.000Z')
      ? fail('It is over.')
      : pass('It runs.'),
  );
  const [before] = kept(ending).verdicts;
  expect(before).toMatchObject({ verdict: { status: 'pass' }, turnsAt: '2026-12-01T00:00:00.000Z' });
  const later = { ...bucket, capturedAt: '2027-01-01T00:00:00.000Z' };
  const [after] = createItemJudge([ending])(later, accounts).verdicts;
  expect(after).toMatchObject({ verdict: { status: 'fail' }, turnsAt: null });
});

test('a verdict that asks which accounts are the own ones says so', () => {
  const asking = checkThat('aws.asking', (_, scene) => pass(`${scene.ownAccounts.join(', ')} are own.`));
  const { verdicts, asksAccounts } = kept(asking);
  expect(asksAccounts).toBe(true);
  expect(verdicts[0]?.verdict.because).toBe('111122223333 are own.');
});

test('an error of a check is no way of looking beyond', () => {
  const broken = checkThat('aws.broken', () => {
    throw new TypeError('undefined is not a function');
  });
  expect(() => kept(broken)).toThrow(TypeError);
});

test('what a check says or throws after it looked beyond is of no account, and the next item is judged anew', () => {
  const breaking = checkThat('aws.breaking', ({ id }, scene) => {
    if (id === 'ledger') throw new TypeError(`${scene.of(type, '111122223333').length} buckets`);
    return pass('It is another.');
  });
  const judge = createItemJudge([breaking]);
  expect(judge(bucket, accounts).verdicts).toEqual([]);
  expect(judge({ ...bucket, id: 'archive' }, accounts).verdicts).toHaveLength(1);
});

test('of a failure all properties are kept, of a pass the first two', () => {
  const seen = Array.from({ length: 12 }, (_, place) => ({ path: `configuration.rules[${place}]`, value: '1' }));
  const { verdicts } = kept(
    checkThat('aws.fails', () => fail('It is open.', seen)),
    checkThat('aws.passes', () => pass('It is closed.', seen)),
  );
  expect(verdicts.map(({ verdict }) => verdict.seen.length)).toEqual([12, 2]);
});

test('of inventory and of removed items nothing is kept', () => {
  const judge = createItemJudge([checkThat('aws.plain', () => fail('It is open.'))]);
  expect(judge({ ...bucket, standing: 'inventory' }, accounts).verdicts).toEqual([]);
  expect(judge({ ...bucket, isDeleted: true }, accounts).verdicts).toEqual([]);
});
