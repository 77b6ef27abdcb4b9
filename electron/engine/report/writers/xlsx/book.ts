import { Writable } from 'node:stream';
import type { Workbook } from './page.ts';
import { fixZipTimes } from './zip-time.ts';

/** A workbook that is being written. */
export interface Book {
  readonly workbook: Workbook;
  /** Closes it. The same sheets and the same instant give the same bytes. */
  finish(): Promise<Buffer>;
}

function collector(): { readonly sink: Writable; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { sink, bytes: () => Buffer.concat(chunks) };
}

/** Opens a new workbook, dated by an instant (ISO 8601 UTC). */
export async function openBook(at: string): Promise<Book> {
  const { default: exceljs } = await import('exceljs');
  const { sink, bytes } = collector();
  const date = new Date(at);
  // exceljs takes these and does not name them in its type.
  const dates = { created: date, modified: date, creator: 'Fieldwork', lastModifiedBy: 'Fieldwork' };
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({
    stream: sink,
    useStyles: true,
    useSharedStrings: true,
    ...dates,
  });
  return {
    workbook,
    async finish() {
      await workbook.commit();
      return fixZipTimes(bytes());
    },
  };
}
