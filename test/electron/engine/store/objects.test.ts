import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openObjects } from '../../../../electron/engine/store/objects.ts';
import { temporaryFolder } from '../workspace.ts';

test('an object is named by its hash and read back from any place', () => {
  const objects = openObjects(temporaryFolder());
  const writer = objects.create();
  writer.write(Buffer.from('hello '));
  writer.write(Buffer.from('world'));
  const sha256 = writer.commit();
  expect(sha256).toBe('b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
  expect(objects.read(sha256, 6, 5).toString()).toBe('world');
  expect(objects.verify()).toEqual({ objects: [sha256], altered: [] });
  objects.close();
});

test('one altered byte is found, and what an interrupted import left is swept out', () => {
  const folder = temporaryFolder();
  const objects = openObjects(folder);
  const writer = objects.create();
  writer.write(Buffer.from('evidence'));
  const sha256 = writer.commit();
  objects.create().write(Buffer.from('half'));
  objects.close();
  const file = join(folder, 'objects', 'sha256', sha256.slice(0, 2), sha256.slice(2));
  chmodSync(file, 0o600);
  writeFileSync(file, 'Evidence');
  const again = openObjects(folder);
  expect(again.verify().altered).toEqual([sha256]);
  expect(readdirSync(join(folder, 'objects', 'sha256'))).toEqual([sha256.slice(0, 2)]);
  again.close();
});
