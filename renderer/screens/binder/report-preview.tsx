import { ActionIcon } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { count } from '@shared/domain/words.ts';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { ListState } from '../../ui/list-state.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './binder.module.css';
import { useBinder } from './binder.store.ts';

/** Opens the report's bytes; null while they are read. */
function usePages(bytes: Uint8Array | null): PDFDocumentProxy | null {
  const [pages, setPages] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    if (bytes === null) return;
    let isWanted = true;
    // The library takes the bytes for itself, so it gets a copy.
    void import('./pdf-pages.ts')
      .then(({ openPages }) => openPages(bytes.slice()))
      .then((opened) => (isWanted ? setPages(opened) : opened.loadingTask.destroy()));
    return () => {
      isWanted = false;
    };
  }, [bytes]);
  useEffect(() => () => void pages?.loadingTask.destroy(), [pages]);
  return pages;
}

function Page({ pages, number }: { readonly pages: PDFDocumentProxy; readonly number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const [words, setWords] = useState('');
  useEffect(() => {
    const at = canvas.current;
    if (at === null || width === 0) return;
    let isWanted = true;
    void import('./pdf-pages.ts')
      .then(({ drawPage }) => drawPage(pages, number, at, width))
      // A page turned before it was drawn is drawn no further.
      .then(
        (text) => isWanted && setWords(text),
        () => undefined,
      );
    return () => {
      isWanted = false;
    };
  }, [pages, number, width]);
  return (
    <div ref={ref} className={classes.paper}>
      <canvas key={number} ref={canvas} role="img" aria-label={`Page ${number} of the gap report. ${words}`} />
    </div>
  );
}

function Turning({ pages }: { readonly pages: PDFDocumentProxy }) {
  const [number, setNumber] = useState(Math.min(2, pages.numPages));
  const turn = (by: number): void => setNumber((at) => Math.min(pages.numPages, Math.max(1, at + by)));
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowLeft' || key === 'PageUp') turn(-1);
    if (key === 'ArrowRight' || key === 'PageDown') turn(1);
  };
  return (
    <>
      <Page pages={pages} number={number} />
      <div className={classes.turning} role="toolbar" aria-label="Pages of the report" onKeyDown={onKeyDown}>
        <ActionIcon variant="subtle" aria-label="Previous page" disabled={number === 1} onClick={() => turn(-1)}>
          <ChevronLeft size={16} strokeWidth={1.75} />
        </ActionIcon>
        <span aria-live="polite">
          Page {count(number)} of {count(pages.numPages)}
        </span>
        <ActionIcon
          variant="subtle"
          aria-label="Next page"
          disabled={number === pages.numPages}
          onClick={() => turn(1)}
        >
          <ChevronRight size={16} strokeWidth={1.75} />
        </ActionIcon>
      </div>
    </>
  );
}

/** The gap report itself, as it would be written now with the options chosen. */
export function ReportPreview() {
  const { paper, colour } = useBinder((state) => state.options);
  const answer = useRoute('binder.report', { paper, colour }, [
    'engagement',
    'findings',
    'controls',
    'scope',
    'exceptions',
  ]);
  const pages = usePages(answer.state === 'ready' ? answer.value.bytes : null);
  return (
    <div className={classes.preview}>
      {answer.state === 'error' ? (
        <ListState kind="error" title="The report could not be drawn" text={answer.error.message} />
      ) : pages === null ? (
        <ListState kind="loading" title="The report is being drawn" />
      ) : (
        <Turning key={pages.fingerprints[0]} pages={pages} />
      )}
    </div>
  );
}
