import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/errors.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../../../electron/engine/report/list-files.ts';
import { verifyBinder } from '../../../../electron/engine/report/verify-binder.ts';
import { type BinderReceipt, binderContents, writeBinder } from '../../../../electron/engine/report/write-binder.ts';
import { binderSource } from './binder-source.fixture.ts';
import { options } from './options.fixture.ts';

const source = binderSource();
let place: string;
let target: string;
let original: string;
let receipt: BinderReceipt;

beforeAll(async () => {
  original = join(mkdtempSync(join(tmpdir(), 'original-')), 'binder');
  receipt = await writeBinder(source, original, options());
});
afterAll(() => rmSync(dirname(original), { recursive: true, force: true }));
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'binder-'));
  target = join(place, 'binder-4');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(target, name));
/** The program an auditor would use. */
const coreutils = 'sha256sum';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const refusal = (writing: Promise<unknown>): Promise<AppError> =>
  writing.then(
    () => Promise.reject(new Error('It was not refused.')),
    (error: unknown) => (error instanceof AppError ? error : Promise.reject(error)),
  );

describe('a binder', () => {
  beforeEach(() => cpSync(original, target, { recursive: true }));

  it('checks out with coreutils, and its fingerprint is the hash of its sums', async () => {
    const lines = execFileSync(coreutils, ['-c', 'SHA256SUMS'], { cwd: target, encoding: 'utf8' }).trim().split('\n');
    expect(lines).toHaveLength(receipt.files - 1);
    expect(lines.every((line) => line.endsWith(': OK'))).toBe(true);
    expect(receipt.fingerprint).toBe(sha256(read('SHA256SUMS')));
    expect(receipt.bytes).toBe((await listFiles(target)).reduce((sum, name) => sum + read(name).length, 0));
  });

  it('has the same bytes in every file when it is written twice', async () => {
    expect(await writeBinder(source, join(place, 'again'), options())).toEqual(receipt);
  });

  it('holds the raw bytes of every item that a failing, lapsed or unknown finding quotes, and no other', async () => {
    const quoted = [...source.findings()]
      .filter(({ state }) => state !== 'pass' && state !== 'not-applicable')
      .flatMap(({ itemSha256, lapses }) => [itemSha256, ...lapses.map((lapse) => lapse.itemSha256)])
      .filter((hash) => hash !== null);
    expect(readdirSync(join(target, 'items')).sort()).toEqual(
      [...new Set(quoted)].map((hash) => `${hash}.json`).sort(),
    );
    for (const name of readdirSync(join(target, 'items'))) expect(`${sha256(read(`items/${name}`))}.json`).toBe(name);
  });

  it('lists every finding, and every file with its hash', async () => {
    const findings: { findings: { id: string; itemFile: string | null }[] } = JSON.parse(
      read('findings.json').toString(),
    );
    expect(findings.findings.map(({ id }) => id)).toEqual([...source.findings()].map(({ id }) => id));
    for (const { itemFile } of findings.findings)
      if (itemFile !== null) expect(existsSync(join(target, itemFile))).toBe(true);
    const manifest: { files: { name: string; sha256: string }[] } = JSON.parse(read('manifest.json').toString());
    const sums = manifest.files.map((file) => `${file.sha256}  ${file.name}`);
    const own = `${sha256(read('manifest.json'))}  manifest.json`;
    expect(read('SHA256SUMS').toString().trim().split('\n').toSorted()).toEqual([...sums, own].toSorted());
  });

  it('names files with plain characters only, sorted by bytes', async () => {
    const names = read('SHA256SUMS')
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.slice(66));
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9._/-]+$/);
    expect(names).toEqual(names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  });

  it('tells of things done, and what a preview says is what is written', async () => {
    const told: string[] = [];
    await writeBinder(source, join(place, 'again'), { ...options(), onProgress: (step) => told.push(step) });
    expect([...new Set(told)]).toEqual(['Raw items', 'Workbook', 'Report', 'Reading back']);
    const preview = binderContents(source);
    const sizes = Object.fromEntries(preview.map(({ name, bytes }) => [name, bytes]));
    for (const name of ['findings.json', 'audit-log.jsonl', 'HEAD', 'VERIFY.txt'])
      expect(sizes[name]).toBe(read(name).length);
    expect(preview.reduce((sum, { files }) => sum + files, 0)).toBe((await listFiles(target)).length);
  });
});

