import { count } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import { shortHash } from '../../model/heading.ts';
import { disclaimer } from '../../model/method.ts';
import type { Ink } from './ink.ts';
import { mono, text } from './parts.ts';
import { clip } from './print.ts';

/** A page of a document: its name, its margins (left, top, right, bottom) and the width of its text, in points. */
export interface Page {
  readonly name: string;
  readonly margins: readonly [number, number, number, number];
  readonly measure: number;
}

/** Client, report and period at the left of a page's head, the document at the right. */
export function pageHead({ heading }: BinderModel, { name, margins, measure }: Page, { third, strong }: Ink): Content {
  const [left, top, right] = margins;
  const words = `${clip(heading.client, 48)}  ·  ${heading.report}  ·  ${heading.shortPeriod}`;
  return {
    margin: [left, top - 40, right, 0],
    stack: [
      {
        columns: [text(words, { noWrap: true }), { ...text(name, { alignment: 'right' }), width: 140 }],
        fontSize: 7.25,
        color: third,
      },
      { canvas: [{ type: 'line', x1: 0, y1: 6, x2: measure, y2: 6, lineWidth: 0.5, lineColor: strong }] },
    ],
  };
}

/** What was not read, what the paper is not, the head of the log, and the page. */
export function pageFoot(
  { head, heading }: BinderModel,
  { margins }: Page,
  { third, unknown }: Ink,
  page: number,
  pages: number,
): Content {
  const [left, , right] = margins;
  return {
    margin: [left, heading.partial === null ? 26 : 16, right, 0],
    stack: [
      ...(heading.partial === null ? [] : [text(`Partly read: ${heading.partial}`, { color: unknown })]),
      {
        columns: [
          text(disclaimer),
          mono(`audit log ${count(head.entries)} · ${shortHash(head.hash)}`, { alignment: 'center', fontSize: 7 }),
          text(`${page} of ${pages}`, { alignment: 'right' }),
        ],
      },
    ],
    fontSize: 7.25,
    color: third,
  };
}
