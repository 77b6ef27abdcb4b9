/** A run of words that stands in both texts, in the earlier one only, or in the later one only. */
export interface DiffPart {
  readonly kind: 'same' | 'deleted' | 'inserted';
  readonly text: string;
}

/** Words with the space behind them, so that joining them gives the text back. */
const words = (text: string): readonly string[] => text.match(/\S+\s*/g) ?? [];

/** `lengths[i][j]`: how many words the texts have in common from word i and word j on. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, next] = [lengths[i], lengths[i + 1]];
      if (row === undefined || next === undefined) continue;
      row[j] = a[i]?.trim() === b[j]?.trim() ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  return lengths;
}

const joined = (parts: readonly DiffPart[], { kind, text }: DiffPart): readonly DiffPart[] => {
  const last = parts.at(-1);
  return last?.kind === kind ? [...parts.slice(0, -1), { kind, text: last.text + text }] : [...parts, { kind, text }];
};

/** How an earlier text became a later one, word by word. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [words(before), words(after)];
  const lengths = commonLengths(a, b);
  let parts: readonly DiffPart[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const [old, now] = [a[i], b[j]];
    const isSame = old !== undefined && now !== undefined && old.trim() === now.trim();
    if (isSame) {
      parts = joined(parts, { kind: 'same', text: now });
      i += 1;
      j += 1;
    } else if (
      old !== undefined &&
      (lengths[i + 1]?.[j] ?? 0) >= (now === undefined ? 0 : (lengths[i]?.[j + 1] ?? 0))
    ) {
      parts = joined(parts, { kind: 'deleted', text: old });
      i += 1;
    } else if (now !== undefined) {
      parts = joined(parts, { kind: 'inserted', text: now });
      j += 1;
    }
  }
  return parts;
}
