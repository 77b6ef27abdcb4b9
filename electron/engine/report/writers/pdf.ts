import { count } from '@shared/domain/words.ts';
import type { Content, createPdf } from 'pdfmake';
import type { BinderModel } from '../binder-model.ts';
import { shortHash } from '../model/heading.ts';
import { disclaimer } from '../model/method.ts';
import type { Paper } from './paper.ts';
import { appendix } from './pdf/appendix.ts';
import { cover } from './pdf/cover.ts';
import { criteriaPage } from './pdf/criteria.ts';
import { faces, loadFaces } from './pdf/faces.ts';
import { factsPage } from './pdf/facts.ts';
import { gapPages } from './pdf/gaps.ts';
import { heatMapPage } from './pdf/heat-map.ts';
import { blackAndWhite, colour, type Ink } from './pdf/ink.ts';
import { keptLevel, measure, mono, text } from './pdf/parts.ts';
import { clip } from './pdf/print.ts';
import { scopePage } from './pdf/scope.ts';
import { stripPages } from './pdf/strips.ts';

type Definition = Parameters<typeof createPdf>[0];

/** How the report is printed, and where the faces are. */
export interface Print {
  readonly paper: Paper;
  readonly isColour: boolean;
  /** The folder with the bundled faces. */
  readonly fonts: string;
}

/** Left and right margins keep the same measure on both papers. */
const margins: Readonly<Record<Paper, [number, number, number, number]>> = {
  A4: [60, 74, 60.28, 62],
  LETTER: [68.4, 66, 68.6, 56],
};

function pageHead({ heading }: BinderModel, paper: Paper, { third, strong }: Ink): Content {
  const [left, top, right] = margins[paper];
  const words = `${clip(heading.client, 48)}  ·  ${heading.report}  ·  ${heading.shortPeriod}`;
  return {
    margin: [left, top - 40, right, 0],
    stack: [
      {
        columns: [text(words, { noWrap: true }), { ...text('Gap report', { alignment: 'right' }), width: 60 }],
        fontSize: 7.25,
        color: third,
      },
      { canvas: [{ type: 'line', x1: 0, y1: 6, x2: measure, y2: 6, lineWidth: 0.5, lineColor: strong }] },
    ],
  };
}

function pageFoot({ head }: BinderModel, paper: Paper, { third }: Ink, page: number, pages: number): Content {
  const [left, , right] = margins[paper];
  return {
    margin: [left, 26, right, 0],
    columns: [
      text(disclaimer),
      mono(`audit log ${count(head.entries)} · ${shortHash(head.hash)}`, { alignment: 'center', fontSize: 7 }),
      text(`${page} of ${pages}`, { alignment: 'right' }),
    ],
    fontSize: 7.25,
    color: third,
  };
}

/** XMP is written unescaped by pdfkit, and must say the same as the document's information. */
const plain = (words: string): string => words.replace(/[&<>]/g, '+');

/** The report as pdfmake lays it out. */
export function reportDefinition(model: BinderModel, { paper, isColour }: Print): Definition {
  const ink = isColour ? colour : blackAndWhite;
  const at = new Date(model.heading.asOf);
  return {
    pageSize: paper,
    pageMargins: margins[paper],
    version: '1.7',
    subset: 'PDF/A-3b',
    language: 'en-GB',
    displayTitle: true,
    info: {
      title: plain(clip(`${model.heading.client}: gap report, ${model.heading.report}`, 200)),
      creator: model.program,
      producer: 'pdfmake',
      creationDate: at,
    },
    defaultStyle: { font: 'Inter', fontSize: 9, lineHeight: 1.18, color: ink.ink },
    // Below nine tenths of a page there is no room for a heading, the head of its table and a row.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === keptLevel && startPosition.verticalRatio > 0.9,
    header: (page: number) => (page === 1 ? null : pageHead(model, paper, ink)),
    footer: (page: number, pages: number) => pageFoot(model, paper, ink, page, pages),
    content: [
      cover(model, ink),
      factsPage(model, ink),
      scopePage(model, ink),
      heatMapPage(model, ink),
      criteriaPage(model, ink),
      gapPages(model, ink),
      stripPages(model, ink),
      appendix(model, ink),
    ],
  };
}

/** The bytes of gap-report.pdf. The same model gives the same bytes. */
export async function reportBytes(model: BinderModel, print: Print): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  await loadFaces(print.fonts, (name, content) => pdfmake.virtualfs.writeFileSync(name, content));
  pdfmake.setFonts(faces);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake.createPdf(reportDefinition(model, print)).getBuffer();
}
