import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportBinder } from '../../../../electron/engine/services/export-binder.ts';
import { sha256Of } from '../../../../electron/engine/store/sha256.ts';
import { account, region } from '../items.ts';
import { result, resultsFile, rule, rulesFile } from '../rules.ts';
import { deps, findingsOf, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

test('the binder holds the row of a failing result, byte for byte', async () => {
  const at = '2026-09-20T06:00:00.000Z';
  const workspace = newWorkspace();
  const root = rule({ name: 'root-mfa', identifier: 'ROOT_ACCOUNT_MFA_ENABLED' });
  const rows = resultsFile(result({ rule: 'root-mfa', at, word: 'NON_COMPLIANT' }));
  await importInto(workspace, [rulesFile(root), rows], { account, region, readAt: at });
  const [finding] = findingsOf(workspace, 'aws.rule.root-account-mfa-enabled');
  const folder = join(temporaryFolder(), 'binder');
  const options = { paper: 'A4', colour: true } as const;
  await exportBinder(workspace, deps(), folder, options, new AbortController().signal, () => {});
  const files = readdirSync(join(folder, 'items'), { recursive: true, withFileTypes: true }).filter((it) =>
    it.isFile(),
  );
  const hashes = files.map(({ parentPath, name }) => sha256Of(readFileSync(join(parentPath, name))));
  expect(finding?.verdict).toBe('fail');
  expect(hashes).toContain(finding?.itemSha256);
});
