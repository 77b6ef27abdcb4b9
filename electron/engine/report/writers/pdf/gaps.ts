import type { Content } from 'pdfmake/interfaces';
import type { BinderModel } from '../../binder-model.ts';
import type { GapBlock } from '../../model/gaps.ts';
import { count, numberWord } from '../../words.ts';
import { fitting, valueTable } from './gap-values.ts';
import type { Ink } from './ink.ts';
import { caption, fill, lead, measure, mono, pairs, severityMark, text, title } from './parts.ts';
import { clip } from './print.ts';

const small = { fontSize: 6.75 } as const;
/** Characters of prose in the first part of a block that surely fits a page with three values. */
const shortProse = 900;
const body = { fontSize: 8.5, lineHeight: 1.12 } as const;

function seen({ values, moreValues, observed }: GapBlock, ink: Ink): Content {
  const shown = fitting(values);
  const more = moreValues + values.length - shown.length;
  return {
    stack: [
      text(clip(observed.join(' '), 440), body),
      ...(shown.length > 0 ? [valueTable(shown, ink)] : []),
      ...(more > 0
        ? [
            {
              ...caption(`${count(more)} more, sheet Findings.`, ink, { font: 'Inter' }),
              margin: [0, 3, 0, 0],
            } satisfies Content,
          ]
        : []),
    ],
  };
}

function evidence(gap: GapBlock, ink: Ink): Content {
  const values = fitting(gap.values);
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
                ...text(clip(gap.title, 150), { fontSize: 10.5, bold: true }),
                outline: true,
                outlineText: clip(`${gap.id} ${gap.title}`, 150),
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
  owner === null ? 'No owner is named in the matrix.' : `${clip(owner, 120)}, owner of ${check.controls[0]}.`;

type Rows = readonly (readonly [label: string, content: Content])[];

/** The rows of a block in three parts: what was seen, what it rests on, what follows from it. */
function parts(gap: GapBlock, ink: Ink): readonly [Rows, Rows, Rows] {
  return [
    [
      ['Expected', text(clip(gap.expected, 320), body)],
      ['Observed', seen(gap, ink)],
    ],
    [
      ['Evidence', evidence(gap, ink)],
      ['Severity', severity(gap, ink)],
    ],
    [
      ['Effect', text(clip(gap.effect, 420), body)],
      ['Not shown', text(clip(gap.check.cannotShow, 260), body)],
      ['Recommended', text(clip(gap.check.remediation, 460), body)],
      ['Who', text(who(gap), body)],
      ['Closes when', text(gap.closesWhen, body)],
    ],
  ];
}

const isShort = ({ values, title: name, observed, expected }: GapBlock): boolean =>
  values.length <= 3 && [name, ...observed, expected].join('').length <= shortProse;

const hairline = (ink: Ink): Content => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: measure, y2: 0, lineWidth: 0.3, lineColor: ink.rule }],
});

/** One gap, in parts that stay whole: a page may turn before what follows, and in a long block after what was seen. */
function block(gap: GapBlock, isFirst: boolean, ink: Ink): Content[] {
  const [seenRows, restsOn, follows] = parts(gap, ink);
  const groups = isShort(gap) ? [[...seenRows, ...restsOn], follows] : [seenRows, restsOn, follows];
  return groups.map((rows, at): Content => {
    const start = at === 0 ? top(gap, ink) : hairline(ink);
    return {
      stack: [start, pairs(rows, ink, { pad: 3, ...(at === 0 ? {} : { tag: gap.id }) })],
      unbreakable: true,
      margin: [0, at === 0 && !isFirst ? 20 : 0, 0, 0],
    };
  });
}

/** Every gap, the gravest first. */
export function gapPages({ gaps, heading }: BinderModel, ink: Ink): Content[] {
  if (gaps.length === 0) return [];
  const repair = heading.isPeriod ? ' A repair never removes a lapse from the period.' : '';
  return [
    title(`${numberWord(gaps.length)} ${gaps.length === 1 ? 'gap' : 'gaps'}`, ink, 'gaps'),
    lead(`One block per rule that fails or failed in the period, the gravest first.${repair}`, ink),
    ...gaps.flatMap((gap, at) => block(gap, at === 0, ink)),
  ];
}
