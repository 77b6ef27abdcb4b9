import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Input } from '@shared/contract/contract.ts';
import { z } from 'zod';
import { evaluate } from '../../../../electron/engine/services/evaluate.ts';
import type { Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, importInto, newWorkspace, temporaryFolder } from '../workspace.ts';

const files = resolve(import.meta.dirname, '../../../../resources/sample/files');
export const prod = '111122223333';
export const staging = '444455556666';
const asOf = '2026-10-01T00:00:00.000Z';

type Put = Extract<Input<'scope.edit'>['edits'][number], { kind: 'put' }>;

/** An edit that adds a system, or replaces the one with an id. */
export const put = (fields: Partial<Put['system']> = {}, id: string | null = null): Put => ({
  kind: 'put',
  id,
  system: {
    kind: 'aws-account',
    name: 'Staging',
    identifier: staging,
    owner: '',
    dataClass: 'internal',
    handlesCustomerData: false,
    stance: 'in',
    reason: '',
    locations: [],
    method: null,
    expected: [],
    userControls: [],
    ...fields,
  },
});

const prototypeFile = (): string => {
  const found = readdirSync(files).find((name) => name.startsWith(`${staging}_Config_eu-central-1_ConfigSnapshot`));
  if (found === undefined) throw new Error('The sample has a snapshot of the prototype.');
  return join(files, found);
};

/** A workspace that read the snapshot of one region of staging: five resources, first seen on 7 September. */
export async function prototype(): Promise<Workspace> {
  const workspace = newWorkspace();
  await importInto(workspace, [prototypeFile()]);
  evaluate(workspace, deps(), asOf);
  return workspace;
}

const items = z.object({ configurationItems: z.array(z.record(z.string(), z.unknown())) }).loose();

/** Reads a second snapshot of that region, in which one more bucket stands. */
export async function addBucket(workspace: Workspace): Promise<void> {
  const snapshot = items.parse(JSON.parse(readFileSync(prototypeFile(), 'utf8')));
  const [first] = snapshot.configurationItems;
  const bucket = {
    ...first,
    resourceType: 'AWS::S3::Bucket',
    resourceId: 'prototype-uploads',
    resourceName: 'prototype-uploads',
    ARN: 'arn:aws:s3:::prototype-uploads',
    configuration: { name: 'prototype-uploads' },
    configurationItemCaptureTime: '2026-09-29T10:00:00.000Z',
  };
  const file = join(temporaryFolder(), 'second.json');
  writeFileSync(file, JSON.stringify({ ...snapshot, configurationItems: [...snapshot.configurationItems, bucket] }));
  await importInto(workspace, [file]);
  evaluate(workspace, deps(), asOf);
}
