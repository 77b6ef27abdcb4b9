import type { createPdf } from 'pdfmake';
import type { BinderModel } from '../binder-model.ts';
import type { Paper } from './paper.ts';
import { appendix } from './pdf/appendix.ts';
import { cover } from './pdf/cover.ts';
import { criteriaPage } from './pdf/criteria.ts';
import { type Page, pageFoot, pageHead } from './pdf/edges.ts';
import { exceptionPages, landscape } from './pdf/exceptions.ts';
import { faces, loadFaces } from './pdf/faces.ts';
import { factsPage } from './pdf/facts.ts';
import { gapPages } from './pdf/gaps.ts';
import { heatMapPage } from './pdf/heat-map.ts';
import { blackAndWhite, colour } from './pdf/ink.ts';
import { keptLevel, measure } from './pdf/parts.ts';
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

const page = (paper: Paper): Page => ({ name: 'Gap report', margins: margins[paper], measure });

/** XMP is written unescaped by pdfkit, and must say the same as the document's information. */
const plain = (words: string): string => words.replace(/[&<>]/g, '+');

/** What every document of a binder is, whatever stands in it. */
function definition(model: BinderModel, what: string, { paper, isColour }: Print, sheet: Page): Definition {
  const ink = isColour ? colour : blackAndWhite;
  return {
    pageSize: paper,
    pageMargins: [...sheet.margins],
    version: '1.7',
    subset: 'PDF/A-3b',
    language: 'en-GB',
    displayTitle: true,
    info: {
      title: plain(clip(`${model.heading.client}: ${what}, ${model.heading.report}`, 200)),
      creator: model.program,
      producer: 'pdfmake',
      creationDate: new Date(model.heading.asOf),
    },
    defaultStyle: { font: 'Inter', fontSize: 9, lineHeight: 1.18, color: ink.ink },
    // Below nine tenths of a page there is no room for a heading, the head of its table and a row.
    pageBreakBefore: ({ headlineLevel, startPosition }) =>
      headlineLevel === keptLevel && startPosition.verticalRatio > 0.9,
    footer: (at: number, pages: number) => pageFoot(model, sheet, ink, at, pages),
    content: [],
  };
}

/** The report as pdfmake lays it out. */
export function reportDefinition(model: BinderModel, print: Print): Definition {
  const ink = print.isColour ? colour : blackAndWhite;
  const sheet = page(print.paper);
  return {
    ...definition(model, 'gap report', print, sheet),
    header: (at: number) => (at === 1 ? null : pageHead(model, sheet, ink)),
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

/** Exceptions and responses as pdfmake lays them out, on paper turned sideways. */
export function exceptionsDefinition(model: BinderModel, print: Print, withScores: boolean): Definition {
  const ink = print.isColour ? colour : blackAndWhite;
  const sheet = landscape(print.paper);
  return {
    ...definition(model, 'exceptions and responses', print, sheet),
    pageOrientation: 'landscape',
    header: () => pageHead(model, sheet, ink),
    content: exceptionPages(model, sheet.measure, withScores, ink),
  };
}

async function bytesOf(made: Definition, fonts: string): Promise<Buffer> {
  const { default: pdfmake } = await import('pdfmake');
  await loadFaces(fonts, (name, content) => pdfmake.virtualfs.writeFileSync(name, content));
  pdfmake.setFonts(faces);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake.createPdf(made).getBuffer();
}

/** The bytes of gap-report.pdf. The same model gives the same bytes. */
export const reportBytes = (model: BinderModel, print: Print): Promise<Buffer> =>
  bytesOf(reportDefinition(model, print), print.fonts);

/** The bytes of exceptions.pdf; what the rubric says of the responses stays out unless asked for. */
export const exceptionsBytes = (model: BinderModel, print: Print, withScores: boolean): Promise<Buffer> =>
  bytesOf(exceptionsDefinition(model, print, withScores), print.fonts);
