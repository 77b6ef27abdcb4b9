import type { Severity } from '@shared/domain/check.ts';

/** The colours of the report. Every mark also has a shape and a word, so that grey says the same. */
export interface Ink {
  readonly ink: string;
  readonly second: string;
  readonly third: string;
  readonly rule: string;
  readonly strong: string;
  readonly tint: string;
  readonly fail: string;
  readonly pass: string;
  readonly passFill: string;
  readonly held: string;
  readonly unknown: string;
  readonly severity: Readonly<Record<Severity, string>>;
}

export const colour: Ink = {
  ink: '#16191D',
  second: '#434A54',
  third: '#626A75',
  rule: '#D5D9DE',
  strong: '#9AA2AC',
  tint: '#F4F5F7',
  fail: '#A3201D',
  pass: '#1F7A4D',
  passFill: '#CFE3D8',
  held: '#B9D6C6',
  unknown: '#8A5A00',
  severity: { critical: '#6A1210', high: '#A3201D', medium: '#E2988F', low: '#F6DEDA' },
};

export const blackAndWhite: Ink = {
  ink: '#161616',
  second: '#454545',
  third: '#636363',
  rule: '#D6D6D6',
  strong: '#9C9C9C',
  tint: '#F4F4F4',
  fail: '#262626',
  pass: '#555555',
  passFill: '#DEDEDE',
  held: '#CECECE',
  unknown: '#3A3A3A',
  severity: { critical: '#101010', high: '#4C4C4C', medium: '#A8A8A8', low: '#E4E4E4' },
};
