/** Every reason a route, a command or a check of input may refuse. Closed: a new one is a decision. */
export const errorCodes = [
  'bad-input',
  'unreadable-file',
  'unsupported-file',
  'too-large',
  'workspace-missing',
  'workspace-exists',
  'workspace-damaged',
  'workspace-foreign',
  'workspace-newer',
  'workspace-locked',
  'no-workspace',
  'not-found',
  'conflict',
  'cancelled',
  'disk',
  'verify-failed',
  'internal',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected refusal: `message` says what and where, `remedy` what to do. Written for the consultant. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly remedy?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
