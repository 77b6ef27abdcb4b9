import type { Content, TableCell } from 'pdfmake/interfaces';
import type { BinderModel } from '../../binder-model.ts';
import type { GapBlock, ValueRow } from '../../model/gaps.ts';
import { clock, count, cut, day, numberWord } from '../../words.ts';
import type { Paper } from '../paper.ts';
import type { Ink } from './ink.ts';
import {
  caption,
  figure,
  fill,
  head,
  lead,
  measure,
  mono,
  pairs,
  severityMark,
  text,
  textWidth,
  title,
} from './parts.ts';

const small = { fontSize: 6.75 } as const;
const body = { fontSize: 8.5, lineHeight: 1.12 } as const;

function valueCells({ finding, resource, region, path, value, seenAt }: ValueRow, ink: Ink): TableCell[] {
  const where = [
    mono(`${finding}  `, { ...small, bold: true }),
    mono(cut(resource, 80), small),
    mono(region === '' ? '' : ` · ${region}`, { ...small, color: ink.second }),
  ];
  const at =
    seenAt === null ? [figure('not stated', small)] : [figure(day(seenAt), small), figure(clock(seenAt), small)];
  return [
    { stack: [{ text: where }, ...(path === '' ? [] : [mono(cut(path, 170), small)])] },
    mono(cut(value, 70), { ...small, bold: true }),
    { stack: at },
  ];
}

function valueTable(values: readonly ValueRow[], ink: Ink): Content {
  const heads = ['Finding and resource, path in its item', 'Value seen', 'Seen (UTC)'].map((words, at) =>
    head(words, ink, at === 2 ? { alignment: 'right' } : {}),
  );
  const gap = 8;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: fill([null, 82, 48], gap, textWidth),
      body: [heads, ...values.map((value) => valueCells(value, ink))],
    },
    layout: {
      hLineWidth: (at) => (at === 0 || at === values.length + 1 ? 0 : at === 1 ? 0.5 : 0.3),
      hLineColor: (at) => (at === 1 ? ink.strong : ink.rule),
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : gap / 2),
      paddingRight: (at) => (at === 2 ? 0 : gap / 2),
      paddingTop: () => 2,
      paddingBottom: () => 1.6,
    },
    margin: [0, 4, 0, 0],
  };
}

function seen({ values, moreValues, observed }: GapBlock, ink: Ink): Content {
  return {
    stack: [
      text(cut(observed.join(' '), 700), body),
      ...(values.length > 0 ? [valueTable(values, ink)] : []),
      ...(moreValues > 0
        ? [
            {
              ...caption(`${count(moreValues)} more, sheet Findings.`, ink, { font: 'Inter' }),
              margin: [0, 3, 0, 0],
            } satisfies Content,
          ]
        : []),
    ],
  };
}

function evidence({ values }: GapBlock, ink: Ink): Content {
  const files = values.flatMap(({ finding, itemSha256 }) => (itemSha256 === null ? [] : [{ finding, itemSha256 }]));
  const containers = values.filter(({ itemSha256 }) => itemSha256 === null).map(({ finding }) => finding);
  const lines = files.map(
    ({ finding, itemSha256 }): Content => ({
      text: [
        mono(`${finding}  `, { ...small, bold: true }),
        mono(`items/${itemSha256}.json`, { ...small, color: ink.second }),
      ],
      lineHeight: 1.2,
    }),
  );
  const whole = `${containers.join(', ')}: judged on the account as a whole; see findings.json.`;
  return { stack: [...lines, ...(containers.length > 0 ? [text(whole, { fontSize: 7.5, color: ink.second })] : [])] };
}

/** The parts behind the word, so that it does not stand alone. */
const severity = ({ parts: shown }: GapBlock, ink: Ink): Content => ({
  columns: shown.map(({ label, value }) => ({
    width: 'auto',
    stack: [caption(label, ink, { fontSize: 7 }), text(value, { fontSize: 7.75, bold: true })],
  })),
  columnGap: 26,
});

