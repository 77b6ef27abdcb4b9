import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { summarise } from '../../../../electron/engine/services/engagement.ts';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import { overview } from '../../../../electron/engine/services/overview.ts';
import { deps, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const item = (type: string, region: string, configuration: object) => ({
  awsAccountId: '111122223333',
  awsRegion: region,
  resourceType: type,
  resourceId: `${type} one`,
  configurationItemCaptureTime: '2026-02-01T00:00:00.000Z',
  configurationItemStatus: 'OK',
  configurationStateId: 1,
  configuration,
});

test('a stopped recorder that wrote global types too is one stopped recorder', async () => {
  const workspace = newWorkspace();
  const file = join(temporaryFolder(), 'snapshot.json');
  const recorder = { Recording: false, RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true } };
  const configurationItems = [
    item('AWS::Config::ConfigurationRecorder', 'eu-west-1', recorder),
    item('AWS::IAM::User', 'global', { userName: 'one' }),
  ];
  writeFileSync(file, JSON.stringify({ fileVersion: '1.0', configSnapshotId: 'a', configurationItems }));
  await importInto(workspace, [file]);
  evaluate(workspace, deps(), deps().clock());
  expect(summarise(workspace).coverage.reasons).toEqual([{ words: 'recorder stopped', count: 1 }]);
  const unknown = overview(workspace, deps()).worries.at(-1);
  expect(unknown?.consequence).toBe('1 gap in what was read; each finding says its reason');
});
