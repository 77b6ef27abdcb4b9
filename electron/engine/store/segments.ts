import { addStretch, type Segment, type SegmentKind } from '@shared/domain/finding.ts';

const kinds = ['held', 'lapsed', 'unobserved', 'not-applicable'] as const satisfies readonly SegmentKind[];

/**
 * A line as text: for each stretch its kind's number, its beginning and its length in milliseconds, in base 36. Lines
 * are most of what a judgement writes, so they are kept a third as long as JSON.
 */
export const packSegments = (line: readonly Segment[]): string =>
  line
    .map(({ kind, from, to }) => {
      const begins = Date.parse(from);
      return `${kinds.indexOf(kind)} ${begins.toString(36)} ${(Date.parse(to) - begins).toString(36)}`;
    })
    .join(';');

function unpackOne(text: string): Segment {
  const [kind = '', from = '', length = ''] = text.split(' ');
  const begins = Number.parseInt(from, 36);
  return {
    kind: kinds[Number(kind)] ?? 'unobserved',
    from: new Date(begins).toISOString(),
    to: new Date(begins + Number.parseInt(length, 36)).toISOString(),
  };
}

/** A line with what held in it drawn as something else. */
export function drawnAs(line: readonly Segment[], held: SegmentKind): readonly Segment[] {
  const drawn: Segment[] = [];
  for (const stretch of line) addStretch(drawn, stretch.kind === 'held' ? { ...stretch, kind: held } : stretch);
  return drawn;
}

/** The line a text was packed from. */
export const unpackSegments = (text: string): readonly Segment[] => (text === '' ? [] : text.split(';').map(unpackOne));
