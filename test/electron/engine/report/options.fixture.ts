import { resolve } from 'node:path';
import type { BinderOptions } from '../../../../electron/engine/report/write-binder.ts';

/** The folder of the bundled faces. */
export const fonts = resolve(import.meta.dirname, '../../../../resources/fonts');

/** Export options that nothing cancels. */
export const options = (): BinderOptions => ({
  paper: 'A4',
  colour: true,
  fonts,
  signal: new AbortController().signal,
  onProgress: () => undefined,
});

/** Strings that spreadsheets, XML, fonts or readers trip over. */
export const hostile: readonly string[] = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+cmd|" /C calc"!A0',
  '-2+3',
  '@SUM(1+1)',
  '\t=1',
  '＝1+1',
  '{"formula":"1+1"}',
  '{"sharedFormula":"A1"}',
  '<f>1</f>',
  ']]>',
  '&amp; & " \' <b>',
  '_x0041_ and _x000a_',
  '\uFFFE\uFFFF',
  '\uD800 lone \uDC00',
  '\u0000\u0007\u001B[31m\u007F\u0085',
  '\u202Egnp.exe\u2066\u200B\uFEFF',
  'a->b 3x4 !== :: // 1\u20442',
  'arn:aws:s3:::tidewater-logs/*',
  '\u682A\u5F0F\u4F1A\u793E \u{1F600} e\u0301',
  'x'.repeat(40_000),
  'two\nlines\r\nthree',
  'https://evil.example/<script>alert(1)</script>',
];