function top(gap: GapBlock, ink: Ink): Content {
  const dot = '  ·  ';
  const line = [
    mono(gap.check.criteria.join(' '), { color: ink.second }),
    text(dot),
    mono(gap.check.controls.join(' ') || 'no control', { color: ink.second }),
  ];
  return {
    table: {
      widths: fill([76, null, 74], 24, measure),
      body: [
        [
          { ...mono(gap.id, { fontSize: 9, bold: true }), id: gap.id, margin: [0, 1.5, 0, 0] },
          {
            stack: [
              {
                ...text(gap.title, { fontSize: 10.5, bold: true }),
                outline: true,
                outlineText: `${gap.id} ${gap.title}`,
                outlineParentId: 'gaps',
              },
              {
                text: [...line, text(`${dot}${gap.kind}${dot}${gap.accounts}`)],
                fontSize: 7.75,
                color: ink.second,
                margin: [0, 3, 0, 0],
              },
            ],
          },
          severityMark(gap.check.severity, ink, { fontSize: 8.5, bold: true, alignment: 'right' }),
        ],
      ],
    },
    layout: {
      hLineWidth: (at) => (at === 0 ? 1.25 : 0),
      hLineColor: () => ink.ink,
      vLineWidth: () => 0,
      paddingLeft: (at) => (at === 0 ? 0 : 12),
      paddingRight: (at) => (at === 2 ? 0 : 12),
      paddingTop: () => 6,
      paddingBottom: () => 4,
    },
  };
}

const who = ({ owner, check }: GapBlock): string =>
  owner === null ? 'No owner is named in the matrix.' : `${cut(owner, 120)}, owner of ${check.controls[0]}.`;

type Rows = readonly (readonly [label: string, content: Content])[];

/** The rows of a block in three parts: what was seen, what it rests on, what follows from it. */
function parts(gap: GapBlock, ink: Ink): readonly [Rows, Rows, Rows] {
  return [
    [
      ['Expected', text(cut(gap.expected, 600), body)],
      ['Observed', seen(gap, ink)],
    ],
    [
      ['Evidence', evidence(gap, ink)],
      ['Severity', severity(gap, ink)],
    ],
    [
      ['Effect', text(cut(gap.effect, 600), body)],
      ['Not shown', text(cut(gap.check.cannotShow, 300), body)],
      ['Recommended', text(cut(gap.check.remediation, 600), body)],
      ['Who', text(who(gap), body)],
      ['Closes when', text(gap.closesWhen, body)],
    ],
  ];
}

const hairline = (ink: Ink): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: measure, y2: 0, lineWidth: 0.3, lineColor: ink.rule }],
});

/** One gap. A short block stays whole; in a long one, or on the shorter paper, a page may turn between its parts. */
function block(gap: GapBlock, isFirst: boolean, paper: Paper, ink: Ink): Content[] {
  const [seenRows, restsOn, follows] = parts(gap, ink);
  const above = isFirst ? 0 : 20;
  const isShort = gap.values.length <= 2;
  const groups = isShort
    ? paper === 'A4'
      ? [[...seenRows, ...restsOn, ...follows]]
      : [[...seenRows, ...restsOn], follows]
    : [seenRows, restsOn, follows];
  return groups.map(
    (rows, at): Content => ({
      stack: [...(at === 0 ? [top(gap, ink)] : [hairline(ink)]), pairs(rows, ink, { pad: 3 })],
      unbreakable: true,
      margin: [0, at === 0 ? above : 0, 0, 0],
    }),
  );
}

/** Every gap, the gravest first. */
export function gapPages({ gaps, heading }: BinderModel, paper: Paper, ink: Ink): Content[] {
  if (gaps.length === 0) return [];
  const repair = heading.isPeriod ? ' A repair never removes a lapse from the period.' : '';
  return [
    title(`${numberWord(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'}`, ink, 'gaps'),
    lead(`One block per rule that fails or failed in the period, the gravest first.${repair}`, ink),
    ...gaps.flatMap((gap, at) => block(gap, at === 0, paper, ink)),
  ];
}
