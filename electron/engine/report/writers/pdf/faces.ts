import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { setFonts } from 'pdfmake';

// The types leave out that the server's pdfmake has a store of files in memory, which it asks before the disk.
declare module 'pdfmake' {
  const virtualfs: { writeFileSync(name: string, content: Buffer): void };
}

const files = [
  'Inter-Regular',
  'Inter-Medium',
  'Inter-SemiBold',
  'JetBrainsMono-Regular',
  'JetBrainsMono-Medium',
] as const;

/**
 * The faces by the name that styles use. Text names a file; a picture names a face that text has opened before, because
 * pictures read files from the disk, unaltered and anew for every word.
 */
export const faces: Parameters<typeof setFonts>[0] = {
  Inter: { normal: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf' },
  Medium: { normal: 'Inter-Medium.ttf', bold: 'Inter-SemiBold.ttf' },
  Mono: { normal: 'JetBrainsMono-Regular.ttf', bold: 'JetBrainsMono-Medium.ttf' },
  Picture: { normal: 'Inter-Regular', bold: 'Inter-SemiBold' },
  PictureMono: { normal: 'JetBrainsMono-Regular', bold: 'JetBrainsMono-Medium' },
};

function tableOffset(font: Buffer, wanted: string): number {
  for (let nth = 0; nth < font.readUInt16BE(4); nth += 1) {
    const at = 12 + nth * 16;
    if (font.toString('latin1', at, at + 4) === wanted) return font.readUInt32BE(at + 8);
  }
  throw new Error(`The face has no ${wanted} table.`);
}

/**
 * A copy of a face without contextual alternates, which would print `->` as an arrow and `3x4` as a product: evidence
 * must be printed as it is. The feature is renamed to one that nobody asks for.
 */
export function withoutAlternates(font: Buffer): Buffer {
  const copy = Buffer.from(font);
  const substitutions = tableOffset(copy, 'GSUB');
  const list = substitutions + copy.readUInt16BE(substitutions + 6);
  for (let nth = 0; nth < copy.readUInt16BE(list); nth += 1) {
    const at = list + 2 + nth * 6;
    if (copy.toString('latin1', at, at + 4) === 'calt') copy.write('none', at, 'latin1');
  }
  return copy;
}

/** Puts the faces of a folder into the memory that pdfmake asks before the disk. */
export async function loadFaces(folder: string, store: (name: string, content: Buffer) => void): Promise<void> {
  for (const name of files) store(`${name}.ttf`, withoutAlternates(await readFile(join(folder, `${name}.ttf`))));
}
