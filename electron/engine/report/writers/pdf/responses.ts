import { dayWords } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import { answeringFor, type ExceptionLine, type Said } from '../../model/exceptions.ts';
import type { Ink } from './ink.ts';
import { caption, fill, lead, mono, ruled, severityMark, text, title } from './parts.ts';
import { clip } from './print.ts';

const size = { fontSize: 8.5, lineHeight: 1.15 } as const;
const quiet = { fontSize: 8 } as const;
/** Characters of one answer on paper; the whole stands in the workbook. */
const mostCharacters = 1_200;
/** Characters that a block surely has room for on one page. */
const onePage = 2_400;
const leftWidth = 212;
const gap = 20;
/** Between the effect and what was found. */
const below: [number, number, number, number] = [0, 0, 0, 6];

const said = (rows: readonly Said[], width: number, labelWidth: number, ink: Ink): Content => ({
  table: {
    dontBreakRows: true,
    widths: fill([labelWidth, null], 8, width),
    body: rows.map(({ label, text: words }) => [
      caption(label, ink, { fontSize: 7.75 }),
      text(clip(words, mostCharacters), quiet),
    ]),
  },
  layout: ruled({ gap: 8, above: 1.5, below: 1.5 }, () => [0, ink.rule]),
});

function evidence({ evidence: items }: ExceptionLine, ink: Ink): Content[] {
  const small = { fontSize: 6.75, color: ink.second } as const;
  return items.flatMap(({ item, file }): Content[] => [
    {
      text: [mono(`${item.id}  `, { ...small, bold: true }), text(clip(item.source, 80), { fontSize: 7.25 })],
      margin: [0, 3, 0, 0],
    },
    ...(file === null ? [] : [mono(file, small)]),
  ]);
}

function left(line: ExceptionLine, withScores: boolean, ink: Ink): Content {
  const { exception, state, dueOn, window, remarks, rubric } = line;
  const isStanding = exception.status !== 'withdrawn';
  const facts: readonly Said[] = [
    { label: 'State', text: state },
    { label: 'Owner', text: isStanding ? answeringFor(line) : '' },
    { label: 'Due', text: isStanding ? dayWords(dueOn) : '' },
    { label: 'Window', text: window },
    ...remarks,
    { label: 'Response', text: withScores ? `${rubric.score} of 10 points, ${rubric.band}` : '' },
  ].filter((fact) => fact.text !== '');
  const what = exception.description.trim() === '' ? exception.title : exception.description;
  return {
    stack: [
      caption('What was found', ink),
      { ...text(clip(what, 700), size), margin: [0, 2, 0, 5] },
      said(facts, leftWidth, 42, ink),
      ...evidence(line, ink),
    ],
  };
}

const right = ({ position, response }: ExceptionLine, width: number, ink: Ink): Content => ({
  stack: [
    caption('Management’s response', ink),
    { ...text(position, { ...size, bold: true }), margin: [0, 2, 0, 3] },
    ...(response.length === 0 ? [] : [said(response, width, 60, ink)]),
  ],
});

function top({ exception, severity }: ExceptionLine, measure: number, ink: Ink): Content {
  const name: Content = {
    text: [
      text(clip(exception.title, 120), { fontSize: 10.5, bold: true }),
      mono(`   ${exception.controlId}`, { fontSize: 8, color: ink.second }),
    ],
  };
  const id = mono(exception.id, { fontSize: 9, bold: true });
  return {
    table: {
      widths: fill([52, null, 84], gap, measure),
      body: [
        [
          {
            ...id,
            margin: [0, 1, 0, 0],
            outline: true,
            outlineText: clip(`${exception.id} ${exception.title}`, 120),
            outlineParentId: 'responses',
          },
          name,
          severityMark(severity.level, ink, { fontSize: 8.5, bold: true, alignment: 'right' }),
        ],
      ],
    },
    layout: ruled({ gap, above: 5, below: 4 }, (at) => [at === 0 ? 1.25 : 0, ink.ink]),
  };
}

/** The finding at the left; right of the bar, management's own words. */
function block(line: ExceptionLine, isFirst: boolean, measure: number, withScores: boolean, ink: Ink): Content {
  const rightWidth = measure - leftWidth - gap;
  const body: Content = {
    table: {
      widths: [leftWidth, rightWidth],
      body: [[left(line, withScores, ink), right(line, rightWidth, ink)]],
    },
    layout: {
      ...ruled({ gap, above: 0, below: 0 }, () => [0, ink.rule]),
      vLineWidth: (at) => (at === 1 ? 1.5 : 0),
      vLineColor: () => ink.strong,
    },
  };
  const characters = [line.exception.description, ...line.response.map((it) => it.text)].join('').length;
  const effect =
    line.indicator === '' ? [] : [{ ...text(line.indicator, { ...quiet, color: ink.second }), margin: below }];
  return {
    stack: [top(line, measure, ink), ...effect, body],
    unbreakable: characters + line.evidence.length * 120 <= onePage,
    margin: [0, isFirst ? 0 : 14, 0, 0],
  };
}

/** Every exception beside management's response. */
export function responsePages(
  lines: readonly ExceptionLine[],
  measure: number,
  withScores: boolean,
  ink: Ink,
): Content[] {
  return [
    title('Management’s responses', ink, 'responses'),
    lead(
      'Left: the finding. Right of the bar: management’s own words, which in a SOC 2 report stand under other information, outside the auditor’s opinion. Longer answers stand whole in binder.xlsx, sheet Exceptions.',
      ink,
    ),
    ...lines.map((line, at) => block(line, at === 0, measure, withScores, ink)),
  ];
}
