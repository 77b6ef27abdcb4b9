import { crc32, deflateRawSync } from 'node:zlib';

interface Part {
  readonly bytes: Uint8Array;
  /** What the directory says of it, when that is not the truth. */
  readonly statedSize?: number;
  readonly isEncrypted?: boolean;
}

const local = (name: Buffer, packed: Buffer, crc: number, size: number, flags: number): Buffer => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(crc, 14);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(size, 22);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name, packed]);
};

const central = (name: Buffer, packed: Buffer, crc: number, size: number, flags: number, at: number): Buffer => {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(8, 10);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed.length, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
};

/** A zip of the parts given, which may lie about themselves. */
export function zipOf(parts: readonly (readonly [name: string, part: Part | string])[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [path, given] of parts) {
    const part: Part = typeof given === 'string' ? { bytes: Buffer.from(given) } : given;
    const { bytes, statedSize = part.bytes.length, isEncrypted = false } = part;
    const [name, packed, crc] = [Buffer.from(path), deflateRawSync(bytes), crc32(bytes)];
    const entry = local(name, packed, crc, statedSize, isEncrypted ? 1 : 0);
    locals.push(entry);
    directory.push(central(name, packed, crc, statedSize, isEncrypted ? 1 : 0, at));
    at += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const relations = (...lines: readonly string[]): string =>
  `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${lines.join('')}</Relationships>`;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;

interface Book {
  /** The rows of the sheet as XML. */
  readonly rows: string;
  /** What stands after them. */
  readonly after?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly isDated1904?: boolean;
}

type Parts = readonly (readonly [string, Part | string])[];

/** The parts of a small workbook with one sheet, written by hand. */
export const bookParts = ({ rows, after = '', strings = '', styles = '', isDated1904 = false }: Book): Parts => [
  ['[Content_Types].xml', `${declaration}<Types/>`],
  ['_rels/.rels', relations(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
  [
    'xl/workbook.xml',
    `${declaration}<workbook xmlns:r="${office}"><workbookPr${isDated1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Controls" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
      relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
      relation('rId3', 'styles', '/xl/styles.xml'),
    ),
  ],
  ['xl/sharedStrings.xml', `${declaration}<sst>${strings}</sst>`],
  ['xl/styles.xml', `${declaration}<styleSheet>${styles}</styleSheet>`],
  ['xl/worksheets/sheet1.xml', `${declaration}<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`],
];

/** A small workbook with one sheet, written by hand. */
export const book = (parts: Book): Buffer => zipOf(bookParts(parts));

/** A cell with a text of its own. */
export const inline = (reference: string, text: string): string =>
  `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;

/** The heads that the small workbooks begin with. */
export const headRow = `<row r="1">${inline('A1', 'Control ID')}${inline('B1', 'Control description')}${inline('C1', 'Control owner')}</row>`;
