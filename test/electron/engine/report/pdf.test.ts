import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { create, type Glyph } from 'fontkit';
import { describe, expect, it, vi } from 'vitest';
import { type BinderModel, binderModel } from '../../../../electron/engine/report/binder-model.ts';
import { withoutAlternates } from '../../../../electron/engine/report/writers/pdf/faces.ts';
import { measure } from '../../../../electron/engine/report/writers/pdf/parts.ts';
import { clip, print } from '../../../../electron/engine/report/writers/pdf/print.ts';
import { reportBytes, reportDefinition } from '../../../../electron/engine/report/writers/pdf.ts';
import { binderSource } from './binder-source.fixture.ts';
import { fonts, hostile } from './options.fixture.ts';
import { poisonedScope } from './scope.fixture.ts';

const names = ['Inter-Regular', 'Inter-Medium', 'Inter-SemiBold', 'JetBrainsMono-Regular', 'JetBrainsMono-Medium'];
const faces = names.map((name) => create(withoutAlternates(readFileSync(join(fonts, `${name}.ttf`)))));
const printable = Array.from({ length: 95 }, (_, nth) => String.fromCharCode(32 + nth));
/** The shape of a glyph without its variant: `grave.case` is a grave, `multiply` is no x. */
const shape = ({ name }: Glyph) => name.split('.')[0];
const model = binderModel(binderSource());
const write = (of: BinderModel, paper: 'A4' | 'LETTER' = 'A4', isColour = true) =>
  reportBytes(of, { paper, isColour, fonts });

/** The fixture with one text in every field that a cloud or a person can fill. */
function poisoned(text: string): BinderModel {
  const source = binderSource();
  return binderModel({
    ...source,
    engagement: { ...source.engagement, client: text },
    checks: source.checks.map((check) => ({
      ...check,
      sentence: text,
      title: text,
      why: text,
      remediation: text,
      cannotShow: text,
    })),
    controls: source.controls.map((reading) => ({
      ...reading,
      words: text.slice(0, 60),
      control: { ...reading.control, title: text, statement: text, owner: text },
    })),
    cells: source.cells.map((cell) => ({
      ...cell,
      account: `${cell.account}${text}`,
      region: `${cell.region}${text}`,
    })),
    scope: poisonedScope(() => text),
    gaps: source.gaps.map((gap) => ({
      ...gap,
      account: text,
      region: text,
      what: text,
      reason: text,
      hides: text,
      remedy: text,
    })),
    findings: () =>
      [...source.findings()].map((finding) => ({
        ...finding,
        because: text,
        resource: { ...finding.resource, id: text, name: text, region: text },
        seen: [{ path: text, value: text }],
        lapses: finding.lapses.map((lapse) => ({ ...lapse, because: text, seen: [{ path: text, value: text }] })),
      })),
  });
}

/** How many runs of text each page shows, head and foot included. */
function runsByPage(pdf: Buffer): readonly number[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/stream\r?\n/g)].flatMap(({ 0: mark, index }) => {
    const from = index + mark.length;
    if (text.slice(index - 3, index) === 'end') return [];
    try {
      const content = inflateSync(pdf.subarray(from, text.indexOf('endstream', from))).toString('latin1');
      return content.includes(' Tf') ? [(content.match(/T[Jj]\b/g) ?? []).length] : [];
    } catch {
      return [];
    }
  });
}

interface Node {
  readonly table?: { readonly widths: readonly number[] };
  readonly layout?: { paddingLeft(at: number, node: unknown): number; paddingRight(at: number, node: unknown): number };
}

/** Every table of a definition with the room it takes, gaps included. */
function tableWidths(node: unknown): readonly number[] {
  if (typeof node !== 'object' || node === null) return [];
  const { table, layout }: Node = node;
  const own =
    table && layout
      ? [
          table.widths.reduce(
            (sum, width, at) => sum + width + layout.paddingLeft(at, node) + layout.paddingRight(at, node),
            0,
          ),
        ]
      : [];
  return [...own, ...Object.values(node).flatMap(tableWidths)];
}

