import { clock, count, dayWords, shortDay } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { LapseLine } from '../../model/findings.ts';
import type { Heading } from '../../model/heading.ts';
import type { Ink } from './ink.ts';
import { caption, figure, head, mono, table, text } from './parts.ts';
import { clip } from './print.ts';

/** More stand in the workbook. */
const mostLapses = 32;
const small = { fontSize: 6.75 } as const;
const size = { fontSize: 7.5 } as const;

function row({ id, finding: { finding }, condition, lapse, days }: LapseLine, { isOneYear }: Heading): TableCell[] {
  const at = (instant: string) => `${isOneYear ? shortDay(instant) : dayWords(instant)} ${clock(instant)}`;
  return [
    mono(id, small),
    mono(finding.controls[0] ?? 'none', small),
    mono(clip(finding.resource.id, 60), small),
    text(clip(condition, 120), size),
    figure(`${lapse.isStartUncertain ? '≤ ' : ''}${at(lapse.from)}`, size),
    figure(lapse.to === null ? 'open' : at(lapse.to), size),
    figure(days.toFixed(1), size),
  ];
}

/** Lapses as figures: the same facts as the strips, to the minute. */
export function lapseTable(lapses: readonly LapseLine[], about: Heading, ink: Ink): Content[] {
  const heads = ['Id', 'Control', 'Resource', 'What was not true', 'From (UTC)', 'To (UTC)', 'Days'];
  const more = lapses.length - mostLapses;
  const rest = more > 0 ? `${count(more)} more, sheet Lapses. ` : '';
  const note = `${rest}≤: first seen then; the true start may be earlier. Days are counted inside the period, to the instant judged.`;
  return [
    table(
      {
        pad: 2.4,
        gap: 9,
        widths: about.isOneYear ? [24, 34, 92, null, 56, 50, 26] : [24, 34, 82, null, 76, 68, 30],
        heads: heads.map((words, at) => head(words, ink, at >= 4 ? { alignment: 'right' } : {})),
        rows: lapses.slice(0, mostLapses).map((lapse) => row(lapse, about)),
      },
      ink,
    ),
    { ...caption(note, ink, { font: 'Inter', lineHeight: 1.2 }), margin: [0, 5, 0, 0] },
  ];
}
