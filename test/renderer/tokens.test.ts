import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { colours } from '../../renderer/ui/tokens.ts';

type Name = keyof (typeof colours)['light'];
type Pair = readonly [Name, Name];

// Text on its ground: at least 4.5.
const texts: readonly Pair[] = [
  ['text-1', 'bg-page'],
  ['text-1', 'bg-rail'],
  ['text-1', 'bg-sunken'],
  ['text-1', 'bg-selected'],
  ['text-1', 'mark-soft'],
  ['text-2', 'bg-page'],
  ['text-2', 'bg-rail'],
  ['text-2', 'bg-sunken'],
  ['text-2', 'bg-hover'],
  ['text-2', 'bg-selected'],
  ['text-2', 'delete-soft'],
  ['text-2', 'unknown-soft'],
  ['text-3', 'bg-page'],
  ['text-3', 'bg-rail'],
  ['text-3', 'bg-sunken'],
  ['text-3', 'bg-hover'],
  ['text-3', 'bg-selected'],
  ['text-3', 'bg-raised'],
  ['accent-text', 'bg-page'],
  ['accent-text', 'bg-rail'],
  ['accent-text', 'bg-selected'],
  ['accent-text', 'bg-sunken'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-fail', 'fail-fill'],
  ['pass-text', 'bg-page'],
  ['pass-text', 'pass-soft'],
  ['pass-text', 'bg-selected'],
  ['pass-text', 'bg-sunken'],
  ['fail-text', 'bg-page'],
  ['fail-text', 'fail-soft'],
  ['fail-text', 'mark-soft'],
  ['fail-text', 'bg-selected'],
  ['fail-text', 'bg-sunken'],
  ['unknown-text', 'bg-page'],
  ['unknown-text', 'unknown-soft'],
  ['unknown-text', 'bg-selected'],
  ['unknown-text', 'bg-sunken'],
  ['na-text', 'bg-page'],
  ['na-text', 'bg-selected'],
];
// Shapes that carry meaning: at least 3.
const shapes: readonly Pair[] = [
  ['pass-fill', 'bg-page'],
  ['pass-fill', 'bg-selected'],
  ['fail-fill', 'bg-page'],
  ['fail-fill', 'bg-selected'],
  ['unknown-fill', 'bg-page'],
  ['unknown-fill', 'unknown-soft'],
  ['ink-fill', 'bg-page'],
  ['due-fill', 'bg-page'],
  ['line-control', 'bg-page'],
  ['accent', 'bg-page'],
  ['na-fill', 'bg-page'],
];

/** WCAG 2 relative luminance of `#RRGGBB`. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const cases = (['light', 'dark'] as const).flatMap((scheme) => [
  ...texts.map(([front, back]) => ({ scheme, front, back, least: 4.5 })),
  ...shapes.map(([front, back]) => ({ scheme, front, back, least: 3 })),
]);

test.each(cases)('$front on $back has a contrast of $least or more in $scheme', ({ scheme, front, back, least }) => {
  expect(contrast(colours[scheme][front], colours[scheme][back])).toBeGreaterThanOrEqual(least);
});

test('black on white has the greatest contrast there is', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
});

test('light and dark name the same colours', () => {
  expect(Object.keys(colours.dark)).toEqual(Object.keys(colours.light));
});

const root = resolve(import.meta.dirname, '../../renderer');
const files = globSync('**/*.{css,ts,tsx}', { cwd: root }).filter((name) => name !== 'ui/tokens.ts');

test('no file of the window writes a colour of its own', () => {
  const offenders = files.filter((name) =>
    /#[0-9a-f]{3,8}\b/i.test(readFileSync(resolve(root, name), 'utf8').replaceAll('url(#', 'url(')),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(offenders).toEqual([]);
});

test('every colour variable a file reads exists', () => {
  const known = new Set<string>(Object.keys(colours.light));
  const named = /var\(--((?:bg|line|text|accent|on|pass|fail|unknown|na|ink|due|insert|delete|mark)(?:-[a-z0-9]+)*)\)/g;
  const used = files.flatMap((name) =>
    [...readFileSync(resolve(root, name), 'utf8').matchAll(named)].map(([, colour]) => colour ?? ''),
  );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter((colour) => !known.has(colour))).toEqual([]);
});
