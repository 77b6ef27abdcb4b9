import type { Segment, SegmentKind } from '@shared/domain/finding.ts';
import { counted } from '@shared/domain/words.ts';

const dayMs = 86_400_000;
const lengthOf = ({ from, to }: Segment): number => Date.parse(to) - Date.parse(from);

/** `held 200 days, lapsed 18 days in 2 lapses`: a strip in words, for those who do not see it. */
export function stripWords(segments: readonly Segment[]): string {
  const part = (kind: SegmentKind, word: string): string[] => {
    const of = segments.filter((segment) => segment.kind === kind);
    if (of.length === 0) return [];
    const days = Math.round(of.reduce((sum, segment) => sum + lengthOf(segment), 0) / dayMs);
    const times = kind === 'lapsed' ? ` in ${counted(of.length, 'lapse')}` : '';
    return [`${word} ${counted(days, 'day')}${times}`];
  };
  const words = [...part('held', 'held'), ...part('lapsed', 'lapsed'), ...part('unobserved', 'not observed')];
  return words.length === 0 ? 'Nothing was observed in the period.' : `In the period: ${words.join(', ')}.`;
}