describe('gap-report.pdf', () => {
  it('has the same bytes when the same data is printed twice', async () => {
    const first = await write(model);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await write(model)).equals(first)).toBe(true);
  });

  it('prints on both papers, in colour and in greys, without a complaint of the library', async () => {
    const warn = vi.spyOn(console, 'warn');
    const log = vi.spyOn(console, 'log');
    const letter = await write(model, 'LETTER', false);
    expect(letter.toString('latin1')).toContain('/MediaBox [0 0 612 792]');
    expect((await write(model)).toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]');
    expect([...warn.mock.calls, ...log.mock.calls]).toEqual([]);
  });

  it('lays out every pair of printable characters in every face, each as itself', () => {
    for (const face of faces) {
      const own = (text: string) =>
        [...text].map((character) => shape(face.glyphForCodePoint(character.codePointAt(0) ?? 0)));
      for (const pair of printable.flatMap((one) => printable.map((two) => one + two))) {
        expect(face.layout(pair).glyphs.map(shape), pair).toEqual(own(pair));
      }
    }
  });

  it('never prints an arrow for a->b or a product for 3x4', () => {
    for (const face of faces) {
      for (const text of ['a->b', '3x4', '!==', 'arn:aws:s3:::x', 'https://', '<=>', '1x', '0xFF', '--->', 'www']) {
        const own = [...text].map((character) => shape(face.glyphForCodePoint(character.codePointAt(0) ?? 0)));
        expect(face.layout(text).glyphs.map(shape), text).toEqual(own);
        expect(face.layout(text, ['tnum']).glyphs, text).toHaveLength(text.length);
      }
    }
  });

  it('draws every character that it does not write as a code', () => {
    for (let code = 32; code < 0x30000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      if (print(character) !== character) continue;
      for (const [nth, face] of faces.entries())
        expect(face.hasGlyphForCodePoint(code), `${names[nth]} U+${code.toString(16)}`).toBe(true);
    }
  });

  it('shows what cannot be seen or drawn as its code and says how long a cut text is', () => {
    expect(print('a\u202Eb\u0000\u{1F600}\uD800')).toBe('a\\u{202E}b\\u{0}\\u{1F600}\\u{D800}');
    expect(clip('x'.repeat(5000), 3)).toBe('xxx… (5,000 characters)');
  });

  it('prints any text in every field, leaves no page empty and makes nothing that acts', async () => {
    for (const text of [
      hostile.join(' ').slice(0, 3000),
      'W'.repeat(4000),
      'configuration.a.'.repeat(200),
      '\u202E'.repeat(900),
    ]) {
      const pdf = await write(poisoned(text), 'LETTER');
      const runs = runsByPage(pdf);
      expect(runs.length).toBeGreaterThan(8);
      // Head and foot alone are eleven runs or fewer.
      expect(Math.min(...runs.slice(1))).toBeGreaterThan(14);
      expect(pdf.toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|EmbeddedFile|URI|SubmitForm)\b/);
    }
  });

  it('has no table wider than its place', () => {
    const widths = tableWidths(reportDefinition(model, { paper: 'A4', isColour: true, fonts }).content);
    expect(widths.length).toBeGreaterThan(40);
    for (const width of widths) expect(width).toBeLessThanOrEqual(measure + 0.001);
  });

  it('prints a report without findings, criteria, accounts or log', async () => {
    const source = binderSource();
    const empty = binderModel({
      ...source,
      criteria: [],
      controls: [],
      checks: [],
      cells: [],
      gaps: [],
      scope: { systems: [], memos: [], confirmations: [], accounts: [], cells: [], differences: [] },
      conclusions: [],
      collections: [],
      snapshots: [],
      log: [],
      head: { entries: 0, hash: '0'.repeat(64) },
      findings: () => [],
      resources: () => [],
    });
    expect(runsByPage(await write(empty)).length).toBeGreaterThan(3);
  });

  it('goes on to further pictures when there are more regions or groups than fit one', async () => {
    const source = binderSource();
    const [cell] = source.cells;
    const [reading] = source.criteria;
    if (cell === undefined || reading === undefined) throw new Error('The fixture has cells and criteria.');
    const cells = Array.from({ length: 34 }, (_, nth) => ({ ...cell, region: `region-${nth}` }));
    const criteria = Array.from({ length: 20 }, (_, nth) => ({
      ...reading,
      criterion: { ...reading.criterion, id: `P${nth}.1`, group: `P${nth}` },
    }));
    const wide = binderModel({ ...source, cells, criteria });
    expect(
      tableWidths(reportDefinition(wide, { paper: 'A4', isColour: true, fonts }).content).every(
        (width) => width <= measure + 0.001,
      ),
    ).toBe(true);
    expect(Math.min(...runsByPage(await write(wide)).slice(1))).toBeGreaterThan(14);
  });
});
