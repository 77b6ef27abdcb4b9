import { monthStarts, place, stripShapes } from '@shared/domain/pictures/period-strip.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { BinderModel } from '../../binder-model.ts';
import type { LapseLine } from '../../model/findings.ts';
import type { Heading } from '../../model/heading.ts';
import { clock, count, counted, monthName, shortDay } from '../../words.ts';
import type { Ink } from './ink.ts';
import { caption, drawn, figure, fill, head, heading, lead, measure, mono, table, text, title } from './parts.ts';
import { clip } from './print.ts';
import { label, line, type Picture, picture, rect, unknownBox } from './svg.ts';

const names = 118;
const strip = 254;
const rowHeight = 25;
const mostControls = 24;
const mostLapses = 32;

/** Vertical lines where months begin; every third is darker. */
function months({ span, judgedTo }: Heading, height: number, ink: Ink): string {
  const starts = monthStarts(span).map((at) => {
    const x = place(at, span) * strip;
    const isQuarter = new Date(at).getUTCMonth() % 3 === 0;
    return line(x, 0, x, height, isQuarter ? ink.strong : ink.rule, isQuarter ? 0.5 : 0.4);
  });
  const now = place(judgedTo, span) * strip;
  return [...starts, line(strip, 0, strip, height, ink.strong), line(now, 0, now, height, ink.ink, 1.2)].join('');
}

function axis(about: Heading, ink: Ink): Picture {
  const starts = monthStarts(about.span);
  const step = Math.max(1, Math.ceil((starts.length * 20) / strip));
  const labels = starts.flatMap((at, nth) =>
    nth % step === 0 ? [label(place(at, about.span) * strip + 2, 9, monthName(at), { size: 7, fill: ink.second })] : [],
  );
  const now = place(about.judgedTo, about.span) * strip;
  return picture(strip, 13, [...labels, line(now, 0, now, 13, ink.ink, 1.2)]);
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
  return picture(strip, rowHeight, [months(about, rowHeight, ink), ...shapes]);
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
    { ...text(reading.words, { fontSize: 7.5, alignment: 'right' }), margin: [0, 8, 0, 0] },
  ]);
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: fill([names, strip, null], 8, measure),
      body: [['', drawn(axis(about, ink)), ''], ...rows],
    },
    layout: {
      hLineWidth: (at) => (at === 0 ? 0 : at === 1 || at === rows.length + 1 ? 0.75 : 0.3),
      hLineColor: (at) => (at === 1 || at === rows.length + 1 ? ink.ink : ink.rule),
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : 4),
      paddingRight: (at) => (at === 2 ? 0 : 4),
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
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

function lapseRow({ id, finding: { finding }, condition, lapse, days }: LapseLine): TableCell[] {
  const size = { fontSize: 7.5 } as const;
  const at = (instant: string) => `${shortDay(instant)} ${clock(instant)}`;
  return [
    mono(id, { fontSize: 6.75 }),
    mono(finding.controls[0] ?? 'none', { fontSize: 6.75 }),
    mono(clip(finding.resource.id, 60), { fontSize: 6.75 }),
    text(clip(condition, 120), size),
    figure(`${lapse.isStartUncertain ? '≤ ' : ''}${at(lapse.from)}`, size),
    figure(lapse.to === null ? 'open' : at(lapse.to), size),
    figure(days.toFixed(1), size),
  ];
}

function lapseTable(lapses: readonly LapseLine[], ink: Ink): Content[] {
  const right = { alignment: 'right' } as const;
  const heads = ['Id', 'Control', 'Resource', 'What was not true', 'From (UTC)', 'To (UTC)', 'Days'];
  const more = lapses.length - mostLapses;
  const note = `${more > 0 ? `${count(more)} more, sheet Lapses. ` : ''}≤: first seen then; the true start may be earlier. Days are counted inside the period, to the instant judged.`;
  return [
    table(
      {
        pad: 2.4,
        gap: 9,
        widths: [24, 34, 92, null, 56, 50, 26],
        heads: heads.map((words, at) => head(words, ink, at >= 4 ? right : {})),
        rows: lapses.slice(0, mostLapses).map(lapseRow),
      },
      ink,
    ),
    { ...caption(note, ink, { font: 'Inter', lineHeight: 1.2 }), margin: [0, 5, 0, 0] },
  ];
}

const hasStory = ({ segments }: ControlReading): boolean =>
  segments.some(({ kind }) => kind === 'lapsed' || kind === 'unobserved');

/** The period as one line a control, for the controls with something to tell, and the lapses in figures. */
export function stripPages({ controls, lapses, heading: about }: BinderModel, ink: Ink): Content[] {
  const told = controls.filter(hasStory);
  if (!about.isPeriod || told.length === 0) return [];
  const shown = told.slice(0, mostControls);
  const sentence = `${count(shown.length)} of ${counted(controls.length, 'control')} are shown: those with a lapse or an unobserved stretch. The others are in the binder, sheet RCM.`;
  return [
    title('The period, control by control', ink, 'period'),
    lead(sentence, ink),
    stripTable(shown, about, ink),
    drawn(key(about, ink), [0, 8, 0, 0]),
    ...(lapses.length === 0 ? [] : [heading('Lapses in figures'), ...lapseTable(lapses, ink)]),
  ];
}
