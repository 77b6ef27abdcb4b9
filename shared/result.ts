import type { ErrorCode } from './errors.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy?: string;
}

/** How every answer crosses a process border. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (error: Failure): Result<never> => ({ ok: false, error });
