import type { FindingState } from '@shared/domain/finding.ts';
import { count } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import { type CountRow, total } from '../../model/counts.ts';
import type { Fact } from '../../model/facts.ts';
import { numberWord } from '../../words.ts';
import type { Ink } from './ink.ts';
import {
  caption,
  drawn,
  figure,
  fill,
  head,
  heading,
  lead,
  measure,
  mono,
  pairs,
  ruled,
  table,
  text,
  title,
} from './parts.ts';
import { clip } from './print.ts';
import { hatch, type Picture, picture, rect } from './svg.ts';

function reference({ gap, criteria }: Fact, ink: Ink): Content {
  if (gap === null) return { ...mono('Not read', { bold: true }), linkToDestination: 'not-read' };
  const more = criteria.length > 6 ? ` +${criteria.length - 6}` : '';
  return {
    stack: [
      { ...mono(gap, { bold: true }), linkToDestination: gap },
      {
        ...mono(`${criteria.slice(0, 6).join(' ')}${more}`, { color: ink.second, fontSize: 6.75 }),
        margin: [0, 4, 0, 0],
      },
    ],
  };
}

function factTable({ facts }: BinderModel, ink: Ink): Content {
  const rows = facts.map((fact): Content[] => [
    figure(fact.value, { fontSize: 22, bold: true }),
    { ...text(fact.unit, { fontSize: 9.5, color: ink.second }), margin: [0, 10.5, 0, 0] },
    { ...text(clip(fact.sentence, 300), { fontSize: 9.5, lineHeight: 1.2 }), margin: [0, 3, 0, 0] },
    { stack: [reference(fact, ink)], margin: [0, 4, 0, 0] },
  ]);
  return {
    table: { dontBreakRows: true, widths: fill([58, 48, null, 84], 10, measure), body: rows },
    layout: ruled({ gap: 10, above: 7, below: 9 }, (at, last) =>
      at === 0 || at === last ? [0.75, ink.ink] : [0.3, ink.rule],
    ),
  };
}

function countTable(rows: readonly CountRow[], ink: Ink): Content {
  const right = { alignment: 'right' } as const;
  return table(
    {
      pad: 3,
      widths: [null, 60, 80, 70, 110],
      heads: [
        head('What was counted', ink),
        ...['In all', 'Without a gap', 'With a gap', 'Not judged'].map((words) => head(words, ink, right)),
      ],
      rows: rows.map((row) => [
        text(row.what, { fontSize: 8 }),
        ...[row.all, row.without, row.with].map((value) => figure(count(value), { fontSize: 8 })),
        figure(row.notJudged, { fontSize: 8 }),
      ]),
    },
    ink,
  );
}

const states = ['pass', 'lapsed', 'fail', 'unknown', 'not-applicable'] as const;

function slice(state: FindingState, x: number, width: number, ink: Ink): string {
  if (state === 'unknown') return hatch(x, 0.5, width, 12, ink.unknown, 2.2);
  const fills = { pass: ink.passFill, lapsed: ink.severity.medium, fail: ink.fail, 'not-applicable': '#FFFFFF' };
  return rect(x, 0.5, width, 12, fills[state]);
}

/** Verdicts to scale: no slice is widened to be seen, the figures stand below. */
function bar({ counts }: BinderModel, ink: Ink): Picture {
  const unit = measure / Math.max(1, total(counts));
  let x = 0;
  const slices = states.map((state) => {
    const shape = slice(state, x, counts[state] * unit, ink);
    x += counts[state] * unit;
    return shape;
  });
  return picture(measure, 13, [...slices, rect(0.3, 0.5, measure - 0.6, 12, 'none', ink.strong)]);
}

function barWords({ counts }: BinderModel, ink: Ink): Content {
  const part = (mark: string, markColour: string, words: string): Content[] => [
    { text: `${mark} `, color: markColour },
    { text: `${words}    ` },
  ];
  return {
    text: [
      ...part('●', ink.pass, `${count(counts.pass)} pass`),
      ...part('□', ink.fail, `${count(counts.lapsed)} lapsed (mid tone)`),
      ...part('■', ink.fail, `${count(counts.fail)} fail`),
      ...part('◇', ink.unknown, `${count(counts.unknown)} unknown (hatched)`),
      { text: `– ${count(counts['not-applicable'])} not applicable` },
    ],
    fontSize: 7.5,
    color: ink.third,
    margin: [0, 4, 0, 0],
  };
}

/** The page a partner reads: the gravest facts, then the same in counts, then what can still be changed. */
export function factsPage(model: BinderModel, ink: Ink): Content[] {
  const { facts, heading: about, countRows, remaining } = model;
  const many = `${numberWord(facts.length)} ${facts.length === 1 ? 'fact' : 'facts'} that would worry the auditor`;
  const introduction =
    facts.length === 0
      ? `State on ${about.judged}. No rule failed and no verdict is unknown among those that were given.`
      : `State on ${about.judged}. Each line can be followed to a file in the binder.`;
  return [
    title(facts.length === 0 ? 'No gap was recorded' : many, ink, 'facts'),
    lead(introduction, ink),
    ...(facts.length === 0 ? [] : [factTable(model, ink)]),
    heading('The same in counts'),
    countTable(countRows, ink),
    drawn(bar(model, ink), [0, 9, 0, 0]),
    barWords(model, ink),
    caption('No percentage is given: it would hide the unknown.', ink, { font: 'Inter' }),
    ...(remaining.length === 0
      ? []
      : [
          heading('What decides the rest of the period'),
          pairs(
            remaining.map(({ label, text: words }) => [label, text(words)]),
            ink,
          ),
        ]),
  ];
}
