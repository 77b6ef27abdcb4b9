import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import classes from './detail.module.css';

interface CodeLine {
  readonly key: number;
  /** What stands in the margin: a line number or a place in the text. */
  readonly margin: string;
  readonly text: string;
  readonly isMarked: boolean;
}

/** One line of an item; a marked one carries the value the verdict rests on. */
export function CodeRow({ margin, text, isMarked }: Omit<CodeLine, 'key'>) {
  return (
    <div className={classes.codeRow} data-marked={isMarked || undefined}>
      <span className={classes.margin}>{margin}</span>
      {isMarked ? <mark>{text}</mark> : <span>{text}</span>}
    </div>
  );
}

const rowHeight = 18;

/** A long text in a frame of its own that draws only the lines in view. */
export function CodeLines({ label, lines }: { readonly label: string; readonly lines: readonly CodeLine[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <section ref={frame} className={classes.codeFrame} aria-label={label} tabIndex={0}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          return line === undefined ? null : (
            <div key={line.key} className={classes.codePlace} style={{ transform: `translateY(${start}px)` }}>
              <CodeRow margin={line.margin} text={line.text} isMarked={line.isMarked} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
