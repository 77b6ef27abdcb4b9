import { count, counted, dayWords } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import type { ExceptionLine } from '../../model/exceptions.ts';
import { otherResults } from '../../model/other-results.ts';
import { withPeriod } from '../../words.ts';
import type { Paper } from '../paper.ts';
import type { Page } from './edges.ts';
import type { Ink } from './ink.ts';
import { caption, figure, fill, head, lead, mono, ruled, text } from './parts.ts';
import { clip } from './print.ts';
import { responsePages } from './responses.ts';

const margins: Readonly<Record<Paper, readonly [number, number, number, number]>> = {
  A4: [48, 66, 47.89, 54],
  LETTER: [36, 62, 36, 50],
};
const measures: Readonly<Record<Paper, number>> = { A4: 746, LETTER: 720 };

/** A page of exceptions.pdf. */
export const landscape = (paper: Paper): Page => ({
  name: 'Exceptions and responses',
  margins: margins[paper],
  measure: measures[paper],
});

const size = { fontSize: 8.25, lineHeight: 1.15 } as const;

function result(line: ExceptionLine, ink: Ink): Content {
  const { exception, kind, extent, window, remarks } = line;
  const isWithdrawn = exception.status === 'withdrawn';
  const why = remarks.find(({ label }) => label === 'Withdrawn')?.text ?? '';
  const dot = '   ';
  return {
    stack: [
      {
        text: [
          { text: isWithdrawn ? '– ' : '■ ', color: isWithdrawn ? ink.third : ink.fail },
          { text: isWithdrawn ? 'Exception withdrawn. ' : 'Exception noted. ', bold: true },
          text(withPeriod(clip(exception.title, 260))),
          ...(why === '' ? [] : [text(` ${clip(why, 260)}`)]),
        ],
        ...size,
      },
      {
        text: [
          mono(exception.id, { bold: true, color: ink.ink }),
          text([kind, extent, window].map((words) => (words === '' ? '' : `${dot}${words}`)).join('')),
        ],
        fontSize: 7.5,
        color: ink.second,
        margin: [0, 2.5, 0, 0],
      },
    ],
  };
}

function row(line: ExceptionLine, ink: Ink): TableCell[] {
  const { exception, activity, test } = line;
  return [
    mono(exception.controlId, { fontSize: 8, bold: true }),
    text(clip(activity === '' ? 'The control is not in the matrix.' : activity, 420), size),
    { stack: exception.criteria.map((id) => mono(id, { fontSize: 7.25, lineHeight: 1.3 })) },
    text(clip(test, 420), size),
    result(line, ink),
  ];
}

function testsTable(lines: readonly ExceptionLine[], client: string, measure: number, ink: Ink): Content {
  const gap = 14;
  const heads = [
    'Control',
    `Control activity, as described by ${clip(client, 30)}`,
    'Criteria',
    'Test performed by the readiness team',
    'Result',
  ];
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: fill([44, 204, 44, 182, null], gap, measure),
      body: [heads.map((words) => head(words, ink)), ...lines.map((line) => row(line, ink))],
    },
    layout: ruled({ gap, above: 4, below: 3.5 }, (at, last) =>
      at <= 1 || at === last ? [0.75, ink.ink] : [0.3, ink.rule],
    ),
  };
}

function otherTable(model: BinderModel, measure: number, ink: Ink): Content {
  const gap = 16;
  const heads: TableCell[] = [
    head(`Results, ${counted(model.controls.length, 'control')}`, ink),
    head('Controls', ink, { alignment: 'right' }),
    head('Which', ink),
  ];
  const rows = otherResults(model).map(({ mark, label, controls, which, areIds }): TableCell[] => [
    {
      text: [{ text: `${mark} `, color: mark === '■' ? ink.fail : mark === '●' ? ink.pass : ink.unknown }, label],
      ...size,
    },
    figure(count(controls), size),
    areIds ? mono(which) : text(which, size),
  ]);
  return {
    table: { headerRows: 1, dontBreakRows: true, widths: fill([168, 44, null], gap, measure), body: [heads, ...rows] },
    layout: ruled({ gap, above: 3, below: 3 }, (at, last) =>
      at <= 1 || at === last ? [0.75, ink.ink] : [0.3, ink.rule],
    ),
    unbreakable: true,
    margin: [0, 18, 0, 0],
  };
}

/** A first heading, which needs no page of its own before it. */
const firstTitle = (words: string, ink: Ink): Content => ({
  ...text(words, { fontSize: 17, bold: true, color: ink.ink }),
  outline: true,
  outlineText: words,
  margin: [0, 0, 0, 8],
});

const none = (ink: Ink): Content => caption('No exception was raised.', ink, { font: 'Inter', fontSize: 9 });

/** Tests of controls with exceptions, the other results, then each finding beside management's response. */
export function exceptionPages(model: BinderModel, measure: number, withScores: boolean, ink: Ink): Content[] {
  const { exceptions, heading: about } = model;
  const stays = about.isPeriod ? ' A repair after the fact removes nothing from the period.' : '';
  return [
    firstTitle('Tests of controls with exceptions', ink),
    lead(
      `Tests were made by the readiness team on evidence to ${dayWords(about.judgedTo)}, in the layout of a report’s tests section. A service auditor makes its own tests. Every exception raised is listed, repaired or not.${stays}`,
      ink,
    ),
    exceptions.length === 0 ? none(ink) : testsTable(exceptions, about.client, measure, ink),
    otherTable(model, measure, ink),
    ...(exceptions.length === 0 ? [] : responsePages(exceptions, measure, withScores, ink)),
  ];
}
