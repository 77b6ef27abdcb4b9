import { fail, notApplicable, pass, unknown } from '@shared/domain/verdict.ts';
import { describe, expect, test } from 'vitest';
import { judgeFlag, severest } from '../../../../electron/engine/checks/judge.ts';
import { resourceOf } from './scene.ts';

const words = { on: 'It is on.', off: 'It is off.' };
const judge = (configuration: Readonly<Record<string, boolean | string | null>>) =>
  judgeFlag(resourceOf({ configuration }, 'AWS::EC2::Volume'), 'configuration.encrypted', words);

describe('a setting that is on or off', () => {
  test('passes when on and fails when off, also when written as text', () => {
    expect([true, 'true', 'True'].map((encrypted) => judge({ encrypted }).status)).toEqual(['pass', 'pass', 'pass']);
    expect([false, 'false'].map((encrypted) => judge({ encrypted }).status)).toEqual(['fail', 'fail']);
  });
  test('is unknown when absent or unreadable, and quotes what stood there', () => {
    expect(judge({})).toMatchObject({ status: 'unknown', seen: [{ path: 'configuration.encrypted', value: null }] });
    expect(judge({ encrypted: 'yes' })).toMatchObject({ status: 'unknown', seen: [{ value: '"yes"' }] });
  });
  test('is found whatever the case of its name, and quoted in the item’s own spelling', () => {
    expect(judge({ Encrypted: false }).seen).toEqual([{ path: 'configuration.Encrypted', value: 'false' }]);
  });
});

describe('the verdicts on parts', () => {
  const verdicts = [notApplicable('A.'), pass('B.'), unknown('C.'), fail('D.'), fail('E.')];
  test('a failing part speaks before one not known, and that before a passing one', () => {
    expect(severest(verdicts)?.because).toBe('D.');
    expect(severest(verdicts.slice(0, 3))?.because).toBe('C.');
    expect(severest(verdicts.slice(0, 2))?.because).toBe('B.');
  });
  test('nothing speaks for no part', () => {
    expect(severest([])).toBeUndefined();
  });
});
