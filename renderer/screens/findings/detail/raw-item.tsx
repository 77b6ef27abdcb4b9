import { counted } from '@shared/domain/words.ts';
import { useMemo, useState } from 'react';
import { ListState } from '../../../ui/list-state.tsx';
import { MonoId } from '../../../ui/mono-id.tsx';
import { Segments } from '../../../ui/segments.tsx';
import { bytesWords } from '../../../ui/words.ts';
import { CodeLines, CodeRow } from './code-lines.tsx';
import classes from './detail.module.css';
import { excerpt, type RawItem } from './excerpt.ts';
import { receivedLines } from './received.ts';

const views = [
  { value: 'marked', label: 'Marked lines' },
  { value: 'whole', label: 'Whole item' },
  { value: 'received', label: 'Bytes received' },
] as const;
type View = (typeof views)[number]['value'];

function Excerpt({ raw }: { readonly raw: RawItem }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard.
    <section className={classes.code} aria-label="The marked lines of the item" tabIndex={0}>
      {excerpt(raw.lines).map((part) =>
        part.kind === 'line' ? (
          <CodeRow
            key={part.line.number}
            margin={String(part.line.number)}
            text={part.line.text}
            isMarked={part.line.isMarked}
          />
        ) : (
          <div key={`before ${part.before}`} className={classes.skip}>
            <span className={classes.margin}>⋯</span>
            {counted(part.lines, 'line')}
          </div>
        ),
      )}
    </section>
  );
}

function WholeItem({ raw }: { readonly raw: RawItem }) {
  const lines = raw.lines.map(({ number, text, isMarked }) => ({
    key: number,
    margin: String(number),
    text,
    isMarked,
  }));
  return <CodeLines label="The whole item, formatted" lines={lines} />;
}

function Received({ raw }: { readonly raw: RawItem }) {
  const lines = useMemo(
    () => receivedLines(raw.received).map(({ at, text }) => ({ key: at, margin: String(at), text, isMarked: false })),
    [raw.received],
  );
  return <CodeLines label="The item as received" lines={lines} />;
}

function cutWords(raw: RawItem, view: View): string | null {
  if (view === 'received' && raw.received.length >= 200_000)
    return `The first 200,000 characters are shown; the hash is of all ${bytesWords(raw.bytes)}.`;
  return view !== 'received' && raw.isCut
    ? `The formatted view is cut after ${counted(raw.lines.length, 'line')}.`
    : null;
}

interface RawItemViewProps {
  readonly raw: RawItem | null;
  /** The verdict is about an account or a region, not about a resource in it. */
  readonly isContainer: boolean;
}

/** The raw item: the lines a verdict rests on, the whole of it, and the bytes the hash is of. */
export function RawItemView({ raw, isContainer }: RawItemViewProps) {
  const [view, setView] = useState<View>('marked');
  if (raw === null)
    return (
      <ListState
        kind="empty"
        title="No raw item"
        text={
          isContainer
            ? 'This verdict is about an account or a region as a whole, which has no item of its own.'
            : 'No item of this resource is stored, so there is nothing to quote.'
        }
      />
    );
  const cut = cutWords(raw, view);
  return (
    <>
      <Segments label="View of the item" data={views} value={view} onChange={setView} />
      {view === 'marked' ? <Excerpt raw={raw} /> : view === 'whole' ? <WholeItem raw={raw} /> : <Received raw={raw} />}
      {cut === null ? null : <p className={classes.small}>{cut}</p>}
      <p className={classes.hash}>
        Bytes received: {bytesWords(raw.bytes)}, sha256 <MonoId value={raw.sha256} max={17} copy />
      </p>
    </>
  );
}
