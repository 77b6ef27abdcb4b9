import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as worker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';

// The library looks here before it starts a worker of its own, which Trusted Types would refuse. One page is little work.
Object.assign(globalThis, { pdfjsWorker: worker });

/** Opens a PDF held in memory. Nothing is fetched: its faces are inside it. Of its messages only errors are printed. */
export const openPages = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({ data: bytes, useWasm: false, useSystemFonts: false, verbosity: 0 }).promise;

/** Draws a page as wide as asked (CSS px) and gives its text, for those who cannot see it. */
export async function drawPage(
  pages: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
): Promise<string> {
  const page = await pages.getPage(number);
  const scale = (width / page.getViewport({ scale: 1 }).width) * window.devicePixelRatio;
  const viewport = page.getViewport({ scale });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str : '')).join(' ');
}
