import { isUtf8 } from 'node:buffer';
import type { SnapshotKind } from '@shared/domain/collection.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';

/** One row of a file: what it says, and where exactly its bytes stand in the body. */
export interface RawItem {
  /** What it says. Read when it is asked for, because a helper thread may do that; throws what is wrong with it. */
  value(): Json;
  readonly bytes: Buffer;
  readonly offset: number;
  /** The kind of the list it stood in. */
  readonly kind: SnapshotKind;
  /** When it was read from the cloud (ISO 8601 UTC), where the file says so. */
  readonly readAt: string | null;
  /** Which of several recorded answers it stands in, from 1; 0 where a file is one answer. */
  readonly answer: number;
  /** True where the bytes by themselves are the item as JSON: whoever has them can read the rest. */
  readonly isPlain: boolean;
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

/** Refuses what stands where an item should; `what` names it. */
export const noItem = (what: string, offset: number): AppError =>
  new AppError('unsupported-file', `${what} at byte ${offset} is no configuration item.`);

/** An item out of its bytes; one of a query is JSON inside a JSON string. `what` names it in a refusal. */
export function parseItem(bytes: Buffer, offset: number, what: string): JsonObject {
  const row = parseJson(bytes, offset, what);
  const value = typeof row === 'string' ? parseJson(Buffer.from(row, 'utf8'), offset, what) : row;
  if (!isObject(value)) throw noItem(what, offset);
  return value;
}
