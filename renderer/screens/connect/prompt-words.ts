import type { Prompt } from '@shared/domain/connection.ts';

/** What each question is called. */
export const promptTitles: Readonly<Record<Prompt['kind'], string>> = {
  mfa: 'Code of the MFA device',
  process: 'Run a command for the keys?',
  'device-code': 'Sign in with a code',
  browser: 'Sign in with the browser',
  expired: 'The session has ended',
};
