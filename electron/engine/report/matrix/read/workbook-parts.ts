import { posix } from 'node:path';
import { AppError } from '@shared/errors.ts';
import { readXml } from './xml.ts';
import type { Parts } from './zip.ts';

/** One sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  /** The part that holds its cells. */
  readonly part: string;
}

/** Where in the zip the sheets and what they share are. */
export interface WorkbookParts {
  readonly sheets: readonly SheetEntry[];
  readonly strings: string | null;
  readonly styles: string | null;
  /** Days count from 1904 instead of 1900. */
  readonly is1904: boolean;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

const relationsOf = (part: string): string => posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);

/** What a part refers to; targets are meant from the part's own folder. */
async function relations(parts: Parts, part: string): Promise<readonly Relation[]> {
  const found: Relation[] = [];
  const name = relationsOf(part);
  readXml(name, await parts.bytes(name), {
    open(element, attribute) {
      if (element !== 'Relationship' || attribute('TargetMode') === 'External') return;
      const target = posix.resolve('/', posix.dirname(part), attribute('Target') ?? '').slice(1);
      found.push({ id: attribute('Id') ?? '', type: (attribute('Type') ?? '').replace(/^.*\//, ''), part: target });
    },
  });
  return found;
}

const asXlsx = 'Save it as .xlsx in a spreadsheet program.';
const refusal = (what: string): AppError => new AppError('unsupported-file', what, asXlsx);

/** Says what a zip is that is no .xlsx. */
function refuseForeign(parts: Parts): void {
  if (parts.has('xl/vbaProject.bin')) throw refusal('The workbook holds macros, so it is not read.');
  if (parts.has('xl/workbook.bin')) throw refusal('The workbook is a binary one (.xlsb).');
  if (parts.has('word/document.xml')) throw refusal('The file is a text document (.docx), not a workbook.');
  if (parts.has('ppt/presentation.xml')) throw refusal('The file is a presentation (.pptx), not a workbook.');
  if (parts.has('content.xml') && parts.has('mimetype'))
    throw refusal('The file is an OpenDocument file (.ods, .odt).');
  if (!parts.has('[Content_Types].xml') || !parts.has('_rels/.rels'))
    throw refusal('The file is a zip archive, not a workbook.');
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

/** The list of sheets, and where each is. */
export async function workbookParts(parts: Parts): Promise<WorkbookParts> {
  refuseForeign(parts);
  const book = (await relations(parts, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (book === undefined) throw refusal('The file is an Office file without a workbook in it.');
  const related = await relations(parts, book);
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  readXml(book, await parts.bytes(book), {
    open(element, attribute) {
      if (element === 'workbookPr') is1904 = isTrue(attribute('date1904'));
      if (element !== 'sheet') return;
      const part = related.find(({ id, type }) => type === 'worksheet' && id === attribute('id'))?.part;
      const isHidden = (attribute('state') ?? 'visible') !== 'visible';
      if (part !== undefined) sheets.push({ name: attribute('name') ?? '', isHidden, part });
    },
  });
  const shared = (wanted: string): string | null => related.find(({ type }) => type === wanted)?.part ?? null;
  return { sheets, is1904, strings: shared('sharedStrings'), styles: shared('styles') };
}
