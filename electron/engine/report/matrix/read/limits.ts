/** What a file may hold. Beyond these it is no control matrix, or it was made to do harm. */
export const limits = {
  /** Rows with anything in them, below the head. */
  rows: 20_000,
  columns: 500,
  merges: 10_000,
  /** Different texts that cells share. */
  texts: 1_000_000,
  /** How deep elements of a part may stand in one another. */
  depth: 64,
  /** The column heads stand within the first rows. */
  headRows: 20,
  fileBytes: 64 << 20,
  zipEntries: 10_000,
  /** Sum of everything a workbook unpacks to. */
  inflatedBytes: 200 << 20,
  /** How many times its packed size a part may unpack to, once it is larger than `ratioFloor`. */
  ratio: 100,
  ratioFloor: 16 << 20,
} as const;
