import type { SegmentKind } from '@shared/domain/finding.ts';
import { monthStarts, place, stripShapes } from '@shared/domain/pictures/period-strip.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted, monthName, shortDay } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import type { Heading } from '../../model/heading.ts';
import type { Ink } from './ink.ts';
import { lapseTable } from './lapses.ts';
import { drawn, fill, heading, lead, measure, mono, ruled, text, title } from './parts.ts';
import { clip } from './print.ts';
import { label, line, type Picture, picture, rect, unknownBox } from './svg.ts';

const nameWidth = 150;
const strip = 228;
const rowHeight = 25;
const mostControls = 22;
/** Room for the name of a month. */
const monthWidth = 18.5;

const monthOf = (at: string): number => new Date(at).getUTCMonth();

/** The starts of months, or of quarters, half years or years, when months would stand closer than their names. */
function marks({ span }: Heading): readonly string[] {
  const starts = monthStarts(span);
  const step = [1, 3, 6].find((months) => (starts.length / months) * monthWidth <= strip) ?? 12;
  return starts.filter((at) => monthOf(at) % step === 0);
}

/** Vertical lines at the marks; quarters are darker. */
function grid(about: Heading, height: number, ink: Ink): string {
  const lines = marks(about).map((at) => {
    const x = place(at, about.span) * strip;
    const isQuarter = monthOf(at) % 3 === 0;
    return line(x, 0, x, height, isQuarter ? ink.strong : ink.rule, isQuarter ? 0.5 : 0.4);
  });
  const now = place(about.judgedTo, about.span) * strip;
  return [...lines, line(strip, 0, strip, height, ink.strong), line(now, 0, now, height, ink.ink, 1.2)].join('');
}

/** `Mar`; the year in place of January when the period lies in more than one. */
const markName = (at: string, { isOneYear }: Heading): string =>
  isOneYear || monthOf(at) > 0 ? monthName(at) : at.slice(0, 4);

function axis(about: Heading, ink: Ink): Picture {
  const names = marks(about).map((at) =>
    label(place(at, about.span) * strip + 2, 9, markName(at, about), { size: 7, fill: ink.second }),
  );
  const now = place(about.judgedTo, about.span) * strip;
  return picture(strip, 13, [...names, line(now, 0, now, 13, ink.ink, 1.2)]);
}

function stripPicture({ segments }: ControlReading, about: Heading, ink: Ink): Picture {
  const middle = rowHeight / 2;
  const shapes = stripShapes(segments, about.span, strip, 1.6).map(({ kind, x, width }) => {
    if (kind === 'held') return rect(x, middle - 3.4, width, 6.8, ink.held);
    if (kind === 'unobserved') return unknownBox(x, middle - 3.4, width, 6.8, ink.unknown);
    if (kind === 'not-applicable') return line(x, middle, x + width, middle, ink.strong, 0.5);
    const ends = [x, x + width].map((at) => line(at, middle - 6, at, middle + 6, ink.fail, 0.8));
    return rect(x, middle - 3.4, width, 6.8, ink.fail) + ends.join('');
  });
  return picture(strip, rowHeight, [grid(about, rowHeight, ink), ...shapes]);
}

function stripTable(controls: readonly ControlReading[], about: Heading, ink: Ink): Content {
  const rows = controls.map((reading): TableCell[] => [
    {
      stack: [
        mono(reading.control.id, { bold: true, fontSize: 7, lineHeight: 1 }),
        text(clip(reading.control.title, 60), { fontSize: 7.5, color: ink.second, lineHeight: 1 }),
      ],
      margin: [0, 3.5, 0, 2],
    },
    drawn(stripPicture(reading, about, ink)),
    {
      ...text(reading.words, { fontSize: 7.5, alignment: 'right', lineHeight: 1 }),
      margin: [0, reading.words.length > 22 ? 4 : 8, 0, 0],
    },
  ]);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: fill([nameWidth, strip, null], 8, measure),
      body: [['', drawn(axis(about, ink)), ''], ...rows],
    },
    layout: ruled({ gap: 8, above: 0, below: 0 }, (at, last) => {
      if (at === 0) return [0, ink.ink];
      return at === 1 || at === last ? [0.75, ink.ink] : [0.3, ink.rule];
    }),
  };
}

function key(about: Heading, ink: Ink): Picture {
  const words = (x: number, what: string) => label(x, 9, what, { size: 7.25, fill: ink.ink });
  return picture(measure, 13, [
    rect(0, 2, 14, 7, ink.held) + words(18, 'held'),
    rect(50, 2, 14, 7, ink.fail) +
      line(50, 0, 50, 11, ink.fail, 0.8) +
      line(64, 0, 64, 11, ink.fail, 0.8) +
      words(69, 'lapsed'),
    unknownBox(106, 2, 14, 7, ink.unknown) + words(124, 'not observed'),
    line(186, 5.5, 200, 5.5, ink.strong, 0.5) + words(204, 'not applicable'),
    line(268, 0, 268, 11, ink.ink, 1.2) + words(273, `judged to ${shortDay(about.judgedTo)}`),
    label(measure, 9, 'blank: not yet lived', { size: 7.25, fill: ink.third, anchor: 'end' }),
  ]);
}

/** Controls with a lapse, then those with an unobserved stretch, as many as fit a page; in the order of the matrix. */
function told(controls: readonly ControlReading[]): readonly ControlReading[] {
  const having = (wanted: SegmentKind) =>
    controls.filter(({ segments }) => segments.some(({ kind }) => kind === wanted));
  const chosen = new Set([...new Set([...having('lapsed'), ...having('unobserved')])].slice(0, mostControls));
  return controls.filter((control) => chosen.has(control));
}

/** The period as one line a control, for the controls with something to tell, and the lapses in figures. */
export function stripPages({ controls, lapses, heading: about }: BinderModel, ink: Ink): Content[] {
  const shown = told(controls);
  if (!about.isPeriod || shown.length === 0) return [];
  const sentence = `Of ${counted(controls.length, 'control')}, ${counted(shown.length, 'is', 'are')} shown: first those with a lapse, then those with an unobserved stretch. All are in the binder, sheet RCM.`;
  return [
    title('The period, control by control', ink, 'period'),
    lead(sentence, ink),
    stripTable(shown, about, ink),
    drawn(key(about, ink), [0, 8, 0, 0]),
    ...(lapses.length === 0 ? [] : [heading('Lapses in figures'), ...lapseTable(lapses, about, ink)]),
  ];
}
