import { randomUUID } from 'node:crypto';
import { AppError } from '@shared/errors.ts';

/** Paths stay in main; the renderer holds opaque names for them. */
export interface Handles {
  add(path: string): string;
  /** The path behind a handle; refuses one that main never gave. */
  path(handle: string): string;
}

/** Makes an empty book of handles, one for the life of the program. */
export function createHandles(): Handles {
  const paths = new Map<string, string>();
  return {
    add(path) {
      const handle = randomUUID();
      paths.set(handle, path);
      return handle;
    },
    path(handle) {
      const path = paths.get(handle);
      if (path === undefined)
        throw new AppError('not-found', 'That file or folder was not chosen in this window.', 'Choose it again.');
      return path;
    },
  };
}
