const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** 1 January 1980, the first date a zip can hold. */
const dosDate = 0x0021;

function setTime(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(dosDate, at + 2);
}

/** Gives every entry of a zip without comment the same time, so that the same data makes the same bytes. Changes the buffer. */
export function fixZipTimes(zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory)
    throw new Error('The workbook does not end as a zip should.');
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry += 1) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error('The directory of the workbook is damaged.');
    setTime(zip, at + 12);
    setTime(zip, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
