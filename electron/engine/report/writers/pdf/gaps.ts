import { count } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import type { GapBlock } from '../../model/gaps.ts';
import { numberWord } from '../../words.ts';
import { itemFile } from '../json.ts';
import { fitting, valueTable } from './gap-values.ts';
import type { Ink } from './ink.ts';
import { caption, fill, lead, measure, mono, pairs, ruled, severityMark, text, title } from './parts.ts';
import { clip } from './print.ts';

const small = { fontSize: 6.75 } as const;
/** Characters of prose in the first part of a block that surely fits a page with three values. */
const shortProse = 900;
const body = { fontSize: 8.5, lineHeight: 1.12 } as const;

function seen({ values, moreValues, observed }: GapBlock, ink: Ink): Content {
  const shown = fitting(values);
  const more = moreValues + values.length - shown.length;
  const rest: Content = {
    ...caption(`${count(more)} more, sheet Findings.`, ink, { font: 'Inter' }),
    margin: [0, 3, 0, 0],
  };
  return {
    stack: [
      text(clip(observed.join(' '), 440), body),
      ...(shown.length > 0 ? [valueTable(shown, ink)] : []),
      ...(more > 0 ? [rest] : []),
    ],
  };
}

function evidence(gap: GapBlock, ink: Ink): Content {
  const values = fitting(gap.values);
  const whole = values.filter(({ itemSha256 }) => itemSha256 === null).map(({ finding }) => finding);
  const files = values.flatMap(({ finding, itemSha256 }): Content[] => {
    if (itemSha256 === null) return [];
    const file = mono(itemFile(itemSha256), { ...small, color: ink.second });
    return [{ text: [mono(`${finding}  `, { ...small, bold: true }), file], lineHeight: 1.2 }];
  });
  const rest = text(`${whole.join(', ')}: judged on the account as a whole; see findings.json.`, {
    fontSize: 7.5,
    color: ink.second,
  });
  return { stack: [...files, ...(whole.length > 0 ? [rest] : [])] };
}

/** The parts behind the word, so that it does not stand alone. */
const severity = ({ parts: shown }: GapBlock, ink: Ink): Content => ({
  columns: shown.map(({ label, value }) => ({
    width: 'auto',
    stack: [caption(label, ink, { fontSize: 7 }), text(value, { fontSize: 7.75, bold: true })],
  })),
  columnGap: 26,
});

function name(gap: GapBlock, ink: Ink): Content {
  const { criteria, controls } = gap.check;
  const dot = '  ·  ';
  const quiet = { color: ink.second } as const;
  return {
    stack: [
      {
        ...text(clip(gap.title, 150), { fontSize: 10.5, bold: true }),
        outline: true,
        outlineText: clip(`${gap.id} ${gap.title}`, 150),
        outlineParentId: 'gaps',
      },
      {
        text: [
          mono(criteria.join(' '), quiet),
          text(dot),
          mono(controls.join(' ') || 'no control', quiet),
          text(`${dot}${gap.kind}${dot}${gap.accounts}`),
        ],
        fontSize: 7.75,
        color: ink.second,
        margin: [0, 3, 0, 0],
      },
    ],
  };
}

function top(gap: GapBlock, ink: Ink): Content {
  const id: Content = { ...mono(gap.id, { fontSize: 9, bold: true }), id: gap.id, margin: [0, 1.5, 0, 0] };
  const mark = severityMark(gap.check.severity, ink, { fontSize: 8.5, bold: true, alignment: 'right' });
  return {
    table: { widths: fill([76, null, 74], 24, measure), body: [[id, name(gap, ink), mark]] },
    layout: ruled({ gap: 24, above: 6, below: 4 }, (at) => [at === 0 ? 1.25 : 0, ink.ink]),
  };
}

const mostExceptions = 3;

/** Who answers by when: management's own word where an exception was raised, else the owner in the matrix. */
function who({ owner, check, exceptions }: GapBlock): string {
  const rest = exceptions.length - mostExceptions;
  if (exceptions.length > 0)
    return [
      ...exceptions.slice(0, mostExceptions).map((words) => clip(words, 160)),
      ...(rest > 0 ? [`${count(rest)} more in exceptions.pdf.`] : []),
    ].join(' ');
  return owner === null ? 'No owner is named in the matrix.' : `${clip(owner, 120)}, owner of ${check.controls[0]}.`;
}

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
      [gap.exceptions.length > 0 ? 'Who, when' : 'Who', text(who(gap), body)],
      ['Closes when', text(gap.closesWhen, body)],
    ],
  ];
}

const isShort = ({ values, title: words, observed, expected }: GapBlock): boolean =>
  values.length <= 3 && [words, ...observed, expected].join('').length <= shortProse;

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
