import { AppError } from '@shared/errors.ts';
import { SaxesParser } from 'saxes';
import { limits } from './limits.ts';

/** Told of the elements of a part in their order. Names come without their namespace prefix. */
export interface Listener {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
  /** True once nothing more is needed. */
  isDone?(): boolean;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function refuse(part: string, why: string): never {
  throw new AppError(
    'unreadable-file',
    `The part ${part} of the workbook is ${why}.`,
    'Open it in a spreadsheet program and save it as .xlsx.',
  );
}

function createParser(part: string, listener: Listener): SaxesParser {
  const parser = new SaxesParser();
  const onText = (text: string): void => listener.text?.(text);
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > limits.depth) refuse(part, 'nested too deep');
    const names = Object.keys(attributes);
    listener.open?.(local(name), (wanted) => {
      const found = names.find((it) => it === wanted) ?? names.find((it) => local(it) === wanted);
      return found === undefined ? undefined : attributes[found];
    });
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    listener.close?.(local(name));
  });
  // A document type can name other files and define entities that grow; Office writes none.
  parser.on('doctype', () => refuse(part, 'refused, because it has a document type (DOCTYPE)'));
  parser.on('error', (error) => refuse(part, `not well-formed XML (${error.message})`));
  return parser;
}

const chunkBytes = 1 << 16;

/** Reads one XML part in UTF-8 and tells the listener what it holds. Entities of its own and external ones are refused. */
export function readXml(part: string, bytes: Buffer, listener: Listener): void {
  const parser = createParser(part, listener);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Buffer): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      return refuse(part, 'not UTF-8');
    }
  };
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    parser.write(decode(bytes.subarray(at, at + chunkBytes)));
    if (listener.isDone?.()) return;
  }
  parser.write(decode());
  parser.close();
}
