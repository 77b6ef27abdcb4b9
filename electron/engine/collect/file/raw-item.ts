import { isUtf8 } from 'node:buffer';
import type { SnapshotKind } from '@shared/domain/collection.ts';
import type { Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';

/** One row of a file: what it says, and where exactly its bytes stand in the body. */
export interface RawItem {
  readonly value: Json;
  readonly bytes: Buffer;
  readonly offset: number;
  /** The kind of the list it stood in. */
  readonly kind: SnapshotKind;
  /** When it was read from the cloud (ISO 8601 UTC), where the file says so. */
  readonly readAt: string | null;
  /** Which of several recorded answers it stands in, from 1; 0 where a file is one answer. */
  readonly answer: number;
  /** True where the bytes are a bare list of values whose names stand in the head of their table. */
  readonly isTableRow: boolean;
}

/** Bytes as JSON; a refusal names what they are and where they stand. */
export function parseJson(bytes: Buffer, offset: number, what: string): Json {
  if (!isUtf8(bytes)) throw new AppError('unreadable-file', `${what} at byte ${offset} is not valid UTF-8 text.`);
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new AppError(
      'unreadable-file',
      `${what} at byte ${offset} is not valid JSON (${error instanceof Error ? error.message : 'unknown'}).`,
    );
  }
}
