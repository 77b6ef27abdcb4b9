import { expect, test } from 'vitest';
import { checks } from '../../../../electron/engine/checks/registry.ts';
import { requiredTypes } from '../../../../electron/engine/checks/required-types.ts';

/** AWS Config always writes the recorder's own item, whatever the recorder is told. */
const alwaysRecorded = 'AWS::Config::ConfigurationRecorder';

test('the types that a recorder must record are those that the checks judge or read', () => {
  const used = checks.flatMap(({ looksAt, reads }) => [...looksAt, ...reads]);
  const recorded = new Set(used.filter((type) => type.startsWith('AWS::') && type !== alwaysRecorded));
  expect([...requiredTypes].sort()).toEqual([...recorded].sort());
});
