/** The little of fontkit that the tests of the report use; the package brings no types. */
declare module 'fontkit' {
  interface Glyph {
    readonly id: number;
    readonly name: string;
  }
  interface Face {
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string, features?: readonly string[]): { readonly glyphs: readonly Glyph[] };
  }
  export function create(font: Buffer): Face;
}
