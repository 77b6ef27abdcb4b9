/** A picture as text: width and height in points, drawn at that size. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

const number = (value: number): string => String(Math.round(value * 100) / 100);
const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : value}"`)
    .join('');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/** A rectangle; `fill` or `stroke` may be `none`. */
export const rect = (x: number, y: number, width: number, height: number, fill: string, stroke = 'none'): string =>
  `<rect${attributes({ x, y, width, height, fill, stroke, 'stroke-width': 0.6 })}/>`;

/** A straight line of `width` points. */
export const line = (x1: number, y1: number, x2: number, y2: number, stroke: string, width = 0.5): string =>
  `<line${attributes({ x1, y1, x2, y2, stroke, 'stroke-width': width })}/>`;

/** A filled disc. */
export const disc = (cx: number, cy: number, r: number, fill: string): string =>
  `<circle${attributes({ cx, cy, r, fill })}/>`;

interface Lettering {
  readonly size: number;
  readonly fill: string;
  readonly isMono?: boolean;
  readonly isBold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Degrees, anticlockwise about the start of the text. */
  readonly turn?: number;
}

/** Words of our own at a baseline; they have no width limit, so values read from a cloud never go here. */
export function label(x: number, y: number, text: string, lettering: Lettering): string {
  const { size, fill, isMono = false, isBold = false, anchor = 'start', turn = 0 } = lettering;
  const style = attributes({
    x,
    y,
    fill,
    'font-size': size,
    'font-family': isMono ? 'PictureMono' : 'Picture',
    'font-weight': isBold ? 'bold' : 'normal',
    'text-anchor': anchor,
  });
  return `<text${style}${turn === 0 ? '' : ` transform="rotate(${-turn} ${number(x)} ${number(y)})"`}>${escaped(text)}</text>`;
}

/** Lines at 45 degrees inside a rectangle, cut at its edges by arithmetic: the same in every viewer. */
export function hatch(x: number, y: number, width: number, height: number, stroke: string, step = 2.6): string {
  const lines: string[] = [];
  for (let start = step / 2 - height; start < width; start += step) {
    const from = Math.max(0, -start);
    const to = Math.min(height, width - start);
    if (to > from) {
      lines.push(line(x + start + from, y + height - from, x + start + to, y + height - to, stroke, 0.45));
    }
  }
  return lines.join('');
}

/** Unknown, as it is always drawn: hatched in an outline. */
export const unknownBox = (x: number, y: number, width: number, height: number, stroke: string): string =>
  rect(x, y, width, height, '#FFFFFF') + hatch(x, y, width, height, stroke) + rect(x, y, width, height, 'none', stroke);

/** A picture of shapes. */
export const picture = (width: number, height: number, shapes: readonly string[]): Picture => ({
  width,
  height,
  svg: `<svg xmlns="http://www.w3.org/2000/svg"${attributes({ width, height, viewBox: `0 0 ${number(width)} ${number(height)}` })}>${shapes.join('')}</svg>`,
});
