import type { Output } from '@shared/contract/contract.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import { sha256Of } from '../store/sha256.ts';

type Raw = NonNullable<Output<'finding.detail'>['raw']>;
type Line = Raw['lines'][number];

const wholeUpTo = 300;
const around = 10;
const receivedLimit = 200_000;

interface Printed {
  readonly text: string;
  readonly path: string;
}

const indent = (depth: number): string => '  '.repeat(depth);

function* children(value: Json, path: string): Iterable<{ label: string; value: Json; path: string }> {
  if (Array.isArray(value)) {
    for (const [place, element] of value.entries()) yield { label: '', value: element, path: `${path}[${place}]` };
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value))
      yield { label: `${JSON.stringify(key)}: `, value: member, path: path === '' ? key : `${path}.${key}` };
  }
}

/** Pretty JSON, a line at a time, each line with the path it prints. */
function* print(value: Json, path: string, label: string, depth: number, tail: string): Iterable<Printed> {
  const inner = [...children(value, path)];
  if (inner.length === 0) {
    yield { text: `${indent(depth)}${label}${JSON.stringify(value)}${tail}`, path };
    return;
  }
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  yield { text: `${indent(depth)}${label}${open}`, path };
  for (const [place, child] of inner.entries())
    yield* print(child.value, child.path, child.label, depth + 1, place < inner.length - 1 ? ',' : '');
  yield { text: `${indent(depth)}${close}${tail}`, path };
}

const isWithin = (path: string, seen: string): boolean =>
  path === seen || path.startsWith(`${seen}.`) || path.startsWith(`${seen}[`);

/** A long item is shown around its marked lines; what is left out is counted in words. */
function cut(lines: readonly Line[]): { readonly lines: readonly Line[]; readonly isCut: boolean } {
  if (lines.length <= wholeUpTo) return { lines, isCut: false };
  const marked = lines.flatMap((line, place) => (line.isMarked ? [place] : []));
  const near = (place: number): boolean =>
    place < around || marked.slice(0, 40).some((mark) => Math.abs(mark - place) <= around);
  const shown: Line[] = [];
  let hidden = 0;
  lines.forEach((line, place) => {
    if (!near(place)) {
      hidden += 1;
      return;
    }
    if (hidden > 0) shown.push({ number: 0, text: `${hidden} lines`, isMarked: false });
    hidden = 0;
    shown.push(line);
  });
  if (hidden > 0) shown.push({ number: 0, text: `${hidden} lines`, isMarked: false });
  return { lines: shown, isCut: true };
}

/** The item as people read it (decoded, indented, the lines of the values seen marked), beside the bytes its hash is of. */
export function rawExcerpt(bytes: Buffer, item: Json, seen: readonly string[]): Raw {
  const printed = [...print(item, '', '', 0, '')];
  const lines = printed.map(({ text, path }, place) => ({
    number: place + 1,
    text,
    isMarked: seen.some((it) => isWithin(path, it)),
  }));
  return {
    sha256: sha256Of(bytes),
    bytes: bytes.length,
    ...cut(lines),
    received: bytes.toString('utf8').slice(0, receivedLimit),
  };
}
