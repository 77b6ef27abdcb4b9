/** Characters of a line of the received text: what the narrowest pane can show in mono. */
const lineLength = 64;

/** A piece of the text as received and the place of its first character. */
interface ReceivedLine {
  readonly at: number;
  readonly text: string;
}

function cut(text: string, at: number): readonly ReceivedLine[] {
  if (text === '') return [{ at, text }];
  const pieces = Math.ceil(text.length / lineLength);
  return Array.from({ length: pieces }, (_, piece) => ({
    at: at + piece * lineLength,
    text: text.slice(piece * lineLength, (piece + 1) * lineLength),
  }));
}

/** The text as received, broken at its own line ends and every 64 characters; joined again it is the same text. */
export function receivedLines(text: string): readonly ReceivedLine[] {
  const lines: ReceivedLine[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    lines.push(...cut(line, at));
    at += line.length + 1;
  }
  return lines;
}
