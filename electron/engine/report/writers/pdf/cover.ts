import { count, counted, listed } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import { disclaimer, limits } from '../../model/method.ts';
import { sentenceCase } from '../../words.ts';
import type { Ink } from './ink.ts';
import { caption, fill, measure, mono, ruled, text } from './parts.ts';
import { clip } from './print.ts';

/** Wider labels than inside: the cover has room. */
const label = 88;
const gap = 24;
const mostSystems = 8;

function systems({ systems: all }: BinderModel): readonly string[] {
  if (all.length === 0) return ['None read'];
  const more = all.length - mostSystems;
  return more > 0 ? [...all.slice(0, mostSystems), `${count(more)} more, sheet Coverage`] : all;
}

function rows(model: BinderModel): readonly (readonly [string, Content])[] {
  const { heading, categories, criteria, program, number, rules, head } = model;
  const scope = `${sentenceCase(listed(categories.map((each) => each.replace('-', ' '))))}: ${counted(criteria.length, 'criterion', 'criteria')}`;
  return [
    [heading.isPeriod ? 'Period' : 'Date', text(heading.period)],
    ['Judged as of', text(`${heading.judged}${heading.isPeriod ? `: ${heading.dayOf}` : ''}`)],
    ['Categories', text(scope)],
    ['Systems', { stack: systems(model).map((each) => text(each)) }],
    ['Prepared with', text(`${program}, ${counted(rules.length, 'rule')}, binder ${number}`)],
    [
      'Audit log',
      { stack: [text(`${counted(head.entries, 'entry', 'entries')}. Head:`), mono(head.hash, { lineHeight: 1.3 })] },
    ],
  ];
}

function facts(model: BinderModel, ink: Ink): Content {
  const body = rows(model).map(([words, content]) => [caption(words, ink, { fontSize: 7.75 }), content]);
  return {
    table: { widths: fill([label, null], gap, measure), body },
    layout: ruled({ gap, above: 5.5, below: 4.5 }, (at, last) => {
      if (at === 0) return [1.25, ink.ink];
      return at === last ? [0.75, ink.ink] : [0.3, ink.rule];
    }),
  };
}

/** The cover: whose report, of what, judged when, and what it may be read as. */
export function cover(model: BinderModel, ink: Ink): Content {
  const { client, report } = model.heading;
  return {
    stack: [
      {
        ...text('Gap report', { font: 'Medium', fontSize: 9.5, color: ink.second }),
        outline: true,
        outlineText: 'Cover',
        margin: [0, 56, 0, 5],
      },
      { ...text(clip(client, 120), { fontSize: 30, bold: true, lineHeight: 1.05 }), margin: [0, 0, 0, 2] },
      { ...text(report, { fontSize: 19 }), margin: [0, 0, 0, 24] },
      facts(model, ink),
      { ...text(disclaimer, { fontSize: 11, bold: true }), margin: [0, 32, 0, 6] },
      ...limits.map((sentence): Content => ({ ...text(sentence), margin: [label + gap, 0, 0, 4.5] })),
    ],
  };
}