describe('verifying a binder', () => {
  beforeEach(() => cpSync(original, target, { recursive: true }));

  it('finds a whole one whole', async () => {
    const { isIntact, problems, checked } = await verifyBinder(target);
    expect({ isIntact, problems, checked }).toEqual({
      isIntact: true,
      problems: [],
      checked: { entries: 24, objects: (await listFiles(target)).length - 1 },
    });
  });

  it('names the file in which one byte was changed', async () => {
    const name = `items/${readdirSync(join(target, 'items'))[3]}`;
    const bytes = read(name);
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    writeFileSync(join(target, name), bytes);
    expect((await verifyBinder(target)).problems).toEqual([`${name} was altered.`]);
  });

  it('names files that are missing, that do not belong, and that are links', async () => {
    rmSync(join(target, 'VERIFY.txt'));
    writeFileSync(join(target, 'notes.txt'), 'mine');
    symlinkSync('/etc/hostname', join(target, 'items', 'link.json'));
    expect((await verifyBinder(target)).problems).toEqual([
      'VERIFY.txt is missing.',
      'items/link.json is not part of the binder.',
      'notes.txt is not part of the binder.',
    ]);
  });

  it('sees an entry of the log changed even when the sums were made to fit', async () => {
    const before = sha256(read('audit-log.jsonl'));
    writeFileSync(
      join(target, 'audit-log.jsonl'),
      read('audit-log.jsonl').toString().replace('Owner named', 'Owner changed'),
    );
    const after = sha256(read('audit-log.jsonl'));
    for (const name of ['manifest.json', 'SHA256SUMS'])
      writeFileSync(join(target, name), read(name).toString().replace(before, after));
    const { problems } = await verifyBinder(target);
    expect(problems).toContain('audit-log.jsonl: entry 1 was altered.');
  });

  it('sees a log that was cut short', async () => {
    const lines = read('audit-log.jsonl').toString().trim().split('\n');
    writeFileSync(join(target, 'audit-log.jsonl'), `${lines.slice(0, -1).join('\n')}\n`);
    expect((await verifyBinder(target)).problems).toContain('HEAD does not name the last entry of audit-log.jsonl.');
  });

  it('finds fault with a folder that is no binder', async () => {
    rmSync(target, { recursive: true });
    mkdirSync(target);
    expect((await verifyBinder(target)).problems).toContain('SHA256SUMS is missing or lists no file.');
  });
});

describe('writing a binder', () => {
  it('leaves the binder that was there when an item is not what its hash says', async () => {
    cpSync(original, target, { recursive: true });
    const before = read('SHA256SUMS');
    const broken = { ...source, item: () => Buffer.from('{}') };
    expect(await refusal(writeBinder(broken, target, options()))).toMatchObject({ code: 'verify-failed' });
    expect(read('SHA256SUMS').equals(before)).toBe(true);
    expect(readdirSync(place)).toEqual(['binder-4']);
  });

  it('replaces the binder that was there by the new one', async () => {
    cpSync(original, target, { recursive: true });
    const replaced = await writeBinder({ ...source, number: 5 }, target, options());
    expect(sha256(read('SHA256SUMS'))).toBe(replaced.fingerprint);
    expect((await verifyBinder(target)).problems).toEqual([]);
    expect(readdirSync(place)).toEqual(['binder-4']);
  });

  it('leaves nothing when it is cancelled, at whatever step', async () => {
    for (const step of ['Raw items', 'Workbook', 'Report', 'Reading back']) {
      const abort = new AbortController();
      const onProgress = (told: string) => told === step && abort.abort();
      const writing = writeBinder(source, target, { ...options(), signal: abort.signal, onProgress });
      expect(await refusal(writing), step).toMatchObject({ code: 'cancelled' });
      expect(readdirSync(place), step).toEqual([]);
    }
  });

  it('refuses a folder with files that are not a binder, and names it', async () => {
    mkdirSync(target);
    writeFileSync(join(target, 'thesis.doc'), 'mine');
    const error = await refusal(writeBinder(source, target, options()));
    expect([error.code, error.message]).toEqual([
      'conflict',
      `${target} holds files and is not a binder, so it is left as it is.`,
    ]);
    expect(readdirSync(target)).toEqual(['thesis.doc']);
  });

  it('refuses to replace a binder into which somebody put a file, and names the file', async () => {
    cpSync(original, target, { recursive: true });
    writeFileSync(join(target, 'notes.txt'), 'mine');
    const error = await refusal(writeBinder(source, target, options()));
    expect(error).toMatchObject({ code: 'conflict' });
    expect(error.message).toContain(join(target, 'notes.txt'));
    expect(read('notes.txt').toString()).toBe('mine');
  });

  it('takes an empty folder, and refuses a file', async () => {
    mkdirSync(target);
    await writeBinder(source, target, options());
    expect(existsSync(join(target, 'SHA256SUMS'))).toBe(true);
    appendFileSync(join(place, 'file'), 'x');
    expect(await refusal(writeBinder(source, join(place, 'file'), options()))).toMatchObject({ code: 'conflict' });
  });
});
