import { join } from 'node:path';
import { stateCounts } from '@shared/contract/shapes.ts';
import { standings } from '@shared/domain/criterion.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { concludeCriterion } from '../../../electron/engine/services/criteria.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { deps, temporaryFolder } from '../engine/workspace.ts';
import { fieldwork } from './run.ts';

const rows = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string().min(1),
    reading: z.enum(standings),
    because: z.string().min(1),
    controls: z.array(z.string()),
    counts: stateCounts,
    conclusion: z
      .strictObject({
        criterion: z.string(),
        word: z.string(),
        reason: z.string(),
        by: z.string(),
        concludedOn: z.string(),
      })
      .nullable(),
  }),
);

async function made(): Promise<string> {
  const workspace = join(temporaryFolder(), 'engagement');
  const year = ['--client', 'Tidewater Payments', '--type', '2', '--from', '2026-01-01', '--to', '2026-12-31'];
  expect((await fieldwork('init', workspace, ...year)).code).toBe(0);
  const open = openWorkspace(workspace);
  concludeCriterion(open, deps(), { criterion: 'CC6.1', word: 'ready', by: 'Ada Example', reason: 'Walked through.' });
  open.close();
  return workspace;
}

test('criteria prints every criterion in scope as JSON', async () => {
  const { code, out, err } = await fieldwork('criteria', await made(), '--json');
  expect([code, err]).toEqual([0, '']);
  const found = rows.parse(JSON.parse(out));
  expect(found).toHaveLength(33);
  expect(found[0]).toMatchObject({ id: 'CC1.1', reading: 'silent', conclusion: null });
  expect(found[0]?.controls).toContain('GOV-01');
  expect(found.filter(({ conclusion }) => conclusion !== null).map(({ id }) => id)).toEqual(['CC6.1']);
});

test('criteria prints a table that says what a person concluded', async () => {
  const { code, out } = await fieldwork('criteria', await made());
  expect(code).toBe(0);
  expect(out).toMatch(/^silent {8}CC1\.1 {2}/);
  expect(out).toContain('concluded ready by Ada Example on 1 Oct 2026: Walked through.');
  expect(out.trimEnd().split('\n').at(-1)).toBe('33 criteria in scope: 0 contradicted, 0 supported, 33 silent.');
});

test('criteria without a workspace is wrong use', async () => {
  const { code, err } = await fieldwork('criteria');
  expect(code).toBe(2);
  expect(err).toMatch(/^Name the workspace\./);
});
